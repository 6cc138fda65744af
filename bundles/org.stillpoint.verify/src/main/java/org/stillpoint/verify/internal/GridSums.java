package org.stillpoint.verify.internal;

import java.util.List;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;

/**
 * The marginals and the cost of an entropic plan on a grid, from its potentials. The cost is a sum over the axes, so that sums of
 * exponentials over all points of the grid are nested sums along one axis after the other: exact like sums over all pairs of points, with
 * fewer terms. Everything is kept as logarithms.
 */
final class GridSums {

    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    private final List<double[]> axes;
    private final double exponent;
    private final double scale;
    private final double epsilon;
    private final int size;
    private final double[] ofSource;
    private final double[] ofTarget;

    /** Takes potentials and weights of a problem whose cost is that of a grid and whose regulariser is an entropy. */
    GridSums(TransportProblem problem, TransportPlan value, TransportCosts costs) {
        GroundCost.Grid grid = (GroundCost.Grid) problem.cost();
        axes = grid.axes();
        exponent = grid.exponent();
        scale = costs.scale();
        epsilon = costs.epsilon();
        size = grid.size();
        boolean product = problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
        ofSource = logarithms(value.f(), product ? problem.source().weights() : null, value.massPotential());
        ofTarget = logarithms(value.g(), product ? problem.target().weights() : null, 0);
    }

    private double[] logarithms(double[] potentials, double[] weights, double shift) {
        double[] logarithms = new double[size];
        for (int i = 0; i < size; i++) {
            logarithms[i] = weights != null && weights[i] == 0 ? NOTHING
                    : (potentials[i] + shift) / epsilon + (weights == null ? 0 : Math.log(weights[i]));
        }
        return logarithms;
    }

    /** The number of exponentials that the marginal of one side takes. */
    static double work(GroundCost.Grid grid) {
        double along = 0;
        for (double[] axis : grid.axes()) {
            along += axis.length;
        }
        return along * grid.size();
    }

    /** The sums of the rows of the plan. */
    double[] rowSums() {
        return products(ofSource, alongAll(ofTarget, -1));
    }

    /** The sums of the columns. */
    double[] columnSums() {
        return products(ofTarget, alongAll(ofSource, -1));
    }

    /** The sum of C P: for each axis that of its part of the cost. */
    double linearCost() {
        PreciseSum cost = new PreciseSum();
        for (int axis = 0; axis < axes.size(); axis++) {
            for (double part : products(ofSource, alongAll(ofTarget, axis))) {
                cost.add(part);
            }
        }
        return cost.value();
    }

    /** The largest, over all points, of the least cost that is not 0: every point may take its place on each axis. */
    double leastCost() {
        double least = Double.POSITIVE_INFINITY;
        for (double[] axis : axes) {
            double most = 0;
            for (double from : axis) {
                double nearest = Double.POSITIVE_INFINITY;
                for (double to : axis) {
                    nearest = to == from ? nearest : Math.min(nearest, cost(from, to));
                }
                most = nearest < Double.POSITIVE_INFINITY ? Math.max(most, nearest) : most;
            }
            least = most > 0 ? Math.min(least, most) : least;
        }
        return least < Double.POSITIVE_INFINITY ? least : 0;
    }

    private double cost(double from, double to) {
        return Powers.of(Math.abs(from - to), exponent) / scale;
    }

    private static double[] products(double[] left, double[] right) {
        double[] products = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            products[i] = left[i] == NOTHING || right[i] == NOTHING ? 0 : Math.exp(left[i] + right[i]);
        }
        return products;
    }

    /**
     * The logarithms of the sums over all points of the other side.
     *
     * @param weighted the axis whose part of the cost is a factor of the terms; -1 for none
     */
    private double[] alongAll(double[] logarithms, int weighted) {
        double[] sums = logarithms.clone();
        int stride = size;
        for (int axis = 0; axis < axes.size(); axis++) {
            int length = axes.get(axis).length;
            stride /= length;
            along(sums, axis, stride, axis == weighted);
        }
        return sums;
    }

    private void along(double[] sums, int axis, int stride, boolean weighted) {
        double[] coordinates = axes.get(axis);
        int length = coordinates.length;
        double[] exponents = new double[length * length];
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < length; j++) {
                double cost = cost(coordinates[i], coordinates[j]);
                exponents[i * length + j] = -cost / epsilon + (weighted ? Math.log(cost) : 0);
            }
        }
        double[] line = new double[length];
        for (int start = 0; start < size; start++) {
            if (start / stride % length != 0) {
                continue;
            }
            for (int k = 0; k < length; k++) {
                line[k] = sums[start + k * stride];
            }
            for (int k = 0; k < length; k++) {
                sums[start + k * stride] = logarithmOfSum(line, exponents, k * length);
            }
        }
    }

    private static double logarithmOfSum(double[] line, double[] exponents, int from) {
        double greatest = NOTHING;
        for (int j = 0; j < line.length; j++) {
            greatest = Math.max(greatest, line[j] + exponents[from + j]);
        }
        if (greatest == NOTHING) {
            return NOTHING;
        }
        double sum = 0;
        for (int j = 0; j < line.length; j++) {
            sum += Math.exp(line[j] + exponents[from + j] - greatest);
        }
        return greatest + Math.log(sum);
    }
}
