package org.stillpoint.verify.internal.recurrence;

import java.util.Arrays;

/**
 * Runs a recurrence step after step, and with it two tangents v and e by differences J v = (f(h + epsilon v) - f(h)) / epsilon along the
 * run. The growth of v, made of length 1 again after each step, is that of neighbouring states: its mean logarithm is the largest Lyapunov
 * exponent (G. Benettin et al. 1980). The other is an error to which each step adds one of size 1 in each component, such that it grows:
 * e' = J e + sign(J e); its largest component is by how much errors of single steps are amplified. Used by one thread.
 */
final class SequentialRun {

    /** The part of the states by which they are moved for differences. */
    private static final double DIFFERENCE = 0x1p-24;
    /** What differences cannot tell from 0. */
    private static final double LEAST_GROWTH = 1e-16;
    private static final double LARGEST = 1e250;
    private static final int ROWS = 3;

    private final StepMap map;
    private final int size;
    private final double[] v;
    private final double[] e;
    private final double[] rows;
    private final double[] next;
    private double error;
    private double largestError;
    private double logGrowth;
    private long steps;

    SequentialRun(StepMap map) {
        this.map = map;
        size = map.shape().state();
        v = new double[size];
        e = new double[size];
        rows = new double[ROWS * size];
        next = new double[ROWS * size];
        anyDirection();
    }

    /** Starts from a state, without an error. The direction v and its growth go on. */
    void start(double[] states, int offset) {
        System.arraycopy(states, offset, rows, 0, size);
        Arrays.fill(e, 1);
        error = 0;
    }

    /** Takes a step with an input. */
    void step(double[] inputs, int inputOffset) {
        double epsilon = DIFFERENCE;
        for (int k = 0; k < size; k++) {
            epsilon = Math.max(epsilon, DIFFERENCE * Math.abs(rows[k]));
        }
        for (int k = 0; k < size; k++) {
            rows[size + k] = rows[k] + epsilon * v[k];
            rows[2 * size + k] = rows[k] + epsilon * e[k];
        }
        if (map.implicit()) {
            System.arraycopy(rows, 0, next, 0, rows.length);
        }
        map.step(rows, 0, inputs, inputOffset, 0, ROWS, next, 0);
        grow(epsilon);
        add(epsilon);
        System.arraycopy(next, 0, rows, 0, size);
        steps++;
    }

    private void grow(double epsilon) {
        double squares = 0;
        for (int k = 0; k < size; k++) {
            v[k] = (next[size + k] - next[k]) / epsilon;
            squares += v[k] * v[k];
        }
        double growth = Math.sqrt(squares);
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

    private void add(double epsilon) {
        double largest = 0;
        for (int k = 0; k < size; k++) {
            double moved = error * (next[2 * size + k] - next[k]) / epsilon;
            e[k] = moved < 0 ? moved - 1 : moved + 1;
            largest = Math.max(largest, Math.abs(e[k]));
        }
        if (largest < LARGEST) {
            error = largest;
            for (int k = 0; k < size; k++) {
                e[k] /= largest;
            }
        } else {
            error = LARGEST;
            Arrays.fill(e, 1);
        }
        largestError = Math.max(largestError, error);
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
        return error;
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
