package org.stillpoint.transport.internal.line;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostScale;

/**
 * The cost |x - y|^p / scale on a line.
 *
 * @param exponent the exponent p
 * @param scale what costs are divided by
 */
record PowerCost(double exponent, double scale) {

    /**
     * The cost with its scale.
     *
     * @return null if the run was interrupted
     * @throws SolverException if the scale is no positive number
     */
    static PowerCost of(double exponent, CostScale unit, SortedPoints source, SortedPoints target, SolveContext context)
            throws SolverException {
        PowerCost plain = new PowerCost(exponent, 1);
        double scale = switch (unit) {
            case NONE -> 1;
            case MAX -> Math.max(plain.at(source.least(), target.largest()), plain.at(source.largest(), target.least()));
            case MEAN -> plain.mean(source.all(), target.all(), context);
        };
        if (Double.isNaN(scale)) {
            return null;
        }
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new SolverException("the " + unit + " cost is " + scale + "; it cannot serve as a unit");
        }
        return new PowerCost(exponent, scale);
    }

    /** The mean over all pairs; NaN if the run was interrupted. */
    private double mean(double[] x, double[] y, SolveContext context) {
        double sum = 0;
        for (double from : x) {
            double row = 0;
            for (double to : y) {
                row += at(from, to);
            }
            sum += row / y.length;
            if (!context.proceed(0, Double.NaN)) {
                return Double.NaN;
            }
        }
        return sum / x.length;
    }

    double at(double x, double y) {
        double distance = Math.abs(x - y);
        return (exponent == 1 ? distance : exponent == 2 ? distance * distance : Math.pow(distance, exponent)) / scale;
    }
}
