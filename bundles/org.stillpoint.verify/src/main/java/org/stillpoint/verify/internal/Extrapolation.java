package org.stillpoint.verify.internal;

/**
 * Solves y' = f(t, y) by extrapolated midpoint steps (Gragg, Bulirsch and Stoer): a step is made of 2, 4, ..., 16 midpoint steps, whose
 * results are extrapolated to infinitely many, and the length follows the difference of the last two extrapolations.
 */
final class Extrapolation {

    private static final int COLUMNS = 8;
    private static final double SAFETY = 0.9;
    private static final double MOST_GROWTH = 4;
    private static final double LEAST_GROWTH = 0.1;
    private static final int MOST_STEPS = 100_000;

    /** The right-hand side. */
    @FunctionalInterface
    interface Derivative {

        void at(double time, double[] y, double[] derivative);
    }

    private final Derivative f;
    private final double tolerance;
    private final int size;
    private final double[][] table;
    private final double[] before;
    private final double[] middle;
    private final double[] slope;
    private final double[] first;

    /**
     * A solver.
     *
     * @param tolerance the error of a step, relative to the largest component or 1
     */
    Extrapolation(Derivative f, int size, double tolerance) {
        this.f = f;
        this.size = size;
        this.tolerance = tolerance;
        table = new double[COLUMNS][size];
        before = new double[size];
        middle = new double[size];
        slope = new double[size];
        first = new double[size];
    }

    /** Takes y from one time to another; returns whether that was possible. */
    boolean solve(double from, double to, double[] y) {
        double time = from;
        double length = (to - from) / 16;
        for (int step = 0; step < MOST_STEPS; step++) {
            boolean last = Math.abs(length) >= Math.abs(to - time);
            double tried = last ? to - time : length;
            double error = step(time, tried, y);
            double growth = error == 0 ? MOST_GROWTH : SAFETY * Math.pow(tolerance / error, 1.0 / (2 * COLUMNS - 1));
            length = tried * (growth >= LEAST_GROWTH ? Math.min(MOST_GROWTH, growth) : LEAST_GROWTH);
            if (error <= tolerance) {
                System.arraycopy(table[COLUMNS - 1], 0, y, 0, size);
                time += tried;
                if (last) {
                    return true;
                }
            } else if (!(Math.abs(length) > Math.ulp(time))) {
                return false;
            }
        }
        return false;
    }

    /** Tries a step; the result is in the last row of the table. Returns the estimated error, not a number where there is none. */
    private double step(double time, double length, double[] y) {
        f.at(time, y, first);
        double error = Double.NaN;
        for (int row = 0; row < COLUMNS; row++) {
            midpoints(time, length, y, 2 * (row + 1), table[row]);
        }
        for (int column = 1; column < COLUMNS; column++) {
            for (int row = COLUMNS - 1; row >= column; row--) {
                double ratio = (double) (row + 1) / (row + 1 - column);
                double divisor = ratio * ratio - 1;
                double largest = 0;
                double scale = 1;
                for (int k = 0; k < size; k++) {
                    double correction = (table[row][k] - table[row - 1][k]) / divisor;
                    table[row][k] += correction;
                    largest = Math.max(largest, Math.abs(correction));
                    scale = Math.max(scale, Math.abs(table[row][k]));
                }
                if (row == COLUMNS - 1) {
                    error = largest / scale;
                }
            }
        }
        return error;
    }

    private void midpoints(double time, double length, double[] y, int steps, double[] result) {
        double h = length / steps;
        for (int k = 0; k < size; k++) {
            before[k] = y[k];
            middle[k] = y[k] + h * first[k];
        }
        for (int i = 1; i < steps; i++) {
            f.at(time + i * h, middle, slope);
            for (int k = 0; k < size; k++) {
                double next = before[k] + 2 * h * slope[k];
                before[k] = middle[k];
                middle[k] = next;
            }
        }
        f.at(time + length, middle, slope);
        for (int k = 0; k < size; k++) {
            result[k] = (before[k] + middle[k] + h * slope[k]) / 2;
        }
    }
}
