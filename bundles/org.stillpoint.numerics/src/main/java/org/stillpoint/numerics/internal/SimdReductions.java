package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and maxima on vector registers. The order of additions depends on the length alone: four registers take turns, are added in pairs,
 * and their lanes are added in pairs. The library's own lane sum leaves its order to the compiler, so it would change while a program runs.
 */
final class SimdReductions {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    private static final int STRIDE = 4 * LANES;

    private SimdReductions() {
    }

    static double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        int i = 0;
        if (length >= STRIDE) {
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            for (; i <= length - STRIDE; i += STRIDE) {
                int xi = xOffset + i;
                int yi = yOffset + i;
                sum0 = load(x, xi).fma(load(y, yi), sum0);
                sum1 = load(x, xi + LANES).fma(load(y, yi + LANES), sum1);
                sum2 = load(x, xi + 2 * LANES).fma(load(y, yi + 2 * LANES), sum2);
                sum3 = load(x, xi + 3 * LANES).fma(load(y, yi + 3 * LANES), sum3);
            }
            sum0 = sum0.add(sum1).add(sum2.add(sum3));
        }
        for (; i <= length - LANES; i += LANES) {
            sum0 = load(x, xOffset + i).fma(load(y, yOffset + i), sum0);
        }
        double tail = 0;
        for (; i < length; i++) {
            tail += x[xOffset + i] * y[yOffset + i];
        }
        return length < LANES ? tail : sumOfLanes(sum0) + tail;
    }

    static double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = sum0;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            DoubleVector difference0 = load(x, xOffset + i).sub(load(y, yOffset + i));
            DoubleVector difference1 = load(x, xOffset + i + LANES).sub(load(y, yOffset + i + LANES));
            sum0 = difference0.fma(difference0, sum0);
            sum1 = difference1.fma(difference1, sum1);
        }
        double tail = 0;
        for (; i < length; i++) {
            double difference = x[xOffset + i] - y[yOffset + i];
            tail += difference * difference;
        }
        return length < 2 * LANES ? tail : sumOfLanes(sum0.add(sum1)) + tail;
    }

    static double sum(double[] x, int xOffset, int length) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        int i = 0;
        if (length >= STRIDE) {
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            for (; i <= length - STRIDE; i += STRIDE) {
                sum0 = sum0.add(load(x, xOffset + i));
                sum1 = sum1.add(load(x, xOffset + i + LANES));
                sum2 = sum2.add(load(x, xOffset + i + 2 * LANES));
                sum3 = sum3.add(load(x, xOffset + i + 3 * LANES));
            }
            sum0 = sum0.add(sum1).add(sum2.add(sum3));
        }
        for (; i <= length - LANES; i += LANES) {
            sum0 = sum0.add(load(x, xOffset + i));
        }
        double tail = 0;
        for (; i < length; i++) {
            tail += x[xOffset + i];
        }
        return length < LANES ? tail : sumOfLanes(sum0) + tail;
    }

    static double norm1(double[] x, int xOffset, int length) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = sum0;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            sum0 = sum0.add(load(x, xOffset + i).abs());
            sum1 = sum1.add(load(x, xOffset + i + LANES).abs());
        }
        double tail = 0;
        for (; i < length; i++) {
            tail += Math.abs(x[xOffset + i]);
        }
        return length < 2 * LANES ? tail : sumOfLanes(sum0.add(sum1)) + tail;
    }

    static double maxAbs(double[] x, int xOffset, int length) {
        DoubleVector largest = DoubleVector.zero(SPECIES);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            largest = largest.max(load(x, xOffset + i).abs());
        }
        double tail = 0;
        for (; i < length; i++) {
            tail = Math.max(tail, Math.abs(x[xOffset + i]));
        }
        return length < LANES ? tail : Math.max(tail, largest.reduceLanes(VectorOperators.MAX));
    }

    static double max(double[] x, int xOffset, int length) {
        DoubleVector largest = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            largest = largest.max(load(x, xOffset + i));
        }
        double tail = Double.NEGATIVE_INFINITY;
        for (; i < length; i++) {
            tail = Math.max(tail, x[xOffset + i]);
        }
        return length < LANES ? tail : Math.max(tail, largest.reduceLanes(VectorOperators.MAX));
    }

    static double sumOfLanes(DoubleVector v) {
        if (LANES == 8) {
            return ((v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3))) + ((v.lane(4) + v.lane(5)) + (v.lane(6) + v.lane(7)));
        }
        if (LANES == 4) {
            return (v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3));
        }
        double sum = 0;
        for (int lane = 0; lane < LANES; lane++) {
            sum += v.lane(lane);
        }
        return sum;
    }

    private static DoubleVector load(double[] x, int offset) {
        return DoubleVector.fromArray(SPECIES, x, offset);
    }
}
