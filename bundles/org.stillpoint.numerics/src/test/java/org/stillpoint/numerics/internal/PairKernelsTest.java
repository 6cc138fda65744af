package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.numerics.PairSums;

class PairKernelsTest {

    private static final int ROWS = PairKernels.ROWS;
    private static final int[] COLUMNS = {0, 16, 48, 256};
    /** A power of two is wrong by the polynomial, its rounding and that of the sum: less than this part. */
    private static final double POWER_ERROR = 5e-16;
    private static final double FLOAT_POWER_ERROR = 3e-7;

    static Stream<PairKernels> kernels() {
        return Twins.pairs();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void costsAgreeWithTheirDefinition(PairKernels kernels) {
        Random random = new Random(91);
        for (int columns : COLUMNS) {
            for (int dimension : new int[] {0, 1, 3, 10}) {
                int stride = columns + 7;
                double[] x = random.doubles(2 + ROWS * dimension, -1, 1).toArray();
                double[] y = random.doubles(5 + stride * dimension, -1, 1).toArray();
                double[] squares = new double[ROWS * columns];
                double[] cityBlocks = new double[ROWS * columns];
                double[] products = new double[ROWS * columns];
                kernels.squaredDistances(x, 2, dimension, y, 5, stride, columns, squares);
                kernels.cityBlockDistances(x, 2, dimension, y, 5, stride, columns, cityBlocks);
                kernels.products(x, 2, dimension, y, 5, stride, columns, products);
                double[] roots = squares.clone();
                kernels.squareRoots(roots, roots.length);
                for (int row = 0; row < ROWS; row++) {
                    for (int j = 0; j < columns; j++) {
                        double square = 0;
                        double cityBlock = 0;
                        double product = 0;
                        for (int k = 0; k < dimension; k++) {
                            double own = x[2 + k * ROWS + row];
                            double other = y[5 + k * stride + j];
                            square += (own - other) * (own - other);
                            cityBlock += Math.abs(own - other);
                            product += own * other;
                        }
                        int place = row * columns + j;
                        assertEquals(square, squares[place], 1e-14);
                        assertEquals(Math.sqrt(squares[place]), roots[place]);
                        assertEquals(cityBlock, cityBlocks[place], 1e-14);
                        assertEquals(product, products[place], 1e-14);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void powersAreAccurateOneByOne(PairKernels kernels) {
        Random random = new Random(92);
        int columns = 16;
        double worst = 0;
        for (int round = 0; round < 4000; round++) {
            double[] costs = new double[ROWS * columns];
            double[] heights = new double[columns];
            Arrays.fill(heights, -1e300);
            int column = random.nextInt(columns);
            heights[column] = (random.nextDouble() - 0.5) * (round % 4 == 0 ? 1 : 1400);
            long shift = random.nextInt(200) - 100;
            double[] lanes = new double[ROWS * PairKernels.LANES];
            kernels.addPowers(costs, columns, 1, heights, 0, new long[] {shift, shift, shift, shift}, 0, lanes, 0);
            double whole = Math.rint(heights[column]);
            double expected = Math.scalb(Math.pow(2, heights[column] - whole), (int) (whole + shift));
            for (int row = 0; row < ROWS; row++) {
                worst = Math.max(worst, Math.abs(PairSums.total(lanes, row * PairKernels.LANES) / expected - 1));
            }
        }
        assertTrue(worst < POWER_ERROR, "relative error " + worst);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsAndMaximaAgreeWithTheirDefinition(PairKernels kernels) {
        Random random = new Random(93);
        for (int columns : COLUMNS) {
            double[] costs = random.doubles(ROWS * columns, 0, 1).toArray();
            double[] heights = random.doubles(3 + columns, -30, 30).toArray();
            long[] shifts = {0, 5, -700, 300, 11};
            double[] lanes = new double[1 + ROWS * PairKernels.LANES];
            double[] largest = lanes.clone();
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            kernels.addPowers(costs, columns, 20, heights, 3, shifts, 1, lanes, 1);
            kernels.maxima(costs, columns, 20, heights, 3, largest, 1);
            for (int row = 0; row < ROWS; row++) {
                double sum = 0;
                double maximum = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < columns; j++) {
                    double exponent = heights[3 + j] - 20 * costs[row * columns + j];
                    sum += Math.pow(2, exponent) * Math.pow(2, shifts[1 + row]);
                    maximum = Math.max(maximum, exponent);
                }
                assertEquals(sum, PairSums.total(lanes, 1 + row * PairKernels.LANES), 1e-13 * sum);
                double found = Double.NEGATIVE_INFINITY;
                for (int lane = 0; lane < PairKernels.LANES; lane++) {
                    found = Math.max(found, largest[1 + row * PairKernels.LANES + lane]);
                }
                assertEquals(maximum, found, columns == 0 ? 0 : 1e-13);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void singlePrecisionAgreesToItsAccuracy(PairKernels kernels) {
        Random random = new Random(94);
        int columns = 64;
        int dimension = 3;
        float[] x = floats(random, ROWS * dimension);
        float[] y = floats(random, columns * dimension);
        float[] heights = floats(random, columns);
        int[] shifts = {0, 20, -30, 3};
        float[] costs = new float[ROWS * columns];
        float[] lanes = new float[ROWS * PairKernels.FLOAT_LANES];
        kernels.squaredDistances(x, 0, dimension, y, 0, columns, columns, costs);
        kernels.addPowers(costs, columns, 2, heights, 0, shifts, 0, lanes, 0);
        for (int row = 0; row < ROWS; row++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                double square = 0;
                for (int k = 0; k < dimension; k++) {
                    square += Math.pow((double) x[k * ROWS + row] - y[k * columns + j], 2);
                }
                assertEquals(square, costs[row * columns + j], 1e-6);
                sum += Math.pow(2, heights[j] - 2 * costs[row * columns + j] + shifts[row]);
            }
            assertEquals(sum, PairSums.total(lanes, row * PairKernels.FLOAT_LANES), 2 * FLOAT_POWER_ERROR * sum);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void exponentsOfAnySizeGivePositiveFinitePowers(PairKernels kernels) {
        double[] extremes = {-1e300, -1e17, -4e15, -1e5, -1001, 1001, 1e5, 4e15, 1e17, 1e300, 0, -0.0, 0.5, -0.5, 1e-300, -1023.5};
        double[] costs = new double[ROWS * extremes.length];
        for (long shift : new long[] {0, 1000, -1000, 1L << 49, -(1L << 49)}) {
            for (int from = 0; from < extremes.length; from++) {
                double[] heights = new double[extremes.length];
                Arrays.fill(heights, extremes[from]);
                double[] lanes = new double[ROWS * PairKernels.LANES];
                kernels.addPowers(costs, extremes.length, 1, heights, 0, new long[] {shift, shift, shift, shift}, 0, lanes, 0);
                double total = PairSums.total(lanes, 0);
                assertTrue(Double.isFinite(total), extremes[from] + " with shift " + shift + " gives " + total);
                if (extremes[from] < -2000 && shift <= 1000) {
                    assertTrue(Math.abs(total) < 0x1p-900, extremes[from] + " with shift " + shift + " gives " + total);
                }
            }
        }
    }

    @Test
    void twinsGiveTheSameBits() {
        assumeTrue(VectorKernel.fitsTheProcessor());
        Random random = new Random(95);
        PairKernels scalar = new ScalarPairs();
        PairKernels simd = new SimdPairKernels(true);
        for (int columns : COLUMNS) {
            int dimension = 3;
            double[] x = random.doubles(ROWS * dimension, -1, 1).toArray();
            double[] y = random.doubles(columns * dimension, -1, 1).toArray();
            double[] heights = random.doubles(columns, -900, 900).toArray();
            long[] shifts = {0, 900, -900, 1};
            double[][] costs = new double[2][ROWS * columns];
            double[][] lanes = new double[2][ROWS * PairKernels.LANES];
            float[][] floatCosts = new float[2][ROWS * columns];
            float[][] floatLanes = new float[2][ROWS * PairKernels.FLOAT_LANES];
            float[] floatX = floats(random, ROWS * dimension);
            float[] floatY = floats(random, columns * dimension);
            float[] floatHeights = floats(random, columns);
            for (int twin = 0; twin < 2; twin++) {
                PairKernels kernels = twin == 0 ? scalar : simd;
                kernels.cityBlockDistances(x, 0, dimension, y, 0, columns, columns, costs[twin]);
                kernels.addPowers(costs[twin], columns, 3, heights, 0, shifts, 0, lanes[twin], 0);
                kernels.products(x, 0, dimension, y, 0, columns, columns, costs[twin]);
                kernels.addPowers(costs[twin], columns, 3, heights, 0, shifts, 0, lanes[twin], 0);
                kernels.squaredDistances(x, 0, dimension, y, 0, columns, columns, costs[twin]);
                kernels.squareRoots(costs[twin], ROWS * columns);
                kernels.addPowers(costs[twin], columns, 3, heights, 0, shifts, 0, lanes[twin], 0);
                kernels.maxima(costs[twin], columns, 3, heights, 0, lanes[twin], 0);
                kernels.squaredDistances(floatX, 0, dimension, floatY, 0, columns, columns, floatCosts[twin]);
                kernels.addPowers(floatCosts[twin], columns, 3, floatHeights, 0, new int[] {0, 90, -90, 1}, 0, floatLanes[twin], 0);
            }
            assertArrayEquals(costs[0], costs[1]);
            assertArrayEquals(lanes[0], lanes[1]);
            assertArrayEquals(floatCosts[0], floatCosts[1]);
            assertArrayEquals(floatLanes[0], floatLanes[1]);
        }
    }

    @Test
    void rangesAreChecked() {
        double[] small = new double[15];
        double[] costs = new double[64];
        assertThrows(IndexOutOfBoundsException.class, () -> PairSums.squaredDistances(small, 0, 1, small, 0, 16, 16, costs));
        assertThrows(IllegalArgumentException.class, () -> PairSums.products(small, 0, 1, small, 0, 15, 15, costs));
        assertThrows(IndexOutOfBoundsException.class,
                () -> PairSums.addPowers(costs, 16, 1, costs, 0, new long[3], 0, costs, 0));
    }

    private static float[] floats(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }
}
