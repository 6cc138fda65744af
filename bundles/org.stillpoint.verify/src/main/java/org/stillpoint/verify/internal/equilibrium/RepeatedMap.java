package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.problem.equilibrium.LipschitzBoundProblem;
import org.stillpoint.api.problem.equilibrium.LipschitzNorm;
import org.stillpoint.verify.internal.SymmetricEigenvalues;

/** A layer evaluated several times, each time at the state before. Used by one thread. */
final class RepeatedMap {

    private final LayerMap map;
    private final int size;
    private final int steps;
    private final LipschitzNorm norm;

    RepeatedMap(LayerMap map, LipschitzBoundProblem problem) {
        this.map = map;
        size = problem.center().length;
        steps = problem.steps();
        norm = problem.norm();
    }

    /** The last state. */
    double[] image(double[] state, double[] input) {
        double[] image = state;
        for (int step = 0; step < steps; step++) {
            double[] next = new double[size];
            map.apply(image, 0, input, 0, 1, next);
            image = next;
        }
        return image;
    }

    /** The norm of the Jacobian of the last state by the first. */
    double norm(double[] state, double[] input) {
        double[][] states = new double[steps][];
        for (int step = 0; step < steps; step++) {
            states[step] = step == 0 ? state : new double[size];
            if (step > 0) {
                map.apply(states[step - 1], 0, input, 0, 1, states[step]);
            }
        }
        double[][] rows = new double[size][];
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double[] row = new double[size];
            row[i] = 1;
            for (int step = steps - 1; step >= 0; step--) {
                double[] product = new double[size];
                map.transposedProduct(states[step], input, row, product);
                row = product;
            }
            rows[i] = row;
            double sum = 0;
            for (double entry : row) {
                sum += Math.abs(entry);
            }
            largest = Math.max(largest, sum);
        }
        return norm == LipschitzNorm.LARGEST ? largest : euclidean(rows, largest);
    }

    /** The Euclidean norm; in parts of a larger norm no square vanishes that counts. */
    private double euclidean(double[][] rows, double scale) {
        if (scale == 0) {
            return 0;
        }
        double[][] gram = new double[size][size];
        for (double[] row : rows) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    gram[i][j] += row[i] / scale * (row[j] / scale);
                }
            }
        }
        double largest = 0;
        for (double value : new SymmetricEigenvalues(gram).values()) {
            largest = Math.max(largest, value);
        }
        return scale * Math.sqrt(largest);
    }
}
