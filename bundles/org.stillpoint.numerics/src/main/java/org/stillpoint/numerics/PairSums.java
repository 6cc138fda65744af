package org.stillpoint.numerics;

import java.util.Objects;
import org.stillpoint.numerics.internal.KernelSelection;
import org.stillpoint.numerics.internal.PairKernels;

/**
 * Sums of powers over all pairs of two clouds of points, without a matrix: a block of {@value #ROWS} points meets a tile of points, the
 * columns, and each pair costs an exponential and what its distance takes.
 *
 * <p>A block holds coordinate k of its points at {@value #ROWS} k and the next places. A tile holds coordinate k of its points from
 * k stride on; the number of its columns is a multiple of {@value #COLUMN_MULTIPLE}, filled up by any finite points whose heights
 * make their powers vanish. The costs of a block and a tile stand row by row, as many in a row as there are columns.
 *
 * <p>Vector registers and plain loops give the same bits on every processor that has a fused multiply-add. Partial sums belong to fixed
 * lanes; {@link #total} adds them. All methods are safe for concurrent use and allocate nothing; they check that the blocks and tiles lie
 * in their arrays.
 */
public final class PairSums {

    /** The points of a block. */
    public static final int ROWS = PairKernels.ROWS;
    /** What the number of columns is a multiple of. */
    public static final int COLUMN_MULTIPLE = PairKernels.COLUMN_MULTIPLE;
    /** The partial sums of each row. */
    public static final int LANES = PairKernels.LANES;
    /** The partial sums of each row in single precision. */
    public static final int FLOAT_LANES = PairKernels.FLOAT_LANES;
    /** Whole exponents are clipped to this magnitude. */
    public static final int LARGEST_EXPONENT = PairKernels.LARGEST_EXPONENT;
    /** Whole exponents in single precision are clipped to this magnitude. */
    public static final int LARGEST_FLOAT_EXPONENT = PairKernels.LARGEST_FLOAT_EXPONENT;

    private static final PairKernels KERNELS = KernelSelection.PAIRS;

    private PairSums() {
    }

    /** costs = the squared Euclidean distances of all pairs. */
    public static void squaredDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns,
            double[] costs) {
        check(x.length, xOffset, dimension, y.length, yOffset, stride, columns, costs.length);
        KERNELS.squaredDistances(x, xOffset, dimension, y, yOffset, stride, columns, costs);
    }

    /** costs = the sums of magnitudes of the coordinates' differences of all pairs. */
    public static void cityBlockDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns,
            double[] costs) {
        check(x.length, xOffset, dimension, y.length, yOffset, stride, columns, costs.length);
        KERNELS.cityBlockDistances(x, xOffset, dimension, y, yOffset, stride, columns, costs);
    }

    /** costs = x'y of all pairs. */
    public static void products(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns,
            double[] costs) {
        check(x.length, xOffset, dimension, y.length, yOffset, stride, columns, costs.length);
        KERNELS.products(x, xOffset, dimension, y, yOffset, stride, columns, costs);
    }

    /** Replaces the first costs of an array by their square roots; their number is a multiple of {@value #COLUMN_MULTIPLE}. */
    public static void squareRoots(double[] costs, int length) {
        Objects.checkFromIndexSize(0, length, costs.length);
        checkMultiple(length);
        KERNELS.squareRoots(costs, length);
    }

    /**
     * For each row of a block adds 2^(height_j - scale cost_j + shift) over the columns j to its lanes, each power with a relative error of
     * some 2 units in the last place beside what rounding the exponent does. The whole part of the exponent is clipped to
     * {@value #LARGEST_EXPONENT}: sums within 2^-900 and 2^900 are not touched by that. Heights may be anything but NaN
     * and infinite, and the magnitude of a shift is below 2^50.
     *
     * @param heights a number for each column
     * @param shifts a whole number for each row
     * @param lanes {@value #LANES} partial sums for each row
     */
    public static void addPowers(double[] costs, int columns, double scale, double[] heights, int heightsOffset, long[] shifts,
            int shiftsOffset, double[] lanes, int lanesOffset) {
        checkSums(costs.length, columns, heights.length, heightsOffset, lanes.length, lanesOffset, LANES);
        Objects.checkFromIndexSize(shiftsOffset, ROWS, shifts.length);
        KERNELS.addPowers(costs, columns, scale, heights, heightsOffset, shifts, shiftsOffset, lanes, lanesOffset);
    }

    /** For each row of a block raises its lanes to the largest height_j - scale cost_j over the columns. */
    public static void maxima(double[] costs, int columns, double scale, double[] heights, int heightsOffset, double[] lanes,
            int lanesOffset) {
        checkSums(costs.length, columns, heights.length, heightsOffset, lanes.length, lanesOffset, LANES);
        KERNELS.maxima(costs, columns, scale, heights, heightsOffset, lanes, lanesOffset);
    }

    /** costs = the squared Euclidean distances of all pairs, in single precision. */
    public static void squaredDistances(float[] x, int xOffset, int dimension, float[] y, int yOffset, int stride, int columns,
            float[] costs) {
        check(x.length, xOffset, dimension, y.length, yOffset, stride, columns, costs.length);
        KERNELS.squaredDistances(x, xOffset, dimension, y, yOffset, stride, columns, costs);
    }

    /**
     * {@link #addPowers(double[], int, double, double[], int, long[], int, double[], int)} in single precision, with
     * {@value #FLOAT_LANES} lanes for each row, powers within 2e-7, exponents clipped to {@value #LARGEST_FLOAT_EXPONENT}, and shifts
     * whose magnitude is below 2^21.
     */
    public static void addPowers(float[] costs, int columns, float scale, float[] heights, int heightsOffset, int[] shifts,
            int shiftsOffset, float[] lanes, int lanesOffset) {
        checkSums(costs.length, columns, heights.length, heightsOffset, lanes.length, lanesOffset, FLOAT_LANES);
        Objects.checkFromIndexSize(shiftsOffset, ROWS, shifts.length);
        KERNELS.addPowers(costs, columns, scale, heights, heightsOffset, shifts, shiftsOffset, lanes, lanesOffset);
    }

    /** The sum of the lanes of a row. */
    public static double total(double[] lanes, int offset) {
        Objects.checkFromIndexSize(offset, LANES, lanes.length);
        return ((lanes[offset] + lanes[offset + 1]) + (lanes[offset + 2] + lanes[offset + 3]))
                + ((lanes[offset + 4] + lanes[offset + 5]) + (lanes[offset + 6] + lanes[offset + 7]));
    }

    /** The sum of the lanes of a row, added in double precision. */
    public static double total(float[] lanes, int offset) {
        Objects.checkFromIndexSize(offset, FLOAT_LANES, lanes.length);
        double total = 0;
        for (int i = 0; i < FLOAT_LANES; i++) {
            total += lanes[offset + i];
        }
        return total;
    }

    private static void check(int xLength, int xOffset, int dimension, int yLength, int yOffset, int stride, int columns, int costs) {
        Objects.checkFromIndexSize(xOffset, ROWS * dimension, xLength);
        int tile = dimension == 0 ? 0 : Math.addExact(Math.multiplyExact(dimension - 1, stride), columns);
        Objects.checkFromIndexSize(yOffset, tile, yLength);
        Objects.checkFromIndexSize(0, ROWS * columns, costs);
        checkMultiple(columns);
    }

    private static void checkSums(int costs, int columns, int heights, int heightsOffset, int lanes, int lanesOffset, int width) {
        Objects.checkFromIndexSize(0, ROWS * columns, costs);
        Objects.checkFromIndexSize(heightsOffset, columns, heights);
        Objects.checkFromIndexSize(lanesOffset, ROWS * width, lanes);
        checkMultiple(columns);
    }

    private static void checkMultiple(int columns) {
        if (columns % COLUMN_MULTIPLE != 0) {
            throw new IllegalArgumentException(columns + " columns, expected a multiple of " + COLUMN_MULTIPLE);
        }
    }
}
