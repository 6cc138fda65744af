package org.stillpoint.verify.internal;

import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.TransportProblem;

/** The costs of a transport problem after their scaling, and epsilon in the same unit. */
final class TransportCosts {

    private final PairCost cost;
    private final double scale;
    private final double epsilon;
    private final int sources;
    private final int targets;

    /**
     * Finds the scales of a problem.
     *
     * @throws SolverException if the function of a named cost is missing
     */
    TransportCosts(TransportProblem problem, Functions functions) throws SolverException {
        cost = PairCost.of(problem, functions);
        sources = problem.source().size();
        targets = problem.target().size();
        boolean needed = problem.costScale() != CostScale.NONE || problem.epsilonUnit() != CostScale.NONE;
        double largest = 1;
        double mean = 1;
        if (needed && problem.cost() instanceof GroundCost.Grid grid) {
            largest = 0;
            mean = 0;
            for (double[] axis : grid.axes()) {
                Extent extent = new Extent((i, j) -> Powers.of(Math.abs(axis[i] - axis[j]), grid.exponent()), axis.length, axis.length);
                largest += extent.largest;
                mean += extent.mean;
            }
        } else if (needed) {
            Extent extent = new Extent(cost, sources, targets);
            largest = extent.largest;
            mean = extent.mean;
        }
        scale = unit(problem.costScale(), largest, mean);
        epsilon = problem.epsilon() * unit(problem.epsilonUnit(), largest / scale, mean / scale);
    }

    private static double unit(CostScale scale, double largest, double mean) {
        return switch (scale) {
            case NONE -> 1;
            case MAX -> largest;
            case MEAN -> mean;
        };
    }

    /** The cost between two points. */
    double at(int source, int target) {
        return cost.at(source, target) / scale;
    }

    /** The costs from all source points to some consecutive target points, those of each target point one after another. */
    void columns(int from, int to, double[] result) {
        for (int source = 0; source < sources; source++) {
            for (int target = from; target < to; target++) {
                result[(target - from) * sources + source] = cost.at(source, target) / scale;
            }
        }
    }

    /** What the costs were divided by. */
    double scale() {
        return scale;
    }

    /** The weight of the regulariser. */
    double epsilon() {
        return epsilon;
    }

    int sources() {
        return sources;
    }

    int targets() {
        return targets;
    }

    /** The largest magnitude and the mean of costs. */
    private static final class Extent {

        private final double largest;
        private final double mean;

        Extent(PairCost cost, int sources, int targets) {
            PreciseSum sum = new PreciseSum();
            double most = 0;
            for (int i = 0; i < sources; i++) {
                for (int j = 0; j < targets; j++) {
                    double value = cost.at(i, j);
                    most = Math.max(most, Math.abs(value));
                    sum.add(value / targets);
                }
            }
            largest = most;
            mean = sum.value() / sources;
        }
    }
}
