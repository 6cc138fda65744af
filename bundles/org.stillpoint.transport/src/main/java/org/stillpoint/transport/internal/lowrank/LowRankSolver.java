package org.stillpoint.transport.internal.lowrank;

import java.util.Arrays;
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
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.LowRankPlan;
import org.stillpoint.api.problem.transport.LowRankProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.transport.internal.iteration.StoppingRule;

/**
 * Transport by plans of low nonnegative rank: mirror descent on the factors, with projections onto the factors of right marginals
 * ({@link MirrorDescent}). For squared Euclidean distances a step takes time and memory in proportion to the numbers of points, since the
 * matrix of costs has the rank d + 2 and is never formed. The seed chooses the start, and so which stationary point is found.
 */
@Component
@Designate(ocd = LowRankOptions.class)
@SolverInfo(id = "transport.low-rank", family = "transport", problem = LowRankProblem.TYPE,
        title = "Low-rank transport: mirror descent on the factors of the plan",
        paper = "Scetbon, Cuturi and Peyre: Low-rank Sinkhorn factorization, 2021, arXiv:2103.04737")
public final class LowRankSolver implements Solver<LowRankProblem, LowRankPlan> {

    /** The part of the tolerance to which marginals are made to fit. */
    private static final double PART = 0.01;
    private static final double LARGEST_ERROR = 1e-8;

    @Override
    public Solution<LowRankPlan> solve(LowRankProblem problem, SolveContext context) throws SolverException {
        LowRankOptions options = context.options(LowRankOptions.class);
        int[] sources = CostProducts.usable(problem.source().weights());
        int[] targets = CostProducts.usable(problem.target().weights());
        StoppingRule rule = new StoppingRule(context, options.tolerance(), options.maxIterations(), 0);
        MirrorDescent descent = new MirrorDescent(CostProducts.of(problem, sources, targets, context),
                weights(problem.source(), sources), weights(problem.target(), targets), problem.rank(), problem.epsilon(),
                Math.min(LARGEST_ERROR, PART * options.tolerance()), rule::report, context.blas());
        double residual = Double.NaN;
        Status status = null;
        long iterations = 0;
        if (descent.start(new RandomStream(context.seed()))) {
            residual = descent.residual();
            status = rule.check(iterations, residual);
        } else {
            status = context.interruption();
        }
        while (status == null) {
            if (!descent.step()) {
                status = rule.report() ? Status.STAGNATED : context.interruption();
            } else {
                residual = descent.residual();
                status = rule.check(++iterations, residual);
            }
        }
        return Solution.of(status, value(problem, descent, sources, targets)).residual(residual, options.tolerance())
                .count(Counter.ITERATIONS, iterations).build();
    }

    private static double[] weights(Measure measure, int[] places) {
        return Arrays.stream(places).mapToDouble(place -> measure.weights()[place]).toArray();
    }

    private static LowRankPlan value(LowRankProblem problem, MirrorDescent descent, int[] sources, int[] targets) {
        return new LowRankPlan(spread(descent.source(), sources, problem.source().size()),
                spread(descent.target(), targets, problem.target().size()), descent.masses(), descent.source().potentials.clone(),
                descent.target().potentials.clone());
    }

    private static DMatrixRMaj spread(Factor factor, int[] places, int size) {
        DMatrixRMaj all = new DMatrixRMaj(size, factor.rank);
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(factor.entries, i * factor.rank, all.data, places[i] * factor.rank, factor.rank);
        }
        return all;
    }

    /** Two pairs of points each of which is near one of the others. */
    @Override
    public LowRankProblem selfCheck() {
        return new LowRankProblem(Measure.uniform(new DMatrixRMaj(new double[] {0, 1, 10, 11})),
                Measure.uniform(new DMatrixRMaj(new double[] {0.5, 1.5, 10.5, 12})), GroundCost.Distance.SQUARED_EUCLIDEAN, 2, 0);
    }

    /** Some hundred steps over the factors; over the costs where these are no squared distances. */
    @Override
    public double expectedSeconds(LowRankProblem problem) {
        double points = problem.source().size() + problem.target().size();
        double costs = problem.squaredEuclidean() ? points * problem.source().points().numCols
                : 1.0 * problem.source().size() * problem.target().size();
        return 1e-4 + 1e-6 * problem.rank() * (points + costs / 10);
    }
}
