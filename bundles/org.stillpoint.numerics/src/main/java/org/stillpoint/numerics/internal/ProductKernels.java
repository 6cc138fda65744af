package org.stillpoint.numerics.internal;

/**
 * The inner loops of products of a matrix with vectors; {@link org.stillpoint.numerics.PanelProducts} says what each computes and checks
 * the ranges. The matrix stands in blocks of {@link #BLOCK} rows, each column by column; the last block is as wide as the rows that are left,
 * filled up with zeros to a multiple of {@link #MULTIPLE}.
 */
public interface ProductKernels {

    /** The rows of a block: eight long registers, whose sums hide the time that one addition takes. */
    int BLOCK = 64;
    /** The rows of a block in single precision: six long registers, whose sums for four vectors fill all registers but eight. */
    int FLOAT_BLOCK = 96;
    /** Rows are filled up to a multiple of this, the longest register. */
    int MULTIPLE = 8;
    /** Rows in single precision are filled up to a multiple of this. */
    int FLOAT_MULTIPLE = 2 * MULTIPLE;
    /** Room for one register of rows, and for a block by fewer lanes than a register has. */
    int ROOM = BLOCK * MULTIPLE;
    /** The same in single precision. */
    int FLOAT_ROOM = FLOAT_BLOCK * FLOAT_MULTIPLE;

    void addVectors(double[] w, int rows, int columns, double[] h, int hOffset, int hStride, int count, double[] c, int cOffset,
            int cStride, double[] room);

    void addPanel(double[] w, int rows, int columns, double[] h, int hOffset, int lanes, double[] c, int cOffset, double[] room);

    void addVectors(float[] w, int wOffset, int rows, int columns, float[] h, int hOffset, int hStride, int count, float[] c, int cOffset,
            int cStride, float[] room);

    void addPanel(float[] w, int rows, int columns, float[] h, int hOffset, int lanes, float[] c, int cOffset, float[] room);
}
