package org.stillpoint.numerics.internal;

/** Panel kernels as plain loops. */
public final class ScalarPanels implements PanelKernels {

    @Override
    public void addProduct(double[] c, int cOffset, int cStride, double[] a, int aOffset, int aStride, double[] factors,
            int rows, int depth) {
        for (int p = 0; p < depth; p++) {
            double b0 = factors[4 * p];
            double b1 = factors[4 * p + 1];
            double b2 = factors[4 * p + 2];
            double b3 = factors[4 * p + 3];
            int aColumn = aOffset + p * aStride;
            for (int i = 0; i < rows; i++) {
                double value = a[aColumn + i];
                int place = cOffset + i;
                c[place] += value * b0;
                c[place + cStride] += value * b1;
                c[place + 2 * cStride] += value * b2;
                c[place + 3 * cStride] += value * b3;
            }
        }
    }

    @Override
    public void addProduct(double[] c, int cOffset, double[] a, int aOffset, int aStride, double[] b, int rows, int depth) {
        for (int p = 0; p < depth; p++) {
            int aColumn = aOffset + p * aStride;
            for (int i = 0; i < rows; i++) {
                c[cOffset + i] += a[aColumn + i] * b[p];
            }
        }
    }

    @Override
    public void solveTriangle(double[] x, int xOffset, int xStride, double[] triangle, int rows) {
        for (int i = 0; i < rows; i++) {
            int place = xOffset + i;
            double x0 = x[place] * triangle[6];
            double x1 = (x[place + xStride] - x0 * triangle[0]) * triangle[7];
            double x2 = (x[place + 2 * xStride] - x0 * triangle[1] - x1 * triangle[2]) * triangle[8];
            double x3 = (x[place + 3 * xStride] - x0 * triangle[3] - x1 * triangle[4] - x2 * triangle[5]) * triangle[9];
            x[place] = x0;
            x[place + xStride] = x1;
            x[place + 2 * xStride] = x2;
            x[place + 3 * xStride] = x3;
        }
    }
}
