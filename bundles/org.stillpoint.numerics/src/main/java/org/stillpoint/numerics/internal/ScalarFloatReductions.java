package org.stillpoint.numerics.internal;

import static org.stillpoint.numerics.internal.MultiplyAdd.of;

/** The single-precision dot product in the order of {@link SimdFloats}: sixteen lanes, four registers in turns, lanes added in pairs. */
final class ScalarFloatReductions {

    static final int LANES = 16;
    static final int STRIDE = 4 * LANES;

    private ScalarFloatReductions() {
    }

    static float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int blocked = length / LANES * LANES;
        float tail = dotOfTail(x, xOffset, y, yOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        return dotOfEightLanes(x, xOffset, y, yOffset, blocked) + dotOfEightLanes(x, xOffset + 8, y, yOffset + 8, blocked) + tail;
    }

    private static float dotOfEightLanes(float[] x, int xOffset, float[] y, int yOffset, int length) {
        return dotOfFourLanes(x, xOffset, y, yOffset, length) + dotOfFourLanes(x, xOffset + 4, y, yOffset + 4, length);
    }

    private static float dotOfFourLanes(float[] x, int xOffset, float[] y, int yOffset, int length) {
        return (dotOfLane(x, xOffset, y, yOffset, length) + dotOfLane(x, xOffset + 1, y, yOffset + 1, length))
                + (dotOfLane(x, xOffset + 2, y, yOffset + 2, length) + dotOfLane(x, xOffset + 3, y, yOffset + 3, length));
    }

    private static float dotOfLane(float[] x, int xOffset, float[] y, int yOffset, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i <= length - STRIDE; i += STRIDE) {
            int xi = xOffset + i;
            int yi = yOffset + i;
            sum0 = of(x[xi], y[yi], sum0);
            sum1 = of(x[xi + LANES], y[yi + LANES], sum1);
            sum2 = of(x[xi + 2 * LANES], y[yi + 2 * LANES], sum2);
            sum3 = of(x[xi + 3 * LANES], y[yi + 3 * LANES], sum3);
        }
        float sum = (sum0 + sum1) + (sum2 + sum3);
        for (; i < length; i += LANES) {
            sum = of(x[xOffset + i], y[yOffset + i], sum);
        }
        return sum;
    }

    static float dotOfTail(float[] x, int xOffset, float[] y, int yOffset, int blocked, int length) {
        float tail = 0;
        for (int i = blocked; i < length; i++) {
            tail += x[xOffset + i] * y[yOffset + i];
        }
        return tail;
    }
}
