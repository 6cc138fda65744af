package org.stillpoint.transport.internal.cloud;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.Measure;

/** Clouds for tests. */
final class Clouds {

    private Clouds() {
    }

    /** Points in the unit cube with random weights, one in ten of them zero. */
    static Measure weighted(long seed, int size, int dimension) {
        Random random = new Random(seed);
        double[] weights = new double[size];
        double mass = 0;
        for (int i = 0; i < size; i++) {
            weights[i] = size > 1 && random.nextInt(10) == 0 ? 0 : 0.5 + random.nextDouble();
            mass += weights[i];
        }
        for (int i = 0; i < size; i++) {
            weights[i] /= mass;
        }
        return new Measure(weights, points(random, size, dimension, 1));
    }

    /** Points of equal weight in the unit cube, denser towards one corner with a larger power. */
    static Measure uniform(long seed, int size, int dimension, double power) {
        return Measure.uniform(points(new Random(seed), size, dimension, power));
    }

    private static DMatrixRMaj points(Random random, int size, int dimension, double power) {
        DMatrixRMaj points = new DMatrixRMaj(size, dimension);
        for (int k = 0; k < points.data.length; k++) {
            points.data[k] = Math.pow(random.nextDouble(), power);
        }
        return points;
    }
}
