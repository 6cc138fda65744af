package org.stillpoint.numerics.internal;

/**
 * The inner loops of dense factorisations on panels: columns of one length, one after the other at a distance (the stride), four columns
 * at a time. Row counts are multiples of {@link #ROW_MULTIPLE}; the padding this asks for must hold finite numbers.
 */
public interface PanelKernels {

    /** Rows are padded to a multiple of this, so that no kernel has a tail. */
    int ROW_MULTIPLE = 8;

    /** How many columns are treated together. */
    int BLOCK = 4;

    /**
     * C = C + A B' for a panel C of four columns.
     *
     * @param rows the number of rows of A and C, a multiple of {@link #ROW_MULTIPLE}
     * @param depth the number of columns of A
     * @param factors B by columns: element 4 p + j multiplies column p of A for column j of C
     */
    void addProduct(double[] c, int cOffset, int cStride, double[] a, int aOffset, int aStride, double[] factors, int rows, int depth);

    /** c = c + A b for one column c; element p of b multiplies column p of A. */
    void addProduct(double[] c, int cOffset, double[] a, int aOffset, int aStride, double[] b, int rows, int depth);

    /**
     * X = X L^-T for a panel X of four columns and a lower triangle of order four.
     *
     * @param triangle l10, l20, l21, l30, l31, l32, then the reciprocals of the diagonal
     */
    void solveTriangle(double[] x, int xOffset, int xStride, double[] triangle, int rows);
}
