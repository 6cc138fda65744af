package org.stillpoint.api.blas;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Dense linear algebra on row-major arrays with offsets and strides (leading dimensions): entry (i, j) of A stands at
 * {@code a[offsetA + i * strideA + j]}, where {@code strideA} is at least max(1, columns as stored).
 *
 * <p>As in the reference BLAS: where beta is 0 the result is written without being read; where alpha is 0 the factors are not
 * read; a NaN otherwise propagates. A dimension of 0 is allowed: a product over nothing is 0, so that {@code y = beta y}
 * remains. Every argument is checked; an {@link IllegalArgumentException} names the one that is wrong. A result that overlaps
 * a factor is refused. Thread-safe. {@link AbstractBlas} does the checking for implementations.
 *
 * <p>The service of this type without a {@code blas.provider} property is the router, which picks the fastest provider
 * for each operation and size.
 */
@ConsumerType
public interface Blas {

    /** The name shown to people: {@code java}, {@code jblas}, {@code openblas}, or the router's. */
    String name();

    /** Computes {@code C = alpha op(A) op(B) + beta C}; op(A) is m by k, op(B) k by n, C m by n. */
    void dgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double[] a, int offsetA, int strideA,
            double[] b, int offsetB, int strideB, double beta, double[] c, int offsetC, int strideC);

    /** {@link #dgemm} in single precision. */
    void sgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA, int strideA,
            float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC);

    /**
     * Computes {@code y = alpha op(A) x + beta y}; A is m by n as stored; x and y are contiguous.
     */
    void dgemv(Transpose transposeA, int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x, int offsetX,
            double beta, double[] y, int offsetY);

    /** {@link #dgemv} in single precision. */
    void sgemv(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x, int offsetX,
            float beta, float[] y, int offsetY);

    /** Computes {@code A = A + alpha x y'}; A is m by n; x and y are contiguous. */
    void dger(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA, int strideA);

    /** Computes one triangle of {@code C = alpha op(A) op(A)' + beta C}; op(A) is n by k, C n by n. */
    void dsyrk(Triangle triangle, Transpose transposeA, int n, int k, double alpha, double[] a, int offsetA, int strideA,
            double beta, double[] c, int offsetC, int strideC);

    /**
     * Solves {@code op(A) X = alpha B} or {@code X op(A) = alpha B} for a triangular A; B is m by n and receives X.
     */
    void dtrsm(Side side, Triangle triangle, Transpose transposeA, Diagonal diagonal, int m, int n, double alpha, double[] a,
            int offsetA, int strideA, double[] b, int offsetB, int strideB);

    /**
     * Cholesky factorisation in place: A = L L' (LOWER) or U'U (UPPER).
     *
     * @return 0, or the one-based index of the first leading minor that is not positive definite (a NaN is not); the triangle
     *         then holds intermediate values
     */
    int dpotrf(Triangle triangle, int n, double[] a, int offsetA, int strideA);

    /** Solves A X = B from {@link #dpotrf}'s factor; B is n by k and receives X. */
    void dpotrs(Triangle triangle, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB);

    /**
     * LU factorisation with row exchanges in place: P A = L U, L with a unit diagonal; A is m by n.
     *
     * @param pivots receives min(m, n) zero-based row numbers: row i was exchanged with row pivots[i], in this order
     * @return 0, or the one-based index of the first diagonal entry of U that is exactly zero
     */
    int dgetrf(int m, int n, double[] a, int offsetA, int strideA, int[] pivots);

    /** Solves op(A) X = B from {@link #dgetrf}'s factors; A is n by n, B n by k and receives X. */
    void dgetrs(Transpose transposeA, int n, int k, double[] a, int offsetA, int strideA, int[] pivots, double[] b, int offsetB,
            int strideB);

    /**
     * QR factorisation in place by Householder reflections H = I - tau v v' with v(i) = 1; A is m by n. R stands on and above
     * the diagonal, the vectors v below it.
     *
     * @param tau receives min(m, n) factors
     */
    void dgeqrf(int m, int n, double[] a, int offsetA, int strideA, double[] tau);

    /**
     * Solves the least-squares problem min ||A X - B|| for A of full column rank, m at least n, by QR. A is overwritten by its
     * factorisation; the first n rows of B, which is m by k, receive X.
     *
     * @return 0, or the one-based index of the first diagonal entry of R that is exactly zero; X is then not computed
     */
    int dgels(int m, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB);

    /**
     * Eigenvalues, rising, and optionally eigenvectors of a symmetric matrix of which one triangle is read.
     *
     * @param vectors whether to compute eigenvectors: A then receives them, one in each column; else A is destroyed
     * @param values receives n eigenvalues
     * @return 0, or a positive number if the iteration did not converge or an entry that is read is not finite; the
     *         eigenvalues are then NaN and A is destroyed
     */
    int dsyev(boolean vectors, Triangle triangle, int n, double[] a, int offsetA, int strideA, double[] values);

    /** Lays out op(W), k by n, once for many products from the left. */
    PackedMatrix pack(Transpose transposeW, int k, int n, double[] w, int offsetW, int strideW);

    /** {@link #pack(Transpose, int, int, double[], int, int)} in single precision. */
    PackedFloatMatrix pack(Transpose transposeW, int k, int n, float[] w, int offsetW, int strideW);
}
