package org.stillpoint.transport.internal.instance;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportProblem;

/**
 * A transport problem as iterations need it: the points that no plan of finite value can use left out, the costs scaled and laid out row by
 * row, epsilon in the unit of the costs.
 */
public final class TransportInstance {

    private final TransportProblem problem;
    private final int[] sourcePoints;
    private final int[] targetPoints;
    private final double[] source;
    private final double[] target;
    private final double[] costs;
    private final double largestCost;
    private final double epsilon;

    /**
     * Prepares a problem.
     *
     * @throws SolverException if the costs cannot be computed, are not finite or do not fit into an array
     */
    public TransportInstance(TransportProblem problem, Functions functions) throws SolverException {
        this.problem = problem;
        sourcePoints = usable(problem.source().weights(), problem.sourceRule(), problem.regulariser());
        targetPoints = usable(problem.target().weights(), problem.targetRule(), problem.regulariser());
        source = pick(problem.source().weights(), sourcePoints);
        target = pick(problem.target().weights(), targetPoints);
        if ((long) source.length * target.length > Integer.MAX_VALUE - 8) {
            throw new SolverException(source.length + " x " + target.length + " costs do not fit into memory as a matrix");
        }
        costs = new double[source.length * target.length];
        CostRows rows = CostRows.of(problem, functions);
        double[] row = new double[problem.target().size()];
        double largest = 0;
        double sum = 0;
        int kept = 0;
        for (int i = 0; i < problem.source().size(); i++) {
            rows.row(i, row, 0);
            for (int j = 0; j < row.length; j++) {
                if (!Double.isFinite(row[j])) {
                    throw new SolverException("the cost from source point " + i + " to target point " + j + " is " + row[j]
                            + "; expected a finite number");
                }
                largest = Math.max(largest, Math.abs(row[j]));
                sum += row[j] / row.length;
            }
            if (kept < sourcePoints.length && sourcePoints[kept] == i) {
                for (int j = 0; j < targetPoints.length; j++) {
                    costs[kept * target.length + j] = row[targetPoints[j]];
                }
                kept++;
            }
        }
        double mean = sum / problem.source().size();
        double scale = unit(problem.costScale(), largest, mean);
        for (int k = 0; k < costs.length && scale != 1; k++) {
            costs[k] /= scale;
        }
        largestCost = largest / scale;
        epsilon = problem.epsilon() * unit(problem.epsilonUnit(), largest / scale, mean / scale);
    }

    private static double unit(CostScale scale, double largest, double mean) throws SolverException {
        double unit = switch (scale) {
            case NONE -> 1;
            case MAX -> largest;
            case MEAN -> mean;
        };
        if (!(unit > 0)) {
            throw new SolverException("the " + (scale == CostScale.MAX ? "largest" : "mean") + " cost is " + unit
                    + "; it cannot serve as a unit");
        }
        return unit;
    }

    /** A point without weight may receive mass where its marginal is free or held by a finite penalty only. */
    private static int[] usable(double[] weights, MarginalRule rule, Regulariser regulariser) {
        boolean all = regulariser != Regulariser.RELATIVE_ENTROPY && switch (rule.kind()) {
            case FREE, SQUARED, TOTAL_VARIATION -> true;
            case EXACT, AT_MOST, KULLBACK_LEIBLER -> false;
        };
        return IntStream.range(0, weights.length).filter(i -> all || weights[i] > 0).toArray();
    }

    private static double[] pick(double[] values, int[] places) {
        double[] picked = new double[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[places[i]];
        }
        return picked;
    }

    /** The problem. */
    public TransportProblem problem() {
        return problem;
    }

    /** The number of usable source points. */
    public int sources() {
        return source.length;
    }

    /** The number of usable target points. */
    public int targets() {
        return target.length;
    }

    /** The weights of the usable points of the source. */
    public double[] source() {
        return source;
    }

    /** The weights of the usable points of the target. */
    public double[] target() {
        return target;
    }

    /** The scaled costs between usable points, row-major, a row for each source point. */
    public double[] costs() {
        return costs;
    }

    /** The largest magnitude of a scaled cost, of all points. */
    public double largestCost() {
        return largestCost;
    }

    /** The weight of the regulariser in the unit of the scaled costs. */
    public double epsilon() {
        return epsilon;
    }

    /** The indices of the usable source points among all, rising. */
    public int[] sourcePoints() {
        return sourcePoints;
    }

    /** The indices of the usable target points among all, rising. */
    public int[] targetPoints() {
        return targetPoints;
    }

    /** Potentials for all source points: negative infinity at those that no plan can use. */
    public double[] allSources(double[] f) {
        return spread(f, sourcePoints, problem.source().size());
    }

    /** Potentials for all target points: negative infinity at those that no plan can use. */
    public double[] allTargets(double[] g) {
        return spread(g, targetPoints, problem.target().size());
    }

    private static double[] spread(double[] values, int[] places, int length) {
        double[] all = new double[length];
        Arrays.fill(all, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < places.length; i++) {
            all[places[i]] = values[i];
        }
        return all;
    }
}
