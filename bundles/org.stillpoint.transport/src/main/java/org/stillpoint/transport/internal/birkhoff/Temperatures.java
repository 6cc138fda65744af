package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;

/** The temperatures T of matrices that are projected by way of X / T, falling to 1. */
final class Temperatures {

    private static final double COOLING = 4;

    /** 1 / T of each lane. */
    final double[] inverses;
    private final double[] temperatures;
    private final double[] largest;
    private final double[] least;

    Temperatures(int width) {
        inverses = new double[width];
        temperatures = new double[width];
        largest = new double[width];
        least = new double[width];
    }

    /** Chooses temperatures at which the inputs X / T have at most a given range. */
    void warm(double[] inputs, double range) {
        int width = inverses.length;
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int k = 0; k < inputs.length; k += width) {
            for (int lane = 0; lane < width; lane++) {
                largest[lane] = Math.max(largest[lane], inputs[k + lane]);
                least[lane] = Math.min(least[lane], inputs[k + lane]);
            }
        }
        for (int lane = 0; lane < width; lane++) {
            temperatures[lane] = Math.max(1, Math.min(largest[lane] / range - least[lane] / range, Double.MAX_VALUE));
            inverses[lane] = 1 / temperatures[lane];
        }
    }

    /** Lowers a temperature by a step, or to 1; the factor by which potentials in units of T grow. */
    double cool(int lane, boolean all) {
        double cooler = all ? 1 : Math.max(1, temperatures[lane] / COOLING);
        double factor = temperatures[lane] / cooler;
        temperatures[lane] = cooler;
        inverses[lane] = 1 / cooler;
        return factor;
    }

    /** Whether a temperature is 1. */
    boolean isOne(int lane) {
        return temperatures[lane] == 1;
    }
}
