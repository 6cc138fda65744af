package org.stillpoint.numerics.internal;

/** The kernels of increments as plain loops. They give the bits of the vector forms. */
final class ScalarIncrements implements IncrementKernelSet {

    private static final int SIZE_BITS = Integer.MAX_VALUE;

    @Override
    public void tanh(float f, float[] v, int vOffset, float[] t, int tOffset, float[] result, int resultOffset, int length) {
        for (int i = 0; i < length; i++) {
            float x = f * v[vOffset + i];
            x = x > SATURATION ? SATURATION : x < -SATURATION ? -SATURATION : x;
            float image = t[tOffset + i];
            float y = x * x;
            float numerator = MultiplyAdd.of(y, MultiplyAdd.of(y, MultiplyAdd.of(y, MultiplyAdd.of(y, P4, P3), P2), P1), 1) * x;
            float denominator = MultiplyAdd.of(y, MultiplyAdd.of(y, MultiplyAdd.of(y, MultiplyAdd.of(y, Q4, Q3), Q2), Q1), 1);
            result[resultOffset + i] = f * ((1 - image) * (1 + image) * numerator / MultiplyAdd.of(image, numerator, denominator));
        }
    }

    @Override
    public void advance(float[] increments, float[] slopes, float[] v, float[] w, float[] p, int firstRow, int rows, int lanes,
            float[] largest) {
        for (int row = 0; row < rows; row++) {
            float slope = -slopes[firstRow + row];
            int source = row * lanes;
            int at = (firstRow + row) * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                float shifted = w[at + lane] + p[at + lane];
                float left = MultiplyAdd.of(v[at + lane], slope, increments[source + lane] - shifted);
                w[at + lane] = shifted;
                p[at + lane] = left;
                // The bits of numbers that are not negative are ordered as the numbers are, and those that are none come last.
                int size = Float.floatToRawIntBits(left) & SIZE_BITS;
                largest[lane] = Float.intBitsToFloat(Math.max(size, Float.floatToRawIntBits(largest[lane])));
            }
        }
    }
}
