package org.stillpoint.equilibrium.internal.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.dense.DenseLu;
import org.stillpoint.numerics.iterative.GeneralizedMinimalResiduals;
import org.stillpoint.numerics.random.RandomStream;

/** GMRES in step against LU factors and against the method for one system. */
class PanelMinimalResidualsTest {

    private static final int SIZE = 12;
    private static final int LANES = 5;

    private final double[][] matrices = new double[LANES][SIZE * SIZE];
    private final double[] right = new double[SIZE * LANES];

    PanelMinimalResidualsTest() {
        RandomStream random = new RandomStream(4);
        for (double[] matrix : matrices) {
            random.fillGaussian(matrix);
            for (int i = 0; i < SIZE; i++) {
                matrix[i * SIZE + i] += 6;
            }
        }
        random.fillGaussian(right);
    }

    /** Each lane has a matrix of its own; {@code first} is the one of lane 0. */
    private PanelMinimalResiduals.Product product(int first) {
        return (x, lanes, result) -> {
            for (int lane = 0; lane < lanes; lane++) {
                for (int i = 0; i < SIZE; i++) {
                    double sum = 0;
                    for (int j = 0; j < SIZE; j++) {
                        sum += matrices[first + lane][i * SIZE + j] * x[j * lanes + lane];
                    }
                    result[i * lanes + lane] = sum;
                }
            }
        };
    }

    private static double[] lane(double[] panel, int lane, int lanes) {
        double[] vector = new double[SIZE];
        for (int k = 0; k < SIZE; k++) {
            vector[k] = panel[k * lanes + lane];
        }
        return vector;
    }

    private double[] solve(int memory, double enough) {
        double[] x = new double[SIZE * LANES];
        double[] norms = new double[LANES];
        Arrays.fill(norms, enough);
        new PanelMinimalResiduals(SIZE, memory, LANES).solve(product(0), right, norms, LANES, x, () -> true);
        return x;
    }

    @Test
    void solutionsAreThoseOfFactors() {
        double[] x = solve(SIZE, 1e-13);
        for (int lane = 0; lane < LANES; lane++) {
            DenseLu factors = new DenseLu(SIZE);
            System.arraycopy(matrices[lane], 0, factors.matrix(), 0, SIZE * SIZE);
            assertTrue(factors.factorize());
            double[] expected = lane(right, lane, LANES);
            factors.solve(expected, 0, 1);
            assertArrayEquals(expected, lane(x, lane, LANES), 1e-12);
        }
    }

    @Test
    void lanesDependOnThemselvesAlone() {
        for (double enough : new double[] {1e-10, .5}) {
            double[] x = solve(SIZE, enough);
            for (int lane = 0; lane < LANES; lane++) {
                double[] alone = new double[SIZE];
                new PanelMinimalResiduals(SIZE, SIZE, 1).solve(product(lane), lane(right, lane, LANES), new double[] {enough}, 1, alone,
                        () -> true);
                assertArrayEquals(alone, lane(x, lane, LANES));
            }
        }
    }

    /** With few products x is the one of least residual in their space, as it is for one system. */
    @Test
    void limitsOfMemoryLeaveTheLeastResidual() {
        double[] x = solve(4, 0);
        for (int lane = 0; lane < LANES; lane++) {
            double[] matrix = matrices[lane];
            double[] expected = new double[SIZE];
            new GeneralizedMinimalResiduals(SIZE, 4).solve((v, result) -> {
                for (int i = 0; i < SIZE; i++) {
                    result[i] = VectorKernels.dot(matrix, i * SIZE, v, 0, SIZE);
                }
            }, lane(right, lane, LANES), expected, 0, () -> true);
            assertArrayEquals(expected, lane(x, lane, LANES), 1e-12);
        }
    }

    @Test
    void failuresOfALaneLeaveTheOthers() {
        double[] expected = solve(SIZE, 1e-12);
        Arrays.fill(matrices[1], Double.NaN);
        Arrays.fill(matrices[3], 0);
        for (int k = 0; k < SIZE; k++) {
            right[k * LANES + 2] = 0;
        }
        PanelMinimalResiduals residuals = new PanelMinimalResiduals(SIZE, SIZE, LANES);
        double[] x = new double[SIZE * LANES];
        double[] enough = new double[LANES];
        Arrays.fill(enough, 1e-12);
        residuals.solve(product(0), right, enough, LANES, x, () -> true);
        assertArrayEquals(lane(expected, 0, LANES), lane(x, 0, LANES));
        assertArrayEquals(lane(expected, 4, LANES), lane(x, 4, LANES));
        for (int lane = 1; lane < 4; lane++) {
            assertArrayEquals(new double[SIZE], lane(x, lane, LANES));
            assertEquals(lane == 2 ? 0 : 1, residuals.products()[lane]);
        }
        assertEquals(VectorKernels.norm2(lane(right, 3, LANES)), residuals.residualNorms()[3], 1e-14);
    }

    @Test
    void theCallerStopsIt() {
        double[] x = new double[SIZE * LANES];
        assertEquals(0, new PanelMinimalResiduals(SIZE, SIZE, LANES).solve(product(0), right, new double[LANES], LANES, x, () -> false));
        assertArrayEquals(new double[SIZE * LANES], x);
    }
}
