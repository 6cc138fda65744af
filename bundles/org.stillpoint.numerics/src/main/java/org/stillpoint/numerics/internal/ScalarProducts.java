package org.stillpoint.numerics.internal;

import static org.stillpoint.numerics.internal.MultiplyAdd.of;

/** Products of a matrix with vectors as plain loops; they give the bits of the vector forms. */
public final class ScalarProducts implements ProductKernels {

    @Override
    public void addVectors(double[] w, int rows, int columns, double[] h, int hOffset, int hStride, int count, double[] c, int cOffset,
            int cStride, double[] room) {
        for (int block = 0; block < rows; block += BLOCK) {
            int used = Math.min(BLOCK, rows - block);
            int width = width(used, MULTIPLE);
            for (int lane = 0; lane < count; lane++) {
                int target = cOffset + lane * cStride + block;
                for (int k = 0; k < columns; k++) {
                    double value = h[hOffset + lane * hStride + k];
                    int column = block * columns + k * width;
                    for (int row = 0; row < used; row++) {
                        c[target + row] = of(w[column + row], value, c[target + row]);
                    }
                }
            }
        }
    }

    @Override
    public void addPanel(double[] w, int rows, int columns, double[] h, int hOffset, int lanes, double[] c, int cOffset, double[] room) {
        for (int block = 0; block < rows; block += BLOCK) {
            int used = Math.min(BLOCK, rows - block);
            int width = width(used, MULTIPLE);
            for (int row = 0; row < used; row++) {
                int target = cOffset + (block + row) * lanes;
                for (int k = 0; k < columns; k++) {
                    double factor = w[block * columns + k * width + row];
                    int source = hOffset + k * lanes;
                    for (int lane = 0; lane < lanes; lane++) {
                        c[target + lane] = of(factor, h[source + lane], c[target + lane]);
                    }
                }
            }
        }
    }

    @Override
    public void addVectors(float[] w, int wOffset, int rows, int columns, float[] h, int hOffset, int hStride, int count, float[] c,
            int cOffset, int cStride, float[] room) {
        for (int block = 0; block < rows; block += FLOAT_BLOCK) {
            int used = Math.min(FLOAT_BLOCK, rows - block);
            int width = width(used, FLOAT_MULTIPLE);
            for (int lane = 0; lane < count; lane++) {
                int target = cOffset + lane * cStride + block;
                for (int k = 0; k < columns; k++) {
                    float value = h[hOffset + lane * hStride + k];
                    int column = wOffset + block * columns + k * width;
                    for (int row = 0; row < used; row++) {
                        c[target + row] = of(w[column + row], value, c[target + row]);
                    }
                }
            }
        }
    }

    @Override
    public void addPanel(float[] w, int rows, int columns, float[] h, int hOffset, int lanes, float[] c, int cOffset, float[] room) {
        for (int block = 0; block < rows; block += FLOAT_BLOCK) {
            int used = Math.min(FLOAT_BLOCK, rows - block);
            int width = width(used, FLOAT_MULTIPLE);
            for (int row = 0; row < used; row++) {
                int target = cOffset + (block + row) * lanes;
                for (int k = 0; k < columns; k++) {
                    float factor = w[block * columns + k * width + row];
                    int source = hOffset + k * lanes;
                    for (int lane = 0; lane < lanes; lane++) {
                        c[target + lane] = of(factor, h[source + lane], c[target + lane]);
                    }
                }
            }
        }
    }

    private static int width(int used, int multiple) {
        return (used + multiple - 1) / multiple * multiple;
    }
}
