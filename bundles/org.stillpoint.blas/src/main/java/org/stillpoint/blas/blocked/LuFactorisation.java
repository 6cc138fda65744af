package org.stillpoint.blas.blocked;

import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** LU factorisation with row exchanges, by recursion on the columns (Toledo 1997). */
final class LuFactorisation {
    private static final int BASE = 16;

    private final Product product;
    private final TriangularSolve triangularSolve;

    LuFactorisation(Product product, TriangularSolve triangularSolve) {
        this.product = product;
        this.triangularSolve = triangularSolve;
    }

    int factor(int m, int n, double[] a, int offsetA, int strideA, int[] pivots) {
        return factor(m, n, a, offsetA, strideA, pivots, 0);
    }

    private int factor(int m, int n, double[] a, int offsetA, int strideA, int[] pivots, int first) {
        int steps = Math.min(m, n);
        if (n <= BASE || steps == 1) {
            return base(m, n, a, offsetA, strideA, pivots, first);
        }
        int half = n <= 2 * BASE ? Math.min(BASE, steps) : Math.min((n / 2 + 7) / 8 * 8, steps);
        int rest = n - half;
        int zero = factor(m, half, a, offsetA, strideA, pivots, first);
        exchange(half, rest, pivots, first, true, a, offsetA + half, strideA);
        triangularSolve.solve(Side.LEFT, Triangle.LOWER, Transpose.NO, Diagonal.UNIT, half, rest, a, offsetA, strideA,
                a, offsetA + half, strideA);
        if (m > half) {
            int below = offsetA + half * strideA;
            product.multiply(Transpose.NO, Transpose.NO, m - half, rest, half, -1, a, below, strideA, a, offsetA + half, strideA, 1,
                    a, below + half, strideA);
            int zeroBelow = factor(m - half, rest, a, below + half, strideA, pivots, first + half);
            int count = Math.min(m - half, rest);
            exchange(count, half, pivots, first + half, true, a, below, strideA);
            for (int i = first + half; i < first + half + count; i++) {
                pivots[i] += half;
            }
            if (zero == 0 && zeroBelow != 0) {
                zero = half + zeroBelow;
            }
        }
        return zero;
    }

    private static int base(int m, int n, double[] a, int offsetA, int strideA, int[] pivots, int first) {
        int zero = 0;
        for (int p = 0; p < Math.min(m, n); p++) {
            int pivotRow = offsetA + p * strideA;
            int best = p;
            for (int i = p + 1; i < m; i++) {
                if (Math.abs(a[offsetA + i * strideA + p]) > Math.abs(a[offsetA + best * strideA + p])) {
                    best = i;
                }
            }
            pivots[first + p] = best;
            swap(n, a, pivotRow, offsetA + best * strideA);
            double pivot = a[pivotRow + p];
            if (pivot == 0) {
                zero = zero == 0 ? p + 1 : zero;
                continue;
            }
            for (int i = p + 1; i < m; i++) {
                int row = offsetA + i * strideA;
                double factor = a[row + p] / pivot;
                a[row + p] = factor;
                for (int j = p + 1; j < n; j++) {
                    a[row + j] -= factor * a[pivotRow + j];
                }
            }
        }
        return zero;
    }

    /** Exchanges rows of a matrix with {@code columns} columns in the order of the pivots, or backwards. */
    static void exchange(int count, int columns, int[] pivots, boolean forward, double[] b, int offsetB, int strideB) {
        exchange(count, columns, pivots, 0, forward, b, offsetB, strideB);
    }

    private static void exchange(int count, int columns, int[] pivots, int first, boolean forward, double[] b, int offsetB,
            int strideB) {
        for (int step = 0; step < count; step++) {
            int i = forward ? step : count - 1 - step;
            swap(columns, b, offsetB + i * strideB, offsetB + pivots[first + i] * strideB);
        }
    }

    private static void swap(int columns, double[] b, int one, int other) {
        if (one != other) {
            for (int j = 0; j < columns; j++) {
                double kept = b[one + j];
                b[one + j] = b[other + j];
                b[other + j] = kept;
            }
        }
    }
}
