package org.stillpoint.blas.blocked;

import org.stillpoint.api.blas.Transpose;

/**
 * Householder QR by block columns; a block of reflections is applied as {@code I - V T V'} (Schreiber and Van Loan 1989).
 */
final class QrFactorisation {
    private static final int BLOCK = 32;

    private final Product product;

    QrFactorisation(Product product) {
        this.product = product;
    }

    void factor(int m, int n, double[] a, int offsetA, int strideA, double[] tau) {
        int steps = Math.min(m, n);
        for (int start = 0; start < steps; start += BLOCK) {
            int width = Math.min(BLOCK, steps - start);
            int corner = offsetA + start * strideA + start;
            panel(m - start, width, a, corner, strideA, tau, start);
            if (start + width < n) {
                apply(m - start, width, n - start - width, a, corner, strideA, tau, start, a, corner + width, strideA);
            }
        }
    }

    /** {@code B = Q' B} with Q from {@link #factor}'s n reflections; B is m by k. */
    void applyTransposed(int m, int n, int k, double[] a, int offsetA, int strideA, double[] tau, double[] b, int offsetB,
            int strideB) {
        for (int start = 0; start < n; start += BLOCK) {
            int width = Math.min(BLOCK, n - start);
            apply(m - start, width, k, a, offsetA + start * strideA + start, strideA, tau, start,
                    b, offsetB + start * strideB, strideB);
        }
    }

    private static void panel(int m, int width, double[] a, int corner, int strideA, double[] tau, int firstTau) {
        double[] sums = new double[width];
        for (int p = 0; p < width; p++) {
            int pivotRow = corner + p * strideA;
            double factor = reflection(m - p, a, pivotRow + p, strideA);
            tau[firstTau + p] = factor;
            if (factor == 0 || p + 1 == width) {
                continue;
            }
            for (int j = p + 1; j < width; j++) {
                sums[j] = a[pivotRow + j];
            }
            for (int i = p + 1; i < m; i++) {
                int row = corner + i * strideA;
                double v = a[row + p];
                for (int j = p + 1; j < width; j++) {
                    sums[j] += v * a[row + j];
                }
            }
            for (int j = p + 1; j < width; j++) {
                sums[j] *= factor;
                a[pivotRow + j] -= sums[j];
            }
            for (int i = p + 1; i < m; i++) {
                int row = corner + i * strideA;
                double v = a[row + p];
                for (int j = p + 1; j < width; j++) {
                    a[row + j] -= v * sums[j];
                }
            }
        }
    }

    /** Turns a column into (beta, 0, ..., 0)'; leaves beta and the vector's tail in it, and returns tau. */
    private static double reflection(int count, double[] a, int first, int strideA) {
        double largest = 0;
        for (int i = 1; i < count; i++) {
            double entry = Math.abs(a[first + i * strideA]);
            largest = entry > largest || entry != entry ? entry : largest;
        }
        if (largest == 0) {
            return 0;
        }
        double head = a[first];
        double scale = Math.max(largest, Math.abs(head));
        double sum = head / scale * (head / scale);
        for (int i = 1; i < count; i++) {
            double entry = a[first + i * strideA] / scale;
            sum += entry * entry;
        }
        double beta = -Math.copySign(scale * Math.sqrt(sum), head);
        for (int i = 1; i < count; i++) {
            a[first + i * strideA] /= head - beta;
        }
        a[first] = beta;
        return (beta - head) / beta;
    }

    /** {@code B = (I - V T' V') B}, the product of the block's reflections, first one first. */
    private void apply(int m, int width, int columns, double[] a, int corner, int strideA, double[] tau, int firstTau, double[] b,
            int offsetB, int strideB) {
        double[] v = new double[m * width];
        for (int i = 0; i < m; i++) {
            int count = Math.min(i, width);
            System.arraycopy(a, corner + i * strideA, v, i * width, count);
            if (i < width) {
                v[i * width + i] = 1;
            }
        }
        double[] gram = new double[width * width];
        product.multiply(Transpose.YES, Transpose.NO, width, width, m, 1, v, 0, width, v, 0, width, 0, gram, 0, width);
        double[] t = triangularFactor(width, gram, tau, firstTau);
        double[] w = new double[width * columns];
        double[] tw = new double[width * columns];
        product.multiply(Transpose.YES, Transpose.NO, width, columns, m, 1, v, 0, width, b, offsetB, strideB, 0, w, 0, columns);
        product.multiply(Transpose.YES, Transpose.NO, width, columns, width, 1, t, 0, width, w, 0, columns, 0, tw, 0, columns);
        product.multiply(Transpose.NO, Transpose.NO, m, columns, width, -1, v, 0, width, tw, 0, columns, 1, b, offsetB, strideB);
    }

    /** The upper triangular T with {@code H1 H2 ... = I - V T V'}, column by column: {@code t_j = -tau_j T V'v_j}. */
    private static double[] triangularFactor(int width, double[] gram, double[] tau, int firstTau) {
        double[] t = new double[width * width];
        for (int j = 0; j < width; j++) {
            double factor = tau[firstTau + j];
            t[j * width + j] = factor;
            for (int i = 0; i < j; i++) {
                double sum = 0;
                for (int p = i; p < j; p++) {
                    sum += t[i * width + p] * gram[p * width + j];
                }
                t[i * width + j] = -factor * sum;
            }
        }
        return t;
    }
}
