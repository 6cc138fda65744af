package org.stillpoint.blas.internal.kernel;

import java.util.Arrays;

/** The loops in double precision without the Vector API. */
final class PlainDoubleKernel implements DoubleKernel {
    private static final int PANEL = 32;
    private static final int ROWS = 4;

    @Override
    public String description() {
        return "plain loops";
    }

    @Override
    public int panel() {
        return PANEL;
    }

    @Override
    public int tile() {
        return ROWS * PANEL;
    }

    @Override
    public void block(int m, int n, int k, double alpha, double[] a, int offsetA, int strideA, double[] packed, int offsetPacked,
            double beta, double[] c, int offsetC, int strideC, double[] tile) {
        for (int j = 0; j < n; j += PANEL) {
            int columns = Math.min(PANEL, n - j);
            int panel = offsetPacked + j * k;
            for (int i = 0; i < m; i += ROWS) {
                int height = Math.min(ROWS, m - i);
                Arrays.fill(tile, 0, height * PANEL, 0);
                for (int r = 0; r < height; r++) {
                    int row = offsetA + (i + r) * strideA;
                    for (int p = 0; p < k; p++) {
                        add(PANEL, a[row + p], packed, panel + p * PANEL, tile, r * PANEL);
                    }
                }
                for (int r = 0; r < height; r++) {
                    int to = offsetC + (i + r) * strideC + j;
                    for (int t = 0; t < columns; t++) {
                        c[to + t] = alpha * tile[r * PANEL + t] + (beta == 0 ? 0 : beta * c[to + t]);
                    }
                }
            }
        }
    }

    @Override
    public void multiply(int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x, int offsetX, double beta,
            double[] y, int offsetY) {
        for (int i = 0; i < m; i++) {
            int row = offsetA + i * strideA;
            double even = 0;
            double odd = 0;
            int j = 0;
            for (; j + 1 < n; j += 2) {
                even += a[row + j] * x[offsetX + j];
                odd += a[row + j + 1] * x[offsetX + j + 1];
            }
            if (j < n) {
                even += a[row + j] * x[offsetX + j];
            }
            y[offsetY + i] = alpha * (even + odd) + (beta == 0 ? 0 : beta * y[offsetY + i]);
        }
    }

    @Override
    public void multiplyTransposed(int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x, int offsetX,
            double[] y, int offsetY) {
        for (int i = 0; i < m; i++) {
            add(n, alpha * x[offsetX + i], a, offsetA + i * strideA, y, offsetY);
        }
    }

    @Override
    public void update(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA,
            int strideA) {
        for (int i = 0; i < m; i++) {
            add(n, alpha * x[offsetX + i], y, offsetY, a, offsetA + i * strideA);
        }
    }

    private static void add(int count, double factor, double[] x, int offsetX, double[] y, int offsetY) {
        for (int j = 0; j < count; j++) {
            y[offsetY + j] += factor * x[offsetX + j];
        }
    }
}
