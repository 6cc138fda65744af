package org.stillpoint.transport.internal.instance;

import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;

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
     * Prepares a problem on the calling thread alone.
     *
     * @throws SolverException if the costs cannot be computed, are not finite or do not fit into an array
     */
    public TransportInstance(TransportProblem problem, Functions functions) throws SolverException {
        this(problem, functions, new ThreadTeam(Runnable::run, 1));
    }

    /**
     * Prepares a problem.
     *
     * @param team who computes the costs
     * @throws SolverException if the costs cannot be computed, are not finite or do not fit into an array
     */
    public TransportInstance(TransportProblem problem, Functions functions, ThreadTeam team) throws SolverException {
        this(problem, functions, team, UsablePoints.of(problem.source(), problem.sourceRule(), problem.regulariser()),
                UsablePoints.of(problem.target(), problem.targetRule(), problem.regulariser()));
    }

    /**
     * Prepares a problem with its usable points in an order of their own.
     *
     * @param team who computes the costs
     * @param source the usable points of the source
     * @param target the usable points of the target
     * @throws SolverException if the costs cannot be computed, are not finite or do not fit into an array
     */
    public TransportInstance(TransportProblem problem, Functions functions, ThreadTeam team, UsablePoints source, UsablePoints target)
            throws SolverException {
        this.problem = problem;
        this.source = source;
        this.target = target;
        if ((long) source.size() * target.size() > Integer.MAX_VALUE - 8) {
            throw new SolverException(source.size() + " x " + target.size() + " costs do not fit into memory as a matrix");
        }
        CostTable table = new CostTable(CostRows.of(problem, functions), source, target);
        CostUnits units = table.fill(team);
        double scale = units.of(problem.costScale());
        table.divide(scale, team);
        costs = table.costs();
        largestCost = units.largest() / scale;
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

    /** The indices of the usable source points among all, in the order of the rows. */
    public int[] sourcePoints() {
        return source.indices();
    }

    /** The indices of the usable target points among all, in the order of the columns. */
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
