package org.stillpoint.numerics.internal;

/**
 * The inner loops of sums over pairs of points: blocks of {@link #ROWS} points by a tile of columns, first what each pair costs, then
 * powers of two of it. {@link org.stillpoint.numerics.PairSums} describes the layout and checks the ranges; numbers of columns are
 * multiples of {@link #COLUMN_MULTIPLE}.
 */
public interface PairKernels {

    /** Rows of a block. */
    int ROWS = 4;

    /** Columns are padded to a multiple of this, so that no kernel has a tail. */
    int COLUMN_MULTIPLE = 16;

    /** The partial sums of each row. */
    int LANES = 8;

    /** The partial sums of each row in single precision. */
    int FLOAT_LANES = 16;

    /** Powers of two are clipped to this size of the exponent. */
    int LARGEST_EXPONENT = 1000;

    /** Powers of two in single precision are clipped to this size of the exponent. */
    int LARGEST_FLOAT_EXPONENT = 120;

    void squaredDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns, double[] costs);

    void cityBlockDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns, double[] costs);

    void products(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns, double[] costs);

    void squareRoots(double[] costs, int length);

    void addPowers(double[] costs, int columns, double scale, double[] heights, int heightsOffset, long[] shifts, int shiftsOffset,
            double[] lanes, int lanesOffset);

    void maxima(double[] costs, int columns, double scale, double[] heights, int heightsOffset, double[] lanes, int lanesOffset);

    void squaredDistances(float[] x, int xOffset, int dimension, float[] y, int yOffset, int stride, int columns, float[] costs);

    void addPowers(float[] costs, int columns, float scale, float[] heights, int heightsOffset, int[] shifts, int shiftsOffset,
            float[] lanes, int lanesOffset);
}
