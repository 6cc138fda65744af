package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums and maxima on vector registers of four or eight lanes. The order of additions depends on the length alone: there are always eight
 * lanes, in one register or in the two halves that are summed one after the other, and their sums are added in pairs. The library's own
 * lane sum leaves its order to the compiler, so it would change while a program runs.
 */
final class SimdReductions {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int BLOCK = ScalarReductions.LANES;
    private static final int STRIDE = ScalarReductions.STRIDE;

    private SimdReductions() {
    }

    static double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
        int blocked = length / BLOCK * BLOCK;
        double tail = ScalarReductions.dotOfTail(x, xOffset, y, yOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        double lanes = dotOfLanes(x, xOffset, y, yOffset, blocked);
        return (LANES == BLOCK ? lanes : lanes + dotOfLanes(x, xOffset + LANES, y, yOffset + LANES, blocked)) + tail;
    }

    private static double dotOfLanes(double[] x, int xOffset, double[] y, int yOffset, int length) {
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
                sum1 = load(x, xi + BLOCK).fma(load(y, yi + BLOCK), sum1);
                sum2 = load(x, xi + 2 * BLOCK).fma(load(y, yi + 2 * BLOCK), sum2);
                sum3 = load(x, xi + 3 * BLOCK).fma(load(y, yi + 3 * BLOCK), sum3);
            }
            sum0 = sum0.add(sum1).add(sum2.add(sum3));
        }
        for (; i < length; i += BLOCK) {
            sum0 = load(x, xOffset + i).fma(load(y, yOffset + i), sum0);
        }
        return sumOfLanes(sum0);
    }

    static double squaredDistance(double[] x, int xOffset, double[] y, int yOffset, int length) {
        int blocked = length / BLOCK * BLOCK;
        double tail = ScalarReductions.squaredDistanceOfTail(x, xOffset, y, yOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        double lanes = squaredDistanceOfLanes(x, xOffset, y, yOffset, blocked);
        return (LANES == BLOCK ? lanes : lanes + squaredDistanceOfLanes(x, xOffset + LANES, y, yOffset + LANES, blocked)) + tail;
    }

    private static double squaredDistanceOfLanes(double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += BLOCK) {
            DoubleVector difference = load(x, xOffset + i).sub(load(y, yOffset + i));
            sum = difference.fma(difference, sum);
        }
        return sumOfLanes(sum);
    }

    static double sum(double[] x, int xOffset, int length) {
        int blocked = length / BLOCK * BLOCK;
        double tail = ScalarReductions.sumOfTail(x, xOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        double lanes = sumOfLanes(x, xOffset, blocked);
        return (LANES == BLOCK ? lanes : lanes + sumOfLanes(x, xOffset + LANES, blocked)) + tail;
    }

    private static double sumOfLanes(double[] x, int xOffset, int length) {
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        int i = 0;
        if (length >= STRIDE) {
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            for (; i <= length - STRIDE; i += STRIDE) {
                sum0 = sum0.add(load(x, xOffset + i));
                sum1 = sum1.add(load(x, xOffset + i + BLOCK));
                sum2 = sum2.add(load(x, xOffset + i + 2 * BLOCK));
                sum3 = sum3.add(load(x, xOffset + i + 3 * BLOCK));
            }
            sum0 = sum0.add(sum1).add(sum2.add(sum3));
        }
        for (; i < length; i += BLOCK) {
            sum0 = sum0.add(load(x, xOffset + i));
        }
        return sumOfLanes(sum0);
    }

    static double norm1(double[] x, int xOffset, int length) {
        int blocked = length / BLOCK * BLOCK;
        double tail = ScalarReductions.norm1OfTail(x, xOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        double lanes = norm1OfLanes(x, xOffset, blocked);
        return (LANES == BLOCK ? lanes : lanes + norm1OfLanes(x, xOffset + LANES, blocked)) + tail;
    }

    private static double norm1OfLanes(double[] x, int xOffset, int length) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += BLOCK) {
            sum = sum.add(load(x, xOffset + i).abs());
        }
        return sumOfLanes(sum);
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
        return Math.max(tail, largest.reduceLanes(VectorOperators.MAX));
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
        return Math.max(tail, largest.reduceLanes(VectorOperators.MAX));
    }

    static double maxDifference(double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleVector largest = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        DoubleVector other = largest;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            largest = largest.max(load(x, xOffset + i).sub(load(y, yOffset + i)));
            other = other.max(load(x, xOffset + i + LANES).sub(load(y, yOffset + i + LANES)));
        }
        double tail = Double.NEGATIVE_INFINITY;
        for (; i < length; i++) {
            tail = Math.max(tail, x[xOffset + i] - y[yOffset + i]);
        }
        return Math.max(tail, largest.max(other).reduceLanes(VectorOperators.MAX));
    }

    static double sumOfLanes(DoubleVector v) {
        double firstHalf = (v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3));
        return LANES == BLOCK ? firstHalf + ((v.lane(4) + v.lane(5)) + (v.lane(6) + v.lane(7))) : firstHalf;
    }

    private static DoubleVector load(double[] x, int offset) {
        return DoubleVector.fromArray(SPECIES, x, offset);
    }
}
