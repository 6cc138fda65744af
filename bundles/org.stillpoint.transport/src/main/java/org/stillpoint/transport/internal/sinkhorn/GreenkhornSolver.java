package org.stillpoint.transport.internal.sinkhorn;

import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MarginalRule.Kind;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.instance.EntropicProblems;
import org.stillpoint.transport.internal.iteration.RelativeTolerance;

/**
 * Entropic transport by greedy scaling: in each step the one row or column is scaled whose marginal is farthest off, as {@link
 * GreedyScaling} says. A step takes as many operations as there are points, so as many steps as points make up a sweep. Both marginals are
 * exact.
 */
@Component
@Designate(ocd = GreenkhornOptions.class)
@SolverInfo(id = "transport.greenkhorn", family = "transport", problem = TransportProblem.TYPE,
        title = "Entropic transport: greedy scaling",
        paper = "Altschuler, Weed and Rigollet: Near-linear time approximation algorithms for optimal transport via Sinkhorn iteration, "
                + "2017, arXiv:1705.09634")
public final class GreenkhornSolver implements Solver<TransportProblem, TransportPlan> {

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        return RelativeTolerance.solve(problem, context, this::transport);
    }

    private Solution<TransportPlan> transport(TransportProblem problem, SolveContext context) throws SolverException {
        if (!isBalanced(problem)) {
            throw new SolverException("greedy scaling needs exact marginals; these are " + problem.sourceRule().kind() + " and "
                    + problem.targetRule().kind());
        }
        GreenkhornOptions options = context.options(GreenkhornOptions.class);
        Progress progress = new Progress(context);
        try (EntropicTransport transport = new EntropicTransport(problem, context, false, progress)) {
            return new GreedyIteration(transport, options, progress).run();
        }
    }

    private static boolean isBalanced(TransportProblem problem) {
        return problem.sourceRule().kind() == Kind.EXACT && problem.targetRule().kind() == Kind.EXACT;
    }

    /** Three points on a line to three others. */
    @Override
    public TransportProblem selfCheck() {
        return SinkhornSolver.threePoints();
    }

    /** Some hundred times as many steps as points, each of which visits all of these. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        double points = (double) problem.source().size() + problem.target().size();
        boolean possible = EntropicProblems.isEntropic(problem) && isBalanced(problem) && EntropicTransport.fitsMatrix(problem);
        return possible ? 1e-3 + 3e-7 * points * points : Double.POSITIVE_INFINITY;
    }

    /** Steps at falling epsilons, then at that of the problem. */
    private static final class GreedyIteration {

        private static final double ROUNDING = 0x1p-46;
        private static final int MOST_MEASUREMENTS = 5;

        private final EntropicTransport transport;
        private final GreenkhornOptions options;
        private final Progress progress;
        private final GreedyScaling scaling;
        private final int points;
        private final double goal;
        private long steps;
        private double measured = Double.NaN;

        GreedyIteration(EntropicTransport transport, GreenkhornOptions options, Progress progress) {
            this.transport = transport;
            this.options = options;
            this.progress = progress;
            scaling = new GreedyScaling(transport.rows(), transport.sourceWeights(), transport.targetWeights());
            points = transport.sourceWeights().length + transport.targetWeights().length;
            goal = options.tolerance() - Math.min(ROUNDING * Math.max(transport.mass(), 1), options.tolerance() / 2);
        }

        private Solution<TransportPlan> run() {
            EpsilonLevels levels = EpsilonLevels.of(options.scalingStart() * transport.largestCost(), transport.epsilon(),
                    options.scalingFactor());
            Status status = null;
            for (int level = 0; level < levels.count() && status == null; level++) {
                status = run(levels.at(level), options.scalingError() * transport.mass(), false);
            }
            long warmUp = steps;
            status = status == null || status == Status.ITERATION_LIMIT ? run(transport.epsilon(), goal, true) : status;
            boolean converged = status == Status.CONVERGED;
            progress.finish();
            transport.sweeps().resume();
            if (scaling.epsilon() != transport.epsilon()) {
                transport.place(scaling.kernelF(), scaling.kernelG());
                transport.sweeps().start(transport.epsilon());
                transport.sweeps().sweep(0);
                measured = transport.sweeps().measuredError();
            } else if (!converged) {
                measure();
            }
            Solution.Builder<TransportPlan> solution = Solution.of(status, transport.plan(options.planEntries()))
                    .residual(measured, options.tolerance())
                    .count(Counter.ITERATIONS, steps).count(Counter.OPERATOR_EVALUATIONS, steps / points)
                    .count(Counter.WARM_UP, warmUp).count(Counter.FINISH, steps - warmUp);
            if (status == Status.STAGNATED) {
                solution.warn(String.format(Locale.ROOT, "The marginal error stopped falling at %.1e: single steps are too slow here, or "
                        + "the mass of %.3g is rounded to that.", measured, transport.mass()));
            }
            return solution.build();
        }

        /** Steps at one epsilon; null where its goal is reached and is not that of the problem. */
        private Status run(double epsilon, double least, boolean last) {
            if (!scaling.start(epsilon)) {
                return progress.interruption();
            }
            double bestBefore = Double.POSITIVE_INFINITY;
            long nextCheck = steps + 1000L * points;
            int measurements = 0;
            double aim = least;
            while (true) {
                if (scaling.error() <= aim) {
                    if (!last) {
                        return null;
                    }
                    measure();
                    if (measured <= least) {
                        return Status.CONVERGED;
                    }
                    if (++measurements == MOST_MEASUREMENTS) {
                        return Status.STAGNATED;
                    }
                    aim /= 2;
                    scaling.refresh();
                }
                if (!Double.isFinite(scaling.error())) {
                    return Status.NONFINITE;
                }
                if (steps >= options.maxIterations()) {
                    return Status.ITERATION_LIMIT;
                }
                if (steps >= nextCheck) {
                    if (scaling.error() > 0.99 * bestBefore) {
                        return Status.STAGNATED;
                    }
                    bestBefore = scaling.error();
                    nextCheck = 2 * steps;
                }
                if (!scaling.step()) {
                    return progress.interruption();
                }
                progress.count(last ? scaling.error() : Double.NaN);
                steps++;
                if (!progress.goOn()) {
                    return progress.interruption();
                }
            }
        }

        private void measure() {
            transport.place(scaling.kernelF(), scaling.kernelG());
            transport.centre();
            measured = transport.sweeps().measuredError();
        }
    }
}
