package org.stillpoint.blas.internal.kernel;

/** The innermost loops in double precision. All arguments are valid and positive; matrices are row-major. */
interface DoubleKernel {

    /** How the loops are carried out, for people. */
    String description();

    /** Waits until the loops are compiled, for a time at most; until then slower loops give the same bits. */
    default void awaitCompilation(long milliseconds) {
    }

    /** The number of columns of a packed panel. */
    int panel();

    /** The number of entries of the scratch tile that {@link #block} needs. */
    int tile();

    /**
     * Computes {@code C = alpha A B + beta C} where B, k by n, is packed: one panel of {@link #panel()} columns after the other,
     * each row by row, the last one filled up with zeros.
     */
    void block(int m, int n, int k, double alpha, double[] a, int offsetA, int strideA, double[] packed, int offsetPacked, double beta,
            double[] c, int offsetC, int strideC, double[] tile);

    /** Computes {@code y = alpha A x + beta y}. */
    void multiply(int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x, int offsetX, double beta, double[] y,
            int offsetY);

    /** Computes {@code y = y + alpha A' x}. */
    void multiplyTransposed(int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x, int offsetX, double[] y,
            int offsetY);

    /** Computes {@code A = A + alpha x y'}. */
    void update(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA, int strideA);
}
