package org.stillpoint.blas.blocked;

import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/**
 * Solves {@code op(A) X = B} or {@code X op(A) = B} in place: one half of the unknowns by recursion, its contribution to the
 * other half's equations by a product, then the other half.
 */
final class TriangularSolve {
    private static final int BASE = 32;

    private final Product product;

    TriangularSolve(Product product) {
        this.product = product;
    }

    void solve(Side side, Triangle triangle, Transpose transposeA, Diagonal diagonal, int m, int n, double[] a, int offsetA,
            int strideA, double[] b, int offsetB, int strideB) {
        boolean plain = transposeA == Transpose.NO;
        boolean lower = (triangle == Triangle.LOWER) == plain;
        int order = side == Side.LEFT ? m : n;
        if (order <= BASE) {
            int rowStep = plain ? strideA : 1;
            int columnStep = plain ? 1 : strideA;
            if (side == Side.LEFT) {
                left(lower, diagonal, m, n, a, offsetA, rowStep, columnStep, b, offsetB, strideB);
            } else {
                right(lower, diagonal, m, n, a, offsetA, rowStep, columnStep, b, offsetB, strideB);
            }
            return;
        }
        int half = (order / 2 + 7) / 8 * 8;
        int rest = order - half;
        int secondA = offsetA + half * strideA + half;
        int cornerA = offsetA + (triangle == Triangle.LOWER ? half * strideA : half);
        int secondB = offsetB + (side == Side.LEFT ? half * strideB : half);
        if (side == Side.LEFT) {
            if (lower) {
                solve(side, triangle, transposeA, diagonal, half, n, a, offsetA, strideA, b, offsetB, strideB);
                product.multiply(transposeA, Transpose.NO, rest, n, half, -1, a, cornerA, strideA, b, offsetB, strideB, 1,
                        b, secondB, strideB);
                solve(side, triangle, transposeA, diagonal, rest, n, a, secondA, strideA, b, secondB, strideB);
            } else {
                solve(side, triangle, transposeA, diagonal, rest, n, a, secondA, strideA, b, secondB, strideB);
                product.multiply(transposeA, Transpose.NO, half, n, rest, -1, a, cornerA, strideA, b, secondB, strideB, 1,
                        b, offsetB, strideB);
                solve(side, triangle, transposeA, diagonal, half, n, a, offsetA, strideA, b, offsetB, strideB);
            }
        } else if (lower) {
            solve(side, triangle, transposeA, diagonal, m, rest, a, secondA, strideA, b, secondB, strideB);
            product.multiply(Transpose.NO, transposeA, m, half, rest, -1, b, secondB, strideB, a, cornerA, strideA, 1,
                    b, offsetB, strideB);
            solve(side, triangle, transposeA, diagonal, m, half, a, offsetA, strideA, b, offsetB, strideB);
        } else {
            solve(side, triangle, transposeA, diagonal, m, half, a, offsetA, strideA, b, offsetB, strideB);
            product.multiply(Transpose.NO, transposeA, m, rest, half, -1, b, offsetB, strideB, a, cornerA, strideA, 1,
                    b, secondB, strideB);
            solve(side, triangle, transposeA, diagonal, m, rest, a, secondA, strideA, b, secondB, strideB);
        }
    }

    /** Substitution by rows of B: entry (i, j) of op(A) stands at {@code offsetA + i * rowStep + j * columnStep}. */
    private static void left(boolean lower, Diagonal diagonal, int m, int n, double[] a, int offsetA, int rowStep, int columnStep,
            double[] b, int offsetB, int strideB) {
        for (int step = 0; step < m; step++) {
            int i = lower ? step : m - 1 - step;
            int row = offsetB + i * strideB;
            int start = lower ? 0 : i + 1;
            int end = lower ? i : m;
            for (int p = start; p < end; p++) {
                subtract(n, a[offsetA + i * rowStep + p * columnStep], b, offsetB + p * strideB, b, row);
            }
            if (diagonal == Diagonal.STORED) {
                double pivot = a[offsetA + i * (rowStep + columnStep)];
                for (int j = row; j < row + n; j++) {
                    b[j] /= pivot;
                }
            }
        }
    }

    /** Substitution within each row of B, against a copy of op(A) whose rows are contiguous. */
    private static void right(boolean lower, Diagonal diagonal, int m, int n, double[] a, int offsetA, int rowStep, int columnStep,
            double[] b, int offsetB, int strideB) {
        double[] rows = new double[n * n];
        for (int i = 0; i < n; i++) {
            int start = lower ? 0 : i;
            int end = lower ? i + 1 : n;
            for (int j = start; j < end; j++) {
                rows[i * n + j] = a[offsetA + i * rowStep + j * columnStep];
            }
        }
        for (int r = 0; r < m; r++) {
            int row = offsetB + r * strideB;
            for (int step = 0; step < n; step++) {
                int p = lower ? n - 1 - step : step;
                if (diagonal == Diagonal.STORED) {
                    b[row + p] /= rows[p * n + p];
                }
                int start = lower ? 0 : p + 1;
                int end = lower ? p : n;
                subtract(end - start, b[row + p], rows, p * n + start, b, row + start);
            }
        }
    }

    private static void subtract(int count, double factor, double[] x, int offsetX, double[] y, int offsetY) {
        for (int j = 0; j < count; j++) {
            y[offsetY + j] -= factor * x[offsetX + j];
        }
    }
}
