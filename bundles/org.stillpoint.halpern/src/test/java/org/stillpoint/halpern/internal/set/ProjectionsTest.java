package org.stillpoint.halpern.internal.set;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.ops.DConvertMatrixStruct;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.Projection;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.testing.TestContext;

class ProjectionsTest {

    private static final double ROUNDING = 1e-12;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Projection of(ConvexSet set, int dimension) throws SolverException {
        return Projections.of(set, dimension, new TestContext());
    }

    private static double[] project(ConvexSet set, double... x) throws SolverException {
        double[] result = new double[x.length];
        of(set, x.length).project(x, result);
        return result;
    }

    private static double[] gaussian(Random random, int length, double scale) {
        double[] x = new double[length];
        Arrays.setAll(x, i -> scale * random.nextGaussian());
        return x;
    }

    /**
     * The projection P x is the one point of the set with (x - P x)'(z - P x) at most 0 for all points z of the set, of which
     * projections of random points are as good as any; it moves nothing apart and leaves the points of the set alone.
     */
    private static void assertProjects(ConvexSet set, int dimension, long seed) throws SolverException {
        Projection projection = of(set, dimension);
        Random random = new Random(seed);
        for (int trial = 0; trial < 40; trial++) {
            double scale = Math.pow(10, random.nextInt(5) - 2);
            double[] x = gaussian(random, dimension, scale);
            double[] y = gaussian(random, dimension, scale);
            double[] before = x.clone();
            double[] px = new double[dimension];
            double[] py = new double[dimension];
            projection.project(x, px);
            projection.project(y, py);
            assertArrayEquals(before, x);
            double product = 0;
            for (int i = 0; i < dimension; i++) {
                product += (x[i] - px[i]) * (py[i] - px[i]);
            }
            double size = 1 + VectorKernels.norm2(x) + VectorKernels.norm2(y);
            assertTrue(product <= ROUNDING * size * size, "trial " + trial + ": " + product);
            assertTrue(VectorKernels.squaredDistance(px, 0, py, 0, dimension)
                    <= VectorKernels.squaredDistance(x, 0, y, 0, dimension) + ROUNDING * size * size);
            double[] again = new double[dimension];
            projection.project(px, again);
            assertArrayEquals(px, again, ROUNDING * size);
        }
    }

    @Test
    void allKindsHaveThePropertiesOfProjections() throws SolverException {
        assertProjects(new ConvexSet.WholeSpace(), 5, 1);
        assertProjects(new ConvexSet.Box(new double[] {-INFINITY, 0, -1, 2, -INFINITY}, new double[] {INFINITY, INFINITY, 1, 2, -3}),
                5, 2);
        assertProjects(new ConvexSet.Simplices(4, 1, 30, 5), 40, 3);
        assertProjects(new ConvexSet.Ball(new double[] {1, -2, 3}, 0.7), 3, 4);
        assertProjects(new ConvexSet.Ball(new double[] {1, -2, 3}, 0), 3, 5);
        Random random = new Random(6);
        DMatrixRMaj dense = DMatrixRMaj.wrap(4, 9, gaussian(random, 36, 1));
        assertProjects(new ConvexSet.AffineSet(dense, gaussian(random, 4, 1)), 9, 7);
        assertProjects(new ConvexSet.AffineSet(sparse(dense), gaussian(random, 4, 1)), 9, 8);
    }

    private static DMatrixSparseCSC sparse(DMatrixRMaj dense) {
        return DConvertMatrixStruct.convert(dense, (DMatrixSparseCSC) null, 0);
    }

    @Test
    void closedForms() throws SolverException {
        assertArrayEquals(new double[] {3, -4}, project(new ConvexSet.WholeSpace(), 3, -4));
        ConvexSet box = new ConvexSet.Box(new double[] {0, 0, -INFINITY}, new double[] {1, 1, INFINITY});
        assertArrayEquals(new double[] {0, 0.5, 7}, project(box, -3, 0.5, 7));
        assertArrayEquals(new double[] {0.6, 0.8}, project(new ConvexSet.Ball(new double[2], 1), 3, 4), 1e-15);
        assertArrayEquals(new double[] {0.3, -0.4}, project(new ConvexSet.Ball(new double[2], 1), 0.3, -0.4));
        assertArrayEquals(new double[] {1, 0, 0}, project(new ConvexSet.Simplices(3), 5, 1, 3));
        assertArrayEquals(new double[] {0.75, 0.25, 0}, project(new ConvexSet.Simplices(3), 1, 0.5, -9), 1e-15);
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25, 1}, project(new ConvexSet.Simplices(4, 1), 7, 7, 7, 7, -3));
        ConvexSet plane = new ConvexSet.AffineSet(DMatrixRMaj.wrap(1, 3, new double[] {1, 1, 1}), new double[] {1});
        assertArrayEquals(new double[] {1.0 / 3, 4.0 / 3, -2.0 / 3}, project(plane, 0, 1, -1), 1e-15);
    }

    /** By sorting: the threshold is the largest (x_(1) + ... + x_(k) - 1) / k over the k largest components. */
    private static double[] simplexBySorting(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double threshold = Double.NEGATIVE_INFINITY;
        for (int k = 1; k <= x.length; k++) {
            sum += sorted[x.length - k];
            threshold = Math.max(threshold, (sum - 1) / k);
        }
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = Math.max(x[i] - threshold, 0);
        }
        return result;
    }

    @Test
    void simplicesAgreeWithSorting() throws SolverException {
        Random random = new Random(9);
        for (int trial = 0; trial < 300; trial++) {
            int size = 1 + random.nextInt(60);
            double[] x = gaussian(random, size, Math.pow(10, random.nextInt(7) - 5));
            if (trial % 3 == 0) {
                Arrays.setAll(x, i -> Math.rint(4 * x[i]) / 4);
            } else if (trial % 3 == 1) {
                Arrays.sort(x);
            }
            assertArrayEquals(simplexBySorting(x), project(new ConvexSet.Simplices(size), x), 1e-14);
        }
    }

    @Test
    void commonOffsetsLeaveNoRoundingInSimplices() throws SolverException {
        double[] projected = project(new ConvexSet.Simplices(3), 0x1p50 + 0.5, 0x1p50, -0x1p60);
        assertArrayEquals(new double[] {0.75, 0.25, 0}, projected);
    }

    @Test
    void dependentRowsAreHarmlessAndContradictingOnesAreRefused() throws SolverException {
        Random random = new Random(10);
        int columns = 12;
        DMatrixRMaj matrix = new DMatrixRMaj(7, columns);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, random.nextGaussian() * Math.pow(10, 3 * i - 4));
            }
        }
        for (int j = 0; j < columns; j++) {
            matrix.set(4, j, matrix.get(0, j) * 1e4 - 3 * matrix.get(1, j));
            matrix.set(5, j, -2 * matrix.get(3, j));
        }
        double[] point = gaussian(random, columns, 1);
        double[] rightSide = new double[7];
        for (int i = 0; i < 7; i++) {
            rightSide[i] = VectorKernels.dot(matrix.data, i * columns, point, 0, columns);
        }
        ConvexSet dense = new ConvexSet.AffineSet(matrix, rightSide);
        ConvexSet sparse = new ConvexSet.AffineSet(sparse(matrix), rightSide);
        assertProjects(dense, columns, 11);
        assertProjects(sparse, columns, 11);
        double[] far = gaussian(random, columns, 5);
        assertArrayEquals(project(dense, far), project(sparse, far), 1e-12);
        assertArrayEquals(point, project(dense, point), 1e-13);

        double[] contradicting = rightSide.clone();
        contradicting[5] += 1e-3 * Math.abs(rightSide[5]);
        for (ConvexSet empty : new ConvexSet[] {new ConvexSet.AffineSet(matrix, contradicting),
                new ConvexSet.AffineSet(sparse(matrix), contradicting)}) {
            assertTrue(assertThrows(SolverException.class, () -> of(empty, columns)).getMessage().contains("no solution"));
        }
        double[] impossible = rightSide.clone();
        impossible[6] = 1;
        assertThrows(SolverException.class, () -> of(new ConvexSet.AffineSet(matrix, impossible), columns));
    }

    @Test
    void illConditionedEquationsAreMetToRounding() throws SolverException {
        int columns = 8;
        DMatrixRMaj nearlyParallel = new DMatrixRMaj(2, columns);
        Random random = new Random(12);
        for (int j = 0; j < columns; j++) {
            nearlyParallel.set(0, j, random.nextGaussian());
            nearlyParallel.set(1, j, nearlyParallel.get(0, j) + 1e-5 * random.nextGaussian());
        }
        double[] x = gaussian(random, columns, 1);
        double[] projected = project(new ConvexSet.AffineSet(nearlyParallel, new double[] {1, 1}), x);
        for (int i = 0; i < 2; i++) {
            assertEquals(1, VectorKernels.dot(nearlyParallel.data, i * columns, projected, 0, columns), 1e-14);
        }
    }

    @Test
    void conjugateGradientsTakeThePlaceOfAFactor() {
        Random random = new Random(13);
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(20, 50, 0);
        for (int i = 0; i < 20; i++) {
            for (int k = 0; k < 4; k++) {
                matrix.set(i, random.nextInt(50), random.nextGaussian());
            }
        }
        SparseNormalEquations factorised = SparseNormalEquations.of(matrix, new double[20]);
        SparseNormalEquations iterated = SparseNormalEquations.withoutFactor(SparseNormalEquations.scaled(matrix, new double[20]));
        double[] direct = gaussian(random, 20, 1);
        double[] iterative = direct.clone();
        factorised.solve(direct);
        iterated.solve(iterative);
        assertArrayEquals(direct, iterative, 1e-10);
    }

    @Test
    void wrongNumbersAreNotHidden() throws SolverException {
        for (double wrong : new double[] {Double.NaN, INFINITY}) {
            assertTrue(Double.isNaN(project(new ConvexSet.Simplices(2), 0, wrong)[0]));
            assertTrue(Double.isNaN(project(new ConvexSet.Ball(new double[2], 1), 0, wrong)[1]));
            DMatrixRMaj row = DMatrixRMaj.wrap(1, 2, new double[] {1, 1});
            assertTrue(!Double.isFinite(project(new ConvexSet.AffineSet(row, new double[] {1}), 0, wrong)[1]));
        }
        assertTrue(Double.isNaN(project(new ConvexSet.Box(new double[2], new double[] {1, 1}), 0, Double.NaN)[1]));
    }

    @Test
    void namedProjectionsAreLookedUp() throws SolverException {
        Projection halfSpace = new Projection() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public void project(double[] x, double[] result) {
                result[0] = Math.max(x[0], 0);
                result[1] = x[1];
            }
        };
        TestContext context = new TestContext().function("half-space", halfSpace);
        double[] result = new double[2];
        Projections.of(new ConvexSet.Named("half-space"), 2, context).project(new double[] {-1, -2}, result);
        assertArrayEquals(new double[] {0, -2}, result);
        assertTrue(assertThrows(SolverException.class, () -> Projections.of(new ConvexSet.Named("half-space"), 3, context)).getMessage()
                .contains("dimension 2"));
        assertThrows(SolverException.class, () -> Projections.of(new ConvexSet.Named("cone"), 2, context));
    }
}
