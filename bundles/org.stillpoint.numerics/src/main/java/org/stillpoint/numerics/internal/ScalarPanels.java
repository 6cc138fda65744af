package org.stillpoint.numerics.internal;

import static org.stillpoint.numerics.internal.MultiplyAdd.of;

/** Panel kernels as plain loops; they give the bits of the vector forms. */
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
                c[place] = of(value, b0, c[place]);
                c[place + cStride] = of(value, b1, c[place + cStride]);
                c[place + 2 * cStride] = of(value, b2, c[place + 2 * cStride]);
                c[place + 3 * cStride] = of(value, b3, c[place + 3 * cStride]);
            }
        }
    }

    @Override
    public void addProduct(double[] c, int cOffset, double[] a, int aOffset, int aStride, double[] b, int rows, int depth) {
        for (int p = 0; p < depth; p++) {
            int aColumn = aOffset + p * aStride;
            for (int i = 0; i < rows; i++) {
                c[cOffset + i] = of(a[aColumn + i], b[p], c[cOffset + i]);
            }
        }
    }

    @Override
    public void solveTriangle(double[] x, int xOffset, int xStride, double[] triangle, int rows) {
        for (int i = 0; i < rows; i++) {
            int place = xOffset + i;
            double x0 = x[place] * triangle[6];
            double x1 = of(x0, -triangle[0], x[place + xStride]) * triangle[7];
            double x2 = of(x1, -triangle[2], of(x0, -triangle[1], x[place + 2 * xStride])) * triangle[8];
            double x3 = of(x2, -triangle[5], of(x1, -triangle[4], of(x0, -triangle[3], x[place + 3 * xStride]))) * triangle[9];
            x[place] = x0;
            x[place + xStride] = x1;
            x[place + 2 * xStride] = x2;
            x[place + 3 * xStride] = x3;
        }
    }
}
