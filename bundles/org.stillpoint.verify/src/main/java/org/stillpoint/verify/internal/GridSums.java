package org.stillpoint.verify.internal;

import java.util.List;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;

/**
 * The marginals and the cost of an entropic plan on a grid, from its potentials, along one axis after the other ({@link GridLogSums}).
 */
final class GridSums {

    private static final double NOTHING = Double.NEGATIVE_INFINITY;

    private final List<double[]> axes;
    private final double epsilon;
    private final GridLogSums sums;
    private final double[] ofSource;
    private final double[] ofTarget;

    /** Takes potentials and weights of a problem whose cost is that of a grid and whose regulariser is an entropy. */
    GridSums(TransportProblem problem, TransportPlan value, TransportCosts costs) {
        GroundCost.Grid grid = (GroundCost.Grid) problem.cost();
        axes = grid.axes();
        epsilon = costs.epsilon();
        sums = new GridLogSums(grid, costs.scale(), epsilon);
        boolean product = problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
        ofSource = logarithms(value.f(), product ? problem.source().weights() : null, value.massPotential());
        ofTarget = logarithms(value.g(), product ? problem.target().weights() : null, 0);
    }

    private double[] logarithms(double[] potentials, double[] weights, double shift) {
        double[] logarithms = new double[potentials.length];
        for (int i = 0; i < logarithms.length; i++) {
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
        return products(ofSource, sums.of(ofTarget));
    }

    /** The sums of the columns. */
    double[] columnSums() {
        return products(ofTarget, sums.of(ofSource));
    }

    /** The sum of C P: for each axis that of its part of the cost. */
    double linearCost() {
        PreciseSum cost = new PreciseSum();
        for (int axis = 0; axis < axes.size(); axis++) {
            for (double part : products(ofSource, sums.weighted(ofTarget, axis))) {
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
                    nearest = to == from ? nearest : Math.min(nearest, sums.cost(from, to));
                }
                most = nearest < Double.POSITIVE_INFINITY ? Math.max(most, nearest) : most;
            }
            least = most > 0 ? Math.min(least, most) : least;
        }
        return least < Double.POSITIVE_INFINITY ? least : 0;
    }

    private static double[] products(double[] left, double[] right) {
        double[] products = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            products[i] = left[i] == NOTHING || right[i] == NOTHING ? 0 : Math.exp(left[i] + right[i]);
        }
        return products;
    }
}
