package org.stillpoint.blas.blocked;

import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** One triangle of {@code C = alpha op(A) op(A)' + beta C}: the two diagonal halves by recursion, the rectangle by a product. */
final class SymmetricProduct {
    private static final int BASE = 48;

    private final Product product;

    SymmetricProduct(Product product) {
        this.product = product;
    }

    void multiply(Triangle triangle, Transpose transposeA, int n, int k, double alpha, double[] a, int offsetA, int strideA,
            double beta, double[] c, int offsetC, int strideC) {
        Transpose other = transposeA == Transpose.NO ? Transpose.YES : Transpose.NO;
        if (n <= BASE) {
            base(triangle, transposeA, other, n, k, alpha, a, offsetA, strideA, beta, c, offsetC, strideC);
            return;
        }
        int half = (n / 2 + 7) / 8 * 8;
        int rest = n - half;
        int secondA = offsetA + (transposeA == Transpose.NO ? half * strideA : half);
        multiply(triangle, transposeA, half, k, alpha, a, offsetA, strideA, beta, c, offsetC, strideC);
        if (triangle == Triangle.LOWER) {
            product.multiply(transposeA, other, rest, half, k, alpha, a, secondA, strideA, a, offsetA, strideA, beta,
                    c, offsetC + half * strideC, strideC);
        } else {
            product.multiply(transposeA, other, half, rest, k, alpha, a, offsetA, strideA, a, secondA, strideA, beta,
                    c, offsetC + half, strideC);
        }
        multiply(triangle, transposeA, rest, k, alpha, a, secondA, strideA, beta, c, offsetC + half * strideC + half, strideC);
    }

    private void base(Triangle triangle, Transpose transposeA, Transpose other, int n, int k, double alpha, double[] a, int offsetA,
            int strideA, double beta, double[] c, int offsetC, int strideC) {
        double[] square = new double[n * n];
        product.multiply(transposeA, other, n, n, k, alpha, a, offsetA, strideA, a, offsetA, strideA, 0, square, 0, n);
        for (int i = 0; i < n; i++) {
            int row = offsetC + i * strideC;
            int start = triangle == Triangle.UPPER ? i : 0;
            int end = triangle == Triangle.UPPER ? n : i + 1;
            for (int j = start; j < end; j++) {
                c[row + j] = square[i * n + j] + (beta == 0 ? 0 : beta * c[row + j]);
            }
        }
    }
}
