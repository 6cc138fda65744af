package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.TransportProblem;

/** The costs of a transport problem after their scaling, and epsilon in the same unit. */
final class TransportCosts {

    private static final long MOST_KEPT = 4_000_000;

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
        sources = problem.source().size();
        targets = problem.target().size();
        cost = kept(PairCost.of(problem, functions), problem);
        boolean largestNeeded = problem.costScale() == CostScale.MAX || problem.epsilonUnit() == CostScale.MAX;
        boolean meanNeeded = problem.costScale() == CostScale.MEAN || problem.epsilonUnit() == CostScale.MEAN;
        double largest = largestNeeded ? largest(problem) : 1;
        double mean = meanNeeded ? mean(problem) : 1;
        scale = unit(problem.costScale(), largest, mean);
        epsilon = problem.epsilon() * unit(problem.epsilonUnit(), largest / scale, mean / scale);
    }

    /** The same costs, computed once where they are few and take time. */
    private PairCost kept(PairCost computed, TransportProblem problem) {
        if (problem.cost() instanceof GroundCost.Matrix || (long) sources * targets > MOST_KEPT) {
            return computed;
        }
        double[] all = new double[sources * targets];
        for (int k = 0; k < all.length; k++) {
            all[k] = computed.at(k / targets, k % targets);
        }
        return (source, target) -> all[source * targets + target];
    }

    private double largest(TransportProblem problem) {
        double largest = 0;
        if (problem.cost() instanceof GroundCost.Grid grid) {
            for (double[] axis : grid.axes()) {
                largest += largest(alongAxis(axis, grid.exponent()), axis.length, axis.length);
            }
            return largest;
        }
        return largest(cost, sources, targets);
    }

    private double mean(TransportProblem problem) {
        double mean = 0;
        if (problem.cost() instanceof GroundCost.Grid grid) {
            for (double[] axis : grid.axes()) {
                mean += mean(alongAxis(axis, grid.exponent()), axis.length, axis.length);
            }
            return mean;
        }
        return problem.cost().equals(GroundCost.Distance.SQUARED_EUCLIDEAN)
                ? meanSquare(problem.source().points(), problem.target().points()) : mean(cost, sources, targets);
    }

    private static PairCost alongAxis(double[] axis, double exponent) {
        return (i, j) -> Powers.of(Math.abs(axis[i] - axis[j]), exponent);
    }

    private static double largest(PairCost cost, int sources, int targets) {
        double largest = 0;
        for (int i = 0; i < sources; i++) {
            for (int j = 0; j < targets; j++) {
                largest = Math.max(largest, Math.abs(cost.at(i, j)));
            }
        }
        return largest;
    }

    private static double mean(PairCost cost, int sources, int targets) {
        PreciseSum sum = new PreciseSum();
        for (int i = 0; i < sources; i++) {
            for (int j = 0; j < targets; j++) {
                sum.add(cost.at(i, j) / targets);
            }
        }
        return sum.value() / sources;
    }

    /** The mean over all pairs of |x - y|^2: the variances of both clouds and the squared distance of their means. */
    private static double meanSquare(DMatrixRMaj x, DMatrixRMaj y) {
        PreciseSum sum = new PreciseSum();
        for (int k = 0; k < x.numCols; k++) {
            double meanOfX = meanOfColumn(x, k, 0, false);
            double meanOfY = meanOfColumn(y, k, 0, false);
            sum.add(meanOfColumn(x, k, meanOfX, true));
            sum.add(meanOfColumn(y, k, meanOfY, true));
            sum.addProduct(meanOfX - meanOfY, meanOfX - meanOfY);
        }
        return sum.value();
    }

    private static double meanOfColumn(DMatrixRMaj points, int column, double centre, boolean squared) {
        PreciseSum sum = new PreciseSum();
        for (int row = 0; row < points.numRows; row++) {
            double difference = points.get(row, column) - centre;
            sum.addProduct(difference, squared ? difference : 1);
        }
        return sum.value() / points.numRows;
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
}
