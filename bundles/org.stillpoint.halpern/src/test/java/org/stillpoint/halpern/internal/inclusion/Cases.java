package org.stillpoint.halpern.internal.inclusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.ComponentOperator;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.halpern.internal.set.Projections;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.testing.TestContext;

/** Operators whose behaviour is known exactly, and problems with them. */
final class Cases {

    /** The name of the operator in the problems. */
    static final String NAME = "F";

    private Cases() {
    }

    /** F (a, b) = (b, -a). */
    static AffineOperator quarterTurn() {
        return affine(1, new double[2], 0, 1, -1, 0);
    }

    /** F u = M u + q with a given Lipschitz constant, NaN for the norm of M. */
    static AffineOperator affine(double lipschitz, double[] offset, double... matrix) {
        return new MatrixOperator(DMatrixRMaj.wrap(offset.length, offset.length, matrix), offset, lipschitz);
    }

    /** A monotone matrix S'S / n * share + K with K antisymmetric, both random. */
    static double[] monotoneMatrix(int dimension, double share, long seed) {
        Random random = new Random(seed);
        double[] root = random.doubles(dimension * dimension, -1, 1).toArray();
        double[] other = random.doubles(dimension * dimension, -1, 1).toArray();
        double[] matrix = new double[dimension * dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                double product = 0;
                for (int k = 0; k < dimension; k++) {
                    product += root[k * dimension + i] * root[k * dimension + j];
                }
                matrix[i * dimension + j] = share * product / dimension + other[i * dimension + j] - other[j * dimension + i];
            }
        }
        return matrix;
    }

    /** An operator of one component from its map. */
    static ComponentOperator operator(int dimension, double lipschitz, BiConsumer<double[], double[]> map) {
        return new ComponentOperator() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public int components() {
                return 1;
            }

            @Override
            public void apply(double[] u, double[] result) {
                map.accept(u, result);
            }

            @Override
            public void addComponents(int[] indices, int count, double scale, double[] u, double[] result) {
                double[] image = new double[dimension];
                map.accept(u, image);
                for (int i = 0; i < dimension; i++) {
                    result[i] += count * scale * image[i];
                }
            }

            @Override
            public double lipschitz() {
                return lipschitz;
            }
        };
    }

    static TestContext context(ComponentOperator operator) {
        return new TestContext().function(NAME, operator);
    }

    static MonotoneInclusion problem(double... start) {
        return problem(new ConvexSet.WholeSpace(), start);
    }

    static MonotoneInclusion problem(ConvexSet set, double... start) {
        return new MonotoneInclusion(NAME, set, start);
    }

    /** The residuals of the iterates 0 to the given number. */
    static double[] residuals(Inclusion inclusion, InclusionIteration iteration, int number) {
        double[] u = inclusion.start().clone();
        double[] image = new double[u.length];
        double[] residuals = new double[number + 1];
        for (int k = 0; k <= number; k++) {
            inclusion.evaluate(u, image);
            residuals[k] = inclusion.residual(u, image);
            iteration.advance(k, u, image);
        }
        return residuals;
    }

    /** Quarter turns of many planes at once, on sets of all kinds but affine ones. */
    static List<Inclusion> large() throws SolverException {
        int n = 2000;
        ComponentOperator turns = operator(n, 1, (u, result) -> {
            for (int i = 0; i < n; i += 2) {
                result[i] = u[i + 1];
                result[i + 1] = -u[i];
            }
        });
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] start = new Random(1).doubles(n, 0, 1).toArray();
        List<Inclusion> inclusions = new ArrayList<>();
        for (ConvexSet set : List.of(new ConvexSet.WholeSpace(), new ConvexSet.Box(new double[n], ones),
                new ConvexSet.Simplices(n / 2, n / 2), new ConvexSet.Ball(ones, 3))) {
            inclusions.add(new Inclusion(problem(set, start), context(turns)));
        }
        return inclusions;
    }

    /** A problem of which a solution is known. */
    record Solved(String name, AffineOperator operator, ConvexSet set, double[] start, double[] solution) {

        double distance() {
            return Math.sqrt(VectorKernels.squaredDistance(start, 0, solution, 0, start.length));
        }

        Inclusion inclusion() throws SolverException {
            return new Inclusion(problem(set, start), context(operator));
        }
    }

    /**
     * Random monotone affine operators F u = M (u - u*) + f with -f in the normal cone at u*, on sets of all kinds, from points of the
     * sets.
     *
     * @param share of the symmetric part of M; 0 for an antisymmetric M
     */
    static List<Solved> solved(double share, long seed) throws SolverException {
        Random random = new Random(seed);
        int n = 6;
        double[] zero = new double[n];
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] solution = {1, 0, 0.25, 0.5, 0.25, 0};
        double[] direction = random.doubles(n, -1, 1).toArray();
        VectorKernels.scale(1 / VectorKernels.norm2(direction), direction, 0, direction, 0, n);
        DMatrixRMaj rows = DMatrixRMaj.wrap(2, n, random.doubles(2 * n, -1, 1).toArray());
        double[] rightSide = new double[2];
        double[] multiples = new double[n];
        for (int i = 0; i < 2; i++) {
            rightSide[i] = VectorKernels.dot(rows.data, i * n, solution, 0, n);
            VectorKernels.axpy(i - 2.5, rows.data, i * n, multiples, 0, n);
        }
        double[] outward = direction.clone();
        VectorKernels.scale(-2, outward, 0, outward, 0, n);
        double[] matrix = monotoneMatrix(n, share, seed);
        return List.of(
                solved("whole space", new ConvexSet.WholeSpace(), matrix, solution, zero, random),
                solved("box", new ConvexSet.Box(zero, ones), matrix, solution, new double[] {-2, 0.5, 0, 0, 0, 3}, random),
                solved("simplices", new ConvexSet.Simplices(2, 4), matrix, solution, new double[] {-1, 0.5, 3, 3, 3, 4}, random),
                solved("ball", new ConvexSet.Ball(zero, 1), matrix, direction, outward, random),
                solved("affine set", new ConvexSet.AffineSet(rows, rightSide), matrix, solution, multiples, random));
    }

    private static Solved solved(String name, ConvexSet set, double[] matrix, double[] solution, double[] value, Random random)
            throws SolverException {
        int n = solution.length;
        double[] offset = value.clone();
        for (int i = 0; i < n; i++) {
            offset[i] -= VectorKernels.dot(matrix, i * n, solution, 0, n);
        }
        double[] start = new double[n];
        Projections.of(set, n, new TestContext()).project(random.doubles(n, -1, 2).toArray(), start);
        return new Solved(name, affine(Double.NaN, offset, matrix), set, start, solution);
    }
}
