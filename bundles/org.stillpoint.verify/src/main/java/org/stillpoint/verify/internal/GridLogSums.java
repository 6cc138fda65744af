package org.stillpoint.verify.internal;

import java.util.List;
import org.stillpoint.api.problem.transport.GroundCost;

/**
 * Logarithms of sums over all points of a grid, log(sum over y of exp(h(y) - c(x, y) / epsilon)) for all x. The cost is a sum over the
 * axes, so that these are nested sums along one axis after the other: exact like sums over all pairs of points, with fewer terms.
 */
final class GridLogSums {

    private static final int NONE = -1;

    private final List<double[]> axes;
    private final double exponent;
    private final double scale;
    private final double epsilon;

    /**
     * Sums over a grid.
     *
     * @param scale what costs are divided by
     */
    GridLogSums(GroundCost.Grid grid, double scale, double epsilon) {
        axes = grid.axes();
        exponent = grid.exponent();
        this.scale = scale;
        this.epsilon = epsilon;
    }

    /** The cost between two places on an axis. */
    double cost(double from, double to) {
        return Powers.of(Math.abs(from - to), exponent) / scale;
    }

    /** The logarithms of the sums for the logarithms h. */
    double[] of(double[] h) {
        return alongAll(h, NONE);
    }

    /** The same with every term times the part of the cost of an axis. */
    double[] weighted(double[] h, int axis) {
        return alongAll(h, axis);
    }

    private double[] alongAll(double[] h, int weighted) {
        double[] sums = h.clone();
        int stride = h.length;
        for (int axis = 0; axis < axes.size(); axis++) {
            stride /= axes.get(axis).length;
            along(sums, axes.get(axis), stride, axis == weighted);
        }
        return sums;
    }

    private void along(double[] sums, double[] places, int stride, boolean weighted) {
        int length = places.length;
        double[] exponents = new double[length * length];
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < length; j++) {
                double cost = cost(places[i], places[j]);
                exponents[i * length + j] = -cost / epsilon + (weighted ? Math.log(cost) : 0);
            }
        }
        double[] line = new double[length];
        double[] terms = new double[length];
        for (int start = 0; start < sums.length; start++) {
            if (start / stride % length != 0) {
                continue;
            }
            for (int k = 0; k < length; k++) {
                line[k] = sums[start + k * stride];
            }
            for (int k = 0; k < length; k++) {
                for (int j = 0; j < length; j++) {
                    terms[j] = line[j] + exponents[k * length + j];
                }
                sums[start + k * stride] = LogSum.of(terms);
            }
        }
    }
}
