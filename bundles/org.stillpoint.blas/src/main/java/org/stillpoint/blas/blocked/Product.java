package org.stillpoint.blas.blocked;

import org.stillpoint.api.blas.Transpose;

/** The matrix product that the blocked algorithms are built on: {@code C = alpha op(A) op(B) + beta C}, all dimensions positive. */
@FunctionalInterface
interface Product {

    void multiply(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double[] a, int offsetA, int strideA,
            double[] b, int offsetB, int strideB, double beta, double[] c, int offsetC, int strideC);
}
