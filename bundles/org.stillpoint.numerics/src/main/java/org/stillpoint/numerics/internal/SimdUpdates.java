package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Linear updates and clipping on vector registers. They round as the scalar twin does, so both give the same bits. */
final class SimdUpdates {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private SimdUpdates() {
    }

    static void axpy(double alpha, double[] x, int xOffset, double[] y, int yOffset, int length) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, alpha);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            DoubleVector.fromArray(SPECIES, y, yOffset + i)
                    .add(DoubleVector.fromArray(SPECIES, x, xOffset + i).mul(factor)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] += alpha * x[xOffset + i];
        }
    }

    static void axpby(double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length) {
        DoubleVector xFactor = DoubleVector.broadcast(SPECIES, alpha);
        DoubleVector yFactor = DoubleVector.broadcast(SPECIES, beta);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i).mul(xFactor)
                    .add(DoubleVector.fromArray(SPECIES, y, yOffset + i).mul(yFactor)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] = alpha * x[xOffset + i] + beta * y[yOffset + i];
        }
    }

    static void scale(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, alpha);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i).mul(factor).intoArray(result, resultOffset + i);
        }
        for (; i < length; i++) {
            result[resultOffset + i] = alpha * x[xOffset + i];
        }
    }

    static void shift(double alpha, double[] x, int xOffset, double[] result, int resultOffset, int length) {
        DoubleVector term = DoubleVector.broadcast(SPECIES, alpha);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i).add(term).intoArray(result, resultOffset + i);
        }
        for (; i < length; i++) {
            result[resultOffset + i] = x[xOffset + i] + alpha;
        }
    }

    static void clip(double[] x, int xOffset, double[] lower, int lowerOffset, double[] upper, int upperOffset,
            double[] result, int resultOffset, int length) {
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .max(DoubleVector.fromArray(SPECIES, lower, lowerOffset + i))
                    .min(DoubleVector.fromArray(SPECIES, upper, upperOffset + i)).intoArray(result, resultOffset + i);
        }
        for (; i < length; i++) {
            result[resultOffset + i] = Math.min(Math.max(x[xOffset + i], lower[lowerOffset + i]), upper[upperOffset + i]);
        }
    }
}
