package org.stillpoint.verify.internal.recurrence;

import java.util.Arrays;

/**
 * Runs a recurrence step after step, and with it three tangents v, e, g by differences J v = (f(h + epsilon v) - f(h)) / epsilon along the
 * run. The growth of v, made of length 1 again after each step, is that of neighbouring states: its mean logarithm is the largest Lyapunov
 * exponent (G. Benettin et al. 1980). The others are errors to which each step adds one of size 1 in each component, such that they grow,
 * e' = J e + sign(J e) and g' = J g + sign(J v); the largest component of both is by how much errors of single steps are amplified: not
 * more than the worst errors are, and seldom less than a tenth of that. Used by one thread.
 */
final class SequentialRun {

    /** The part of the states by which they are moved for differences. */
    private static final double DIFFERENCE = 0x1p-24;
    /** What differences cannot tell from 0. */
    private static final double LEAST_GROWTH = 1e-16;
    private static final double LARGEST = 1e250;
    private static final int ROWS = 4;

    /** An error as a direction, of largest component 1, and its size. */
    private static final class Perturbation {

        private final double[] direction;
        private double size;

        Perturbation(int length) {
            direction = new double[length];
        }

        void clear() {
            Arrays.fill(direction, 1);
            size = 0;
        }
    }

    private final StepMap map;
    private final int size;
    private final double[] v;
    private final Perturbation e;
    private final Perturbation g;
    private final double[] rows;
    private final double[] next;
    private double largestError;
    private double logGrowth;
    private long steps;

    SequentialRun(StepMap map) {
        this.map = map;
        size = map.shape().state();
        v = new double[size];
        e = new Perturbation(size);
        g = new Perturbation(size);
        rows = new double[ROWS * size];
        next = new double[ROWS * size];
        anyDirection();
    }

    /** Starts from a state, without an error. The direction v and its growth go on. */
    void start(double[] states, int offset) {
        System.arraycopy(states, offset, rows, 0, size);
        e.clear();
        g.clear();
    }

    /** Takes a step with an input. */
    void step(double[] inputs, int inputOffset) {
        double epsilon = DIFFERENCE;
        for (int k = 0; k < size; k++) {
            epsilon = Math.max(epsilon, DIFFERENCE * Math.abs(rows[k]));
        }
        for (int k = 0; k < size; k++) {
            rows[size + k] = rows[k] + epsilon * v[k];
            rows[2 * size + k] = rows[k] + epsilon * e.direction[k];
            rows[3 * size + k] = rows[k] + epsilon * g.direction[k];
        }
        if (map.implicit()) {
            System.arraycopy(rows, 0, next, 0, rows.length);
        }
        map.step(rows, 0, inputs, inputOffset, 0, ROWS, next, 0);
        grow(epsilon);
        add(e, 2, epsilon, null);
        add(g, 3, epsilon, v);
        largestError = Math.max(largestError, error());
        System.arraycopy(next, 0, rows, 0, size);
    }

    private void grow(double epsilon) {
        double squares = 0;
        for (int k = 0; k < size; k++) {
            v[k] = (next[size + k] - next[k]) / epsilon;
            squares += v[k] * v[k];
        }
        double growth = Math.sqrt(squares);
        if (!Double.isFinite(growth)) {
            // Beyond the range of numbers nothing tells how neighbours separate.
            anyDirection();
            return;
        }
        steps++;
        if (growth > LEAST_GROWTH && growth < LARGEST) {
            logGrowth += Math.log(growth);
            for (int k = 0; k < size; k++) {
                v[k] /= growth;
            }
        } else {
            logGrowth += growth > LEAST_GROWTH ? Math.log(LARGEST) : Math.log(LEAST_GROWTH);
            anyDirection();
        }
    }

    /** Propagates an error by the difference in a row, and adds one that has the signs of other values, or its own. */
    private void add(Perturbation perturbation, int row, double epsilon, double[] signs) {
        double[] direction = perturbation.direction;
        double largest = 0;
        for (int k = 0; k < size; k++) {
            double moved = perturbation.size * (next[row * size + k] - next[k]) / epsilon;
            direction[k] = (signs == null ? moved : signs[k]) < 0 ? moved - 1 : moved + 1;
            largest = Math.max(largest, Math.abs(direction[k]));
        }
        if (largest < LARGEST) {
            perturbation.size = largest;
            for (int k = 0; k < size; k++) {
                direction[k] /= largest;
            }
        } else {
            perturbation.size = LARGEST;
            Arrays.fill(direction, 1);
        }
    }

    private void anyDirection() {
        double squares = 0;
        for (int k = 0; k < size; k++) {
            v[k] = Math.cos(1 + 2.4 * k);
            squares += v[k] * v[k];
        }
        for (int k = 0; k < size; k++) {
            v[k] /= Math.sqrt(squares);
        }
    }

    /** The largest difference of the state from another one. */
    double distance(double[] states, int offset) {
        double largest = 0;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, Math.abs(rows[k] - states[offset + k]));
        }
        return largest;
    }

    /** By how much errors of size 1 in each step since the start are amplified at most, as it seems. */
    double error() {
        return Math.max(e.size, g.size);
    }

    /** The largest {@link #error} there was in any run so far. */
    double largestError() {
        return largestError;
    }

    /** The mean logarithm of the growth of v in all runs so far. */
    double exponent() {
        return steps == 0 ? 0 : logGrowth / steps;
    }
}
