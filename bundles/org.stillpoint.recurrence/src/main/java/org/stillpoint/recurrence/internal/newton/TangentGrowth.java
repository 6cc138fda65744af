package org.stillpoint.recurrence.internal.newton;

import java.util.Arrays;
import org.stillpoint.api.problem.recurrence.JacobianStructure;

/**
 * Estimates the largest Lyapunov exponent along a sequence from the Jacobian matrices at its states: the mean of log(|J_t v| / |v|) with a
 * vector v that is normalised from time to time (Benettin et al. 1980), for each group of components that depend on each other.
 */
final class TangentGrowth {

    /** After how many steps vectors are normalised. */
    private static final int INTERVAL = 8;
    /** The smallest growth that is told from none, so that means stay finite. */
    private static final double SMALLEST = 1e-300;

    private final int block;
    private final int part;
    private final double[] vectors;
    private final double[] logarithms;
    private final double[] grown;
    private long steps;

    TangentGrowth(JacobianStructure structure, int size) {
        block = structure.block();
        part = size / block;
        vectors = new double[size];
        logarithms = new double[part];
        grown = new double[block];
        for (int k = 0; k < size; k++) {
            vectors[k] = 1 + k * 7 % 5 / 5.0;
        }
    }

    /** Adds the first steps of a tile, at the states at which it was last evaluated. */
    void add(Tile tile, int count) {
        for (int i = 0; i < part; i++) {
            if (block == 1) {
                logarithms[i] += component(tile, i, count);
            } else {
                group(tile, i, count);
            }
        }
        steps += count;
    }

    private static double component(Tile tile, int k, int count) {
        double sum = 0;
        int entry = k * tile.count;
        for (int t = 0; t < count; t += INTERVAL) {
            double product = 1;
            for (int end = Math.min(count, t + INTERVAL), s = t; s < end; s++) {
                product *= tile.jacobian[entry + s];
            }
            sum += logarithm(Math.abs(product));
        }
        return sum;
    }

    private void group(Tile tile, int i, int count) {
        for (int t = 0; t < count; t++) {
            double largest = 0;
            for (int p = 0; p < block; p++) {
                double value = 0;
                int entry = (p * block * part + i) * tile.count + t;
                for (int q = 0; q < block; q++, entry += part * tile.count) {
                    value += tile.jacobian[entry] * vectors[q * part + i];
                }
                grown[p] = value;
                largest = Math.max(largest, Math.abs(value));
            }
            boolean normalise = t % INTERVAL == INTERVAL - 1 || t == count - 1 || !(largest > 1e-100 && largest < 1e100);
            if (normalise) {
                logarithms[i] += logarithm(largest);
            }
            for (int p = 0; p < block; p++) {
                double value = normalise ? grown[p] / largest : grown[p];
                vectors[p * part + i] = Double.isFinite(value) ? value : 1;
            }
        }
    }

    private static double logarithm(double growth) {
        return Math.log(Math.max(SMALLEST, Math.min(Double.MAX_VALUE, Double.isNaN(growth) ? 1 : growth)));
    }

    /** The largest exponent for each step; 0 if there were none. */
    double exponent() {
        return steps == 0 ? 0 : Arrays.stream(logarithms).max().orElse(0) / steps;
    }
}
