package org.stillpoint.recurrence.internal.prediction;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod;
import org.stillpoint.api.problem.recurrence.ScalarFunction;
import org.stillpoint.api.problem.recurrence.SmoothMinimisation;
import org.stillpoint.api.problem.recurrence.StationaryPoint;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.path.FirstOrderStep;
import org.stillpoint.recurrence.internal.path.Himmelblau;
import org.stillpoint.recurrence.internal.run.Counters;

/**
 * Takes the steps of a first-order method in rounds of N: from the state s_0,
 *
 * <pre>
 *   s_i = step(s_{i-1}, p(x_{i-1})), i = 1..N-1,   g_i = grad f(x_i), i = 0..N-1, side by side,   s_0 &lt;- step(s_j, g_j),
 * </pre>
 *
 * where p predicts gradients from those seen so far and j is the last point that right predictions lead to (or one chosen otherwise). As
 * long as predictions are right a round goes as far as N steps of the plain method in the time of one gradient; where they are not, it is
 * at least one step. Source: Shu et al.: OptEx: expediting first-order optimization with approximately parallelized iterations, 2024,
 * arXiv:2402.11427, algorithm 1; the choice of j by agreement is this solver's own.
 */
@Component
@Designate(ocd = PredictionOptions.class)
@SolverInfo(id = "recurrence.predicted-gradients", family = "recurrence", problem = SmoothMinimisation.TYPE,
        title = "First-order methods with predicted gradients",
        paper = "Shu et al.: OptEx: expediting first-order optimization with approximately parallelized iterations, 2024, arXiv:2402.11427")
public final class PredictedGradientsSolver implements Solver<SmoothMinimisation, StationaryPoint> {

    /** The part of the tolerance that rounding in another order may take. */
    private static final double ROUNDING = 1e-9;
    /** By how much gradients may grow over the first one before the method is said to diverge. */
    private static final double DIVERGENCE = 1e12;
    /** What counts as progress. */
    private static final double PROGRESS = 0.99;

    @Override
    public Solution<StationaryPoint> solve(SmoothMinimisation problem, SolveContext context) throws SolverException {
        PredictionOptions options = context.options(PredictionOptions.class);
        ScalarFunction function = problem.function(context);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return new Search(problem, function, options, context, team).run();
        }
    }

    /** One solve. */
    private static final class Search {

        private final SmoothMinimisation problem;
        private final ScalarFunction function;
        private final PredictionOptions options;
        private final SolveContext context;
        private final ThreadTeam team;
        private final double[] best;
        private double bestNorm = Double.POSITIVE_INFINITY;
        private double markNorm = Double.POSITIVE_INFINITY;
        private long markRound;
        private long rounds;
        private long evaluations;

        Search(SmoothMinimisation problem, ScalarFunction function, PredictionOptions options, SolveContext context, ThreadTeam team) {
            this.problem = problem;
            this.function = function;
            this.options = options;
            this.context = context;
            this.team = team;
            best = problem.start().clone();
        }

        private PredictedSteps steps(int parallel) {
            FirstOrderStep step = new FirstOrderStep(problem.method(), function.dimension());
            return new PredictedSteps(function, step, problem.start(), options, parallel, team);
        }

        Solution<StationaryPoint> run() {
            PredictedSteps steps = steps(options.parallelSteps());
            Status status = null;
            double divergence = Double.POSITIVE_INFINITY;
            while (status == null) {
                steps.evaluate();
                rounds++;
                evaluations += steps.evaluations();
                note(steps);
                if (rounds == 1) {
                    divergence = DIVERGENCE * Math.max(1, steps.norm(0));
                }
                status = judge(steps, divergence);
                if (!context.proceed(rounds, evaluations, bestNorm) && status == null) {
                    status = context.interruption();
                }
                if (status == null) {
                    steps.advance();
                }
            }
            double value = function.value(best);
            double residual = bestNorm < Double.POSITIVE_INFINITY ? bestNorm : Double.NaN;
            Solution.Builder<StationaryPoint> solution = Solution.of(status, new StationaryPoint(best, value))
                    .residual(residual, options.tolerance()).count(Counter.ITERATIONS, rounds)
                    .count(Counters.GRADIENT_EVALUATIONS, evaluations);
            if (status == Status.CONVERGED && options.compare()) {
                compare(solution);
            }
            return solution.build();
        }

        private void note(PredictedSteps steps) {
            int least = steps.best();
            if (steps.norm(least) < bestNorm) {
                bestNorm = steps.norm(least);
                System.arraycopy(steps.point(least), 0, best, 0, best.length);
            }
            if (bestNorm < PROGRESS * markNorm) {
                markNorm = bestNorm;
                markRound = rounds;
            }
        }

        private Status judge(PredictedSteps steps, double divergence) {
            if (bestNorm <= options.tolerance() * (1 - ROUNDING)) {
                return Status.CONVERGED;
            }
            double norm = steps.norm(0);
            if (!(norm <= divergence)) {
                return rounds > 1 && (!Double.isNaN(norm) || !VectorKernels.isFinite(steps.point(0))) ? Status.DIVERGED : Status.NONFINITE;
            }
            if (rounds >= options.maxIterations()) {
                return Status.ITERATION_LIMIT;
            }
            return rounds - markRound > Math.max(options.patience(), rounds / 2) ? Status.STAGNATED : null;
        }

        /** Counts the rounds of the plain method up to the same norm of the gradient. */
        private void compare(Solution.Builder<StationaryPoint> solution) {
            PredictedSteps plain = steps(1);
            for (long round = 1; round <= options.maxIterations(); round++) {
                plain.evaluate();
                if (plain.norm(0) <= bestNorm) {
                    solution.count(Counters.PLAIN_ROUNDS, round).count(Counters.ROUNDS_SAVED, round - rounds);
                    return;
                }
                if (!context.proceed(rounds + round, evaluations + round, bestNorm)) {
                    break;
                }
                plain.advance();
            }
            solution.warn("the plain method was not followed up to the same norm of the gradient");
        }
    }

    /** The function of Himmelblau, which this bundle offers, by gradient descent. */
    @Override
    public SmoothMinimisation selfCheck() {
        return new SmoothMinimisation(Himmelblau.NAME, FunctionFactory.NO_PARAMETERS, new double[] {0, 0},
                new FirstOrderMethod(FirstOrderMethod.Rule.GRADIENT_DESCENT, 0.01));
    }

    /** Some hundred rounds. */
    @Override
    public double expectedSeconds(SmoothMinimisation problem) {
        return 1e-2 + 1e-4 * problem.start().length;
    }
}
