package org.stillpoint.verify.internal;

import org.stillpoint.api.SolverException;

/**
 * Compares derivatives with differences along a direction: 4th-order central differences with steps from large to small until one agrees,
 * as too large a step sees the curvature and too small a one the rounding.
 */
public final class DirectionalDifferences {

    /** The largest step to either side. */
    public static final double FARTHEST = 2e-3;

    private static final double[] STEPS = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7};
    /** What differences cannot tell from 0, in parts of the magnitude of the terms of the function. */
    private static final double ROUNDING = 1e-14;

    private DirectionalDifferences() {
    }

    /** A function along a line. */
    @FunctionalInterface
    public interface Line {

        /** The value at a distance along the direction, and the magnitude of its terms. */
        double[] at(double distance) throws SolverException;
    }

    /**
     * The least error for any of the steps.
     *
     * @param expected the derivative reported
     * @param length the length of the gradient reported; errors are in parts of it, or of the difference if that is larger
     * @param tolerance an error that is small enough
     */
    public static double error(double expected, double length, double tolerance, Line line) throws SolverException {
        return error(expected, length, 0, tolerance, line);
    }

    /**
     * The least error for any of the steps.
     *
     * @param expected the derivative reported
     * @param length the length of the gradient reported; errors are in parts of it, or of the difference if that is larger
     * @param allowed an absolute difference that is no error
     * @param tolerance an error that is small enough
     */
    public static double error(double expected, double length, double allowed, double tolerance, Line line) throws SolverException {
        double least = Double.POSITIVE_INFINITY;
        for (double step : STEPS) {
            double[] near = difference(line, step);
            double[] far = difference(line, 2 * step);
            double difference = (8 * near[0] - far[0]) / (12 * step);
            double scale = Math.max(length, Math.abs(difference));
            double excess = Math.max(0, Math.abs(difference - expected) - ROUNDING * near[1] / step - allowed);
            double error = excess == 0 ? 0 : excess / scale;
            least = Double.isNaN(error) ? least : Math.min(least, error);
            if (least <= tolerance) {
                return least;
            }
        }
        return least;
    }

    private static double[] difference(Line line, double step) throws SolverException {
        double[] up = line.at(step);
        double[] down = line.at(-step);
        return new double[] {up[0] - down[0], up[1] + down[1]};
    }
}
