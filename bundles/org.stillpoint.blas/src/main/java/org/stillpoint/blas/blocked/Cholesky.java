package org.stillpoint.blas.blocked;

import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** Cholesky factorisation by halves: the leading block, the block beside it by a triangular solve, the rest by recursion. */
final class Cholesky {
    private static final int BASE = 32;

    private final SymmetricProduct symmetricProduct;
    private final TriangularSolve triangularSolve;

    Cholesky(SymmetricProduct symmetricProduct, TriangularSolve triangularSolve) {
        this.symmetricProduct = symmetricProduct;
        this.triangularSolve = triangularSolve;
    }

    int factor(Triangle triangle, int n, double[] a, int offsetA, int strideA) {
        if (n <= BASE) {
            return triangle == Triangle.LOWER ? lower(n, a, offsetA, strideA) : upper(n, a, offsetA, strideA);
        }
        int half = (n / 2 + 7) / 8 * 8;
        int rest = n - half;
        int second = offsetA + half * strideA + half;
        int index = factor(triangle, half, a, offsetA, strideA);
        if (index != 0) {
            return index;
        }
        if (triangle == Triangle.LOWER) {
            int below = offsetA + half * strideA;
            triangularSolve.solve(Side.RIGHT, triangle, Transpose.YES, Diagonal.STORED, rest, half, a, offsetA, strideA,
                    a, below, strideA);
            symmetricProduct.multiply(triangle, Transpose.NO, rest, half, -1, a, below, strideA, 1, a, second, strideA);
        } else {
            int beside = offsetA + half;
            triangularSolve.solve(Side.LEFT, triangle, Transpose.YES, Diagonal.STORED, half, rest, a, offsetA, strideA,
                    a, beside, strideA);
            symmetricProduct.multiply(triangle, Transpose.YES, rest, half, -1, a, beside, strideA, 1, a, second, strideA);
        }
        index = factor(triangle, rest, a, second, strideA);
        return index == 0 ? 0 : half + index;
    }

    private static int lower(int n, double[] a, int offsetA, int strideA) {
        for (int i = 0; i < n; i++) {
            int row = offsetA + i * strideA;
            for (int j = 0; j <= i; j++) {
                int other = offsetA + j * strideA;
                double sum = a[row + j];
                for (int p = 0; p < j; p++) {
                    sum -= a[row + p] * a[other + p];
                }
                if (j < i) {
                    a[row + j] = sum / a[other + j];
                } else if (sum > 0) {
                    a[row + j] = Math.sqrt(sum);
                } else {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    private static int upper(int n, double[] a, int offsetA, int strideA) {
        for (int p = 0; p < n; p++) {
            int pivotRow = offsetA + p * strideA;
            if (!(a[pivotRow + p] > 0)) {
                return p + 1;
            }
            double pivot = Math.sqrt(a[pivotRow + p]);
            a[pivotRow + p] = pivot;
            for (int j = p + 1; j < n; j++) {
                a[pivotRow + j] /= pivot;
            }
            for (int i = p + 1; i < n; i++) {
                int row = offsetA + i * strideA;
                double factor = a[pivotRow + i];
                for (int j = i; j < n; j++) {
                    a[row + j] -= factor * a[pivotRow + j];
                }
            }
        }
        return 0;
    }
}
