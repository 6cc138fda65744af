package org.stillpoint.transport.internal.instance;

import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.TransportProblem;

/**
 * A transport problem as iterations need it: the points that no plan of finite value can use left out, the costs scaled and laid out row by
 * row, epsilon in the unit of the costs.
 */
public final class TransportInstance {

    private final TransportProblem problem;
    private final UsablePoints source;
    private final UsablePoints target;
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
        source = UsablePoints.of(problem.source(), problem.sourceRule(), problem.regulariser());
        target = UsablePoints.of(problem.target(), problem.targetRule(), problem.regulariser());
        if ((long) source.size() * target.size() > Integer.MAX_VALUE - 8) {
            throw new SolverException(source.size() + " x " + target.size() + " costs do not fit into memory as a matrix");
        }
        int[] sourcePoints = source.indices();
        int[] targetPoints = target.indices();
        costs = new double[sourcePoints.length * targetPoints.length];
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
                    costs[kept * targetPoints.length + j] = row[targetPoints[j]];
                }
                kept++;
            }
        }
        CostUnits units = new CostUnits(largest, sum / problem.source().size());
        double scale = units.of(problem.costScale());
        for (int k = 0; k < costs.length && scale != 1; k++) {
            costs[k] /= scale;
        }
        largestCost = largest / scale;
        epsilon = problem.epsilon() * units.dividedBy(scale).of(problem.epsilonUnit());
    }

    /** The problem. */
    public TransportProblem problem() {
        return problem;
    }

    /** The number of usable source points. */
    public int sources() {
        return source.size();
    }

    /** The number of usable target points. */
    public int targets() {
        return target.size();
    }

    /** The weights of the usable points of the source. */
    public double[] source() {
        return source.weights();
    }

    /** The weights of the usable points of the target. */
    public double[] target() {
        return target.weights();
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
        return source.indices();
    }

    /** The indices of the usable target points among all, rising. */
    public int[] targetPoints() {
        return target.indices();
    }

    /** Potentials for all source points: negative infinity at those that no plan can use. */
    public double[] allSources(double[] f) {
        return source.spread(f);
    }

    /** Potentials for all target points: negative infinity at those that no plan can use. */
    public double[] allTargets(double[] g) {
        return target.spread(g);
    }
}
