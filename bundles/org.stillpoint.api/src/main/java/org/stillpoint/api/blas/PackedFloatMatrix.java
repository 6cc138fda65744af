package org.stillpoint.api.blas;

import org.osgi.annotation.versioning.ConsumerType;

/** {@link PackedMatrix} in single precision. */
@ConsumerType
public interface PackedFloatMatrix {

    /** The number k of rows of W. */
    int rows();

    /** The number n of columns of W. */
    int columns();

    /**
     * Computes {@code C = alpha A W + beta C}, row-major.
     *
     * @param m the number of rows of A and C
     * @param a A, m by k
     * @param offsetA the position of the first entry of A
     * @param strideA the distance between rows of A, at least max(1, k)
     * @param c C, m by n; with beta 0 it is written without being read
     * @param offsetC the position of the first entry of C
     * @param strideC the distance between rows of C, at least max(1, n)
     * @throws IllegalArgumentException if an argument does not fit, or C overlaps A
     */
    void multiply(int m, float alpha, float[] a, int offsetA, int strideA, float beta, float[] c, int offsetC, int strideC);
}
