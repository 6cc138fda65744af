package org.stillpoint.numerics.internal;

import static org.stillpoint.numerics.internal.MultiplyAdd.of;

/**
 * Sums in the order of {@link SimdReductions}: eight running sums, as if for the lanes of one register, and as many such registers as there
 * are there, so that both give the same bits.
 */
final class ScalarReductions {

    static final int LANES = 8;
    static final int STRIDE = 4 * LANES;

    private ScalarReductions() {
    }

    static double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        int blocked = length / LANES * LANES;
        double tail = dotOfTail(x, xOffset, y, yOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        double lanes = pairs(dotLane(x, xOffset, y, yOffset, blocked), dotLane(x, xOffset + 1, y, yOffset + 1, blocked),
                dotLane(x, xOffset + 2, y, yOffset + 2, blocked), dotLane(x, xOffset + 3, y, yOffset + 3, blocked))
                + pairs(dotLane(x, xOffset + 4, y, yOffset + 4, blocked), dotLane(x, xOffset + 5, y, yOffset + 5, blocked),
                dotLane(x, xOffset + 6, y, yOffset + 6, blocked), dotLane(x, xOffset + 7, y, yOffset + 7, blocked));
        return lanes + tail;
    }

    /** The sum of one lane: every eighth product, in four turns. */
    private static double dotLane(double[] x, int xOffset, double[] y, int yOffset, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i <= length - STRIDE; i += STRIDE) {
            int xi = xOffset + i;
            int yi = yOffset + i;
            sum0 = of(x[xi], y[yi], sum0);
            sum1 = of(x[xi + LANES], y[yi + LANES], sum1);
            sum2 = of(x[xi + 2 * LANES], y[yi + 2 * LANES], sum2);
            sum3 = of(x[xi + 3 * LANES], y[yi + 3 * LANES], sum3);
        }
        double sum = pairs(sum0, sum1, sum2, sum3);
        for (; i < length; i += LANES) {
            sum = of(x[xOffset + i], y[yOffset + i], sum);
        }
        return sum;
    }

    static double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        int blocked = length / LANES * LANES;
        double tail = squaredDistanceOfTail(x, xOffset, y, yOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        double sum5 = 0;
        double sum6 = 0;
        double sum7 = 0;
        for (int i = 0; i < blocked; i += LANES) {
            int xi = xOffset + i;
            int yi = yOffset + i;
            sum0 = addSquare(x[xi] - y[yi], sum0);
            sum1 = addSquare(x[xi + 1] - y[yi + 1], sum1);
            sum2 = addSquare(x[xi + 2] - y[yi + 2], sum2);
            sum3 = addSquare(x[xi + 3] - y[yi + 3], sum3);
            sum4 = addSquare(x[xi + 4] - y[yi + 4], sum4);
            sum5 = addSquare(x[xi + 5] - y[yi + 5], sum5);
            sum6 = addSquare(x[xi + 6] - y[yi + 6], sum6);
            sum7 = addSquare(x[xi + 7] - y[yi + 7], sum7);
        }
        return pairs(sum0, sum1, sum2, sum3) + pairs(sum4, sum5, sum6, sum7) + tail;
    }

    private static double addSquare(double value, double sum) {
        return of(value, value, sum);
    }

    static double sum(double[] x, int xOffset, int length) {
        int blocked = length / LANES * LANES;
        double tail = sumOfTail(x, xOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        double lanes = pairs(sumLane(x, xOffset, blocked), sumLane(x, xOffset + 1, blocked), sumLane(x, xOffset + 2, blocked),
                sumLane(x, xOffset + 3, blocked))
                + pairs(sumLane(x, xOffset + 4, blocked), sumLane(x, xOffset + 5, blocked), sumLane(x, xOffset + 6, blocked),
                sumLane(x, xOffset + 7, blocked));
        return lanes + tail;
    }

    private static double sumLane(double[] x, int xOffset, int length) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i <= length - STRIDE; i += STRIDE) {
            sum0 += x[xOffset + i];
            sum1 += x[xOffset + i + LANES];
            sum2 += x[xOffset + i + 2 * LANES];
            sum3 += x[xOffset + i + 3 * LANES];
        }
        double sum = pairs(sum0, sum1, sum2, sum3);
        for (; i < length; i += LANES) {
            sum += x[xOffset + i];
        }
        return sum;
    }

    static double norm1(double[] x, int xOffset, int length) {
        int blocked = length / LANES * LANES;
        double tail = norm1OfTail(x, xOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        double sum5 = 0;
        double sum6 = 0;
        double sum7 = 0;
        for (int i = xOffset; i < xOffset + blocked; i += LANES) {
            sum0 += Math.abs(x[i]);
            sum1 += Math.abs(x[i + 1]);
            sum2 += Math.abs(x[i + 2]);
            sum3 += Math.abs(x[i + 3]);
            sum4 += Math.abs(x[i + 4]);
            sum5 += Math.abs(x[i + 5]);
            sum6 += Math.abs(x[i + 6]);
            sum7 += Math.abs(x[i + 7]);
        }
        return pairs(sum0, sum1, sum2, sum3) + pairs(sum4, sum5, sum6, sum7) + tail;
    }

    /** The sum of exp(x - shift). */
    static double sumOfExp(double[] x, int xOffset, double shift, int length) {
        int blocked = length / LANES * LANES;
        double tail = 0;
        for (int i = blocked; i < length; i++) {
            tail += ScalarFunctions.exp(x[xOffset + i] - shift);
        }
        if (blocked == 0) {
            return tail;
        }
        return pairs(expLane(x, xOffset, shift, blocked), expLane(x, xOffset + 1, shift, blocked),
                expLane(x, xOffset + 2, shift, blocked), expLane(x, xOffset + 3, shift, blocked))
                + pairs(expLane(x, xOffset + 4, shift, blocked), expLane(x, xOffset + 5, shift, blocked),
                expLane(x, xOffset + 6, shift, blocked), expLane(x, xOffset + 7, shift, blocked))
                + tail;
    }

    private static double expLane(double[] x, int xOffset, double shift, int length) {
        double sum = 0;
        for (int i = xOffset; i < xOffset + length; i += LANES) {
            sum += ScalarFunctions.exp(x[i] - shift);
        }
        return sum;
    }

    /** What is left over full blocks of lanes is summed in turn. */
    static double dotOfTail(double[] x, int xOffset, double[] y, int yOffset, int blocked, int length) {
        double tail = 0;
        for (int i = blocked; i < length; i++) {
            tail += x[xOffset + i] * y[yOffset + i];
        }
        return tail;
    }

    static double squaredDistanceOfTail(double[] x, int xOffset, double[] y, int yOffset, int blocked, int length) {
        double tail = 0;
        for (int i = blocked; i < length; i++) {
            double difference = x[xOffset + i] - y[yOffset + i];
            tail += difference * difference;
        }
        return tail;
    }

    static double sumOfTail(double[] x, int xOffset, int blocked, int length) {
        double tail = 0;
        for (int i = blocked; i < length; i++) {
            tail += x[xOffset + i];
        }
        return tail;
    }

    static double norm1OfTail(double[] x, int xOffset, int blocked, int length) {
        double tail = 0;
        for (int i = blocked; i < length; i++) {
            tail += Math.abs(x[xOffset + i]);
        }
        return tail;
    }

    private static double pairs(double a, double b, double c, double d) {
        return (a + b) + (c + d);
    }
}
