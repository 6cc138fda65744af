package org.stillpoint.transport.internal.flow;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.FlowCoupling;
import org.stillpoint.api.problem.transport.RectifiedFlowProblem;

/**
 * Rectified flows for a convex cost c. Each round fits potentials f_t, linear in features, to the pairs (X_0, X_1) and moves the sources by
 * the velocity that they give:
 *
 * <pre>
 *   f = argmin of the integral over t of E[c*(grad f_t(X_t)) - (X_1 - X_0)'grad f_t(X_t)],   X_t = t X_1 + (1 - t) X_0,
 *   dZ/dt = grad c*(grad f_t(Z)),   Z_0 = X_0,   X_1 &lt;- Z_1.
 * </pre>
 *
 * The potentials are linear in the time in each of some bins, and the differential equation is solved by the classical Runge-Kutta method.
 * A round that would raise the cost, or take the ends further from the targets than the problem allows, is not made: what errors of
 * sampling and of the features do ends the run.
 */
@Component
@Designate(ocd = RectifiedFlowOptions.class)
@SolverInfo(id = "transport.rectified-flow", family = "transport", problem = RectifiedFlowProblem.TYPE,
        title = "Rectified flow with linear features",
        paper = "Liu: Rectified flow: a marginal preserving approach to optimal transport, 2022, arXiv:2209.14577")
public final class RectifiedFlowSolver implements Solver<RectifiedFlowProblem, FlowCoupling> {

    /** By how much rounding may change a residual, relative to the tolerance. */
    private static final double ROUNDING = 1e-9;
    private static final int PAIRS_FOR_A_CENTRE = 8;
    /** The part of a round's ridge beyond the least that the next round keeps. */
    private static final double RIDGE_DECAY = 0.01;

    @Override
    public Solution<FlowCoupling> solve(RectifiedFlowProblem problem, SolveContext context) throws SolverException {
        RectifiedFlowOptions options = context.options(RectifiedFlowOptions.class);
        ConjugateCost cost = new ConjugateCost(problem.exponent());
        FlowFeatures features = new FlowFeatures(allPoints(problem), options.degree(),
                Math.min(options.centres(), problem.pairs() / PAIRS_FOR_A_CENTRE));
        FlowRound round = new FlowRound(options, cost, features, problem.dimension());
        double[] costs = {mean(problem.source(), problem.target(), cost)};
        DMatrixRMaj ends = problem.target();
        double residual = costs[0] == 0 ? 0 : 1;
        Status status = Double.isFinite(costs[0]) ? null : Status.NONFINITE;
        String warning = null;
        while (status == null) {
            int rounds = costs.length - 1;
            double reported = residual;
            if (residual <= options.tolerance() * (1 - ROUNDING)) {
                status = Status.CONVERGED;
            } else if (rounds >= options.maxIterations()) {
                status = Status.ITERATION_LIMIT;
            } else {
                double noise = options.noise() / problem.pairs() * Math.pow(RIDGE_DECAY, rounds);
                double ridge = Math.max(options.ridge(), noise);
                BooleanSupplier proceed = () -> context.proceed(rounds, reported);
                DMatrixRMaj next = round.ends(problem.source(), ends, ridge, proceed);
                double nextCost = next == null ? Double.NaN : mean(problem.source(), next, cost);
                if (next == null) {
                    status = context.interruption();
                } else if (!Double.isFinite(nextCost)) {
                    status = Status.NONFINITE;
                } else {
                    warning = objection(problem, next, costs[rounds], nextCost);
                    status = warning == null ? null : Status.STAGNATED;
                }
                if (status == null) {
                    ends = next;
                    residual = (costs[rounds] - nextCost) / costs[0];
                    costs = Arrays.copyOf(costs, rounds + 2);
                    costs[rounds + 1] = nextCost;
                }
            }
        }
        Solution.Builder<FlowCoupling> solution = Solution.of(status, new FlowCoupling(ends, costs))
                .residual(residual, options.tolerance()).count(Counter.ITERATIONS, costs.length - 1);
        return (warning == null ? solution : solution.warn(warning)).build();
    }

    /** What speaks against a round; null for nothing. */
    private static String objection(RectifiedFlowProblem problem, DMatrixRMaj next, double before, double after) {
        if (after > before) {
            return "The next round would raise the cost from " + before + " to " + after + ", by errors of sampling and of the features.";
        }
        double coefficient = EnergyCoefficient.of(next, problem.target());
        return coefficient <= problem.marginalTolerance() ? null : "The next round would take the ends to an energy coefficient of "
                + coefficient + " from the targets; more features, or more samples, keep them nearer.";
    }

    private static double mean(DMatrixRMaj source, DMatrixRMaj ends, ConjugateCost cost) {
        double sum = 0;
        for (int entry = 0; entry < source.getNumElements(); entry++) {
            sum += cost.cost(ends.data[entry] - source.data[entry]);
        }
        return sum / source.numRows;
    }

    /** The sources, the middles of the pairs, and the targets. */
    private static DMatrixRMaj allPoints(RectifiedFlowProblem problem) {
        int pairs = problem.pairs();
        DMatrixRMaj points = new DMatrixRMaj(3 * pairs, problem.dimension());
        for (int i = 0; i < pairs; i++) {
            for (int j = 0; j < problem.dimension(); j++) {
                double x = problem.source().get(i, j);
                double y = problem.target().get(i, j);
                points.set(i, j, x);
                points.set(pairs + i, j, (x + y) / 2);
                points.set(2 * pairs + i, j, y);
            }
        }
        return points;
    }

    /** Pairs on a line in the wrong order: crossing lines are what a flow cannot follow. */
    @Override
    public RectifiedFlowProblem selfCheck() {
        int pairs = 24;
        DMatrixRMaj source = new DMatrixRMaj(pairs, 1);
        DMatrixRMaj target = new DMatrixRMaj(pairs, 1);
        for (int i = 0; i < pairs; i++) {
            source.set(i, 0, i);
            target.set(i, 0, 30 + i * 5 % pairs);
        }
        return new RectifiedFlowProblem(source, target, 2, 0.05);
    }

    /** Some rounds, each of which accumulates a matrix of the features for each bin and solves with it. */
    @Override
    public double expectedSeconds(RectifiedFlowProblem problem) {
        return 1e-2 + 2e-4 * problem.pairs() * problem.dimension();
    }
}
