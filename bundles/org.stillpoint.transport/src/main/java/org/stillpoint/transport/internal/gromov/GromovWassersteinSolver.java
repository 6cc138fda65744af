package org.stillpoint.transport.internal.gromov;

import java.util.Optional;
import java.util.SplittableRandom;
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
import org.stillpoint.api.problem.transport.GromovWasserstein;
import org.stillpoint.api.problem.transport.GromovWassersteinProblem;
import org.stillpoint.transport.internal.iteration.StoppingRule;

/**
 * Gromov-Wasserstein transport from several {@link Starts}: without entropy by {@link ConditionalGradient}, with entropy by {@link
 * MirrorDescent}, balanced, partial or fused. The problem is not convex; the best of the stationary plans is kept.
 */
@Component
@Designate(ocd = GromovWassersteinOptions.class)
@SolverInfo(id = "transport.gromov-wasserstein", family = "transport", problem = GromovWassersteinProblem.TYPE,
        title = "Gromov-Wasserstein transport: conditional gradients, mirror descent with entropy",
        paper = "Peyre, Cuturi and Solomon: Gromov-Wasserstein averaging of kernel and distance matrices, ICML 2016; Vayer, Chapel, "
                + "Flamary, Tavenard and Courty: Optimal transport for structured data with application on graphs, 2019, "
                + "arXiv:1805.09114; Chapel, Alaya and Gasso: Partial optimal transport with applications on positive-unlabeled "
                + "learning, 2020, arXiv:2002.08276; Memoli: Gromov-Wasserstein distances and the metric approach to object matching, "
                + "2011, doi:10.1007/s10208-011-9093-5")
public final class GromovWassersteinSolver implements Solver<GromovWassersteinProblem, GromovWasserstein> {

    /** What rounding can make of a value of 0, in parts of its magnitudes. */
    private static final double ZERO = 0x1p-46;
    private static final double EXPONENT_ROUNDING = 0x1p-50;

    @Override
    public Solution<GromovWasserstein> solve(GromovWassersteinProblem problem, SolveContext context) throws SolverException {
        if ((long) problem.source().length * problem.target().length > Integer.MAX_VALUE - 8) {
            throw new SolverException("a plan of " + problem.source().length + " x " + problem.target().length
                    + " entries does not fit into memory");
        }
        return new Solve(problem, context).run();
    }

    /** One solve. */
    private static final class Solve {

        private final GromovWassersteinProblem problem;
        private final SolveContext context;
        private final GromovWassersteinOptions options;
        private final Distortion distortion;
        private final ConditionalGradient descent;
        private final Starts starts;
        private final SplittableRandom random;
        private final double rounding;
        private final double magnitude;
        private StationaryPlan best;
        private Status interruption;
        private long steps;

        Solve(GromovWassersteinProblem problem, SolveContext context) {
            this.problem = problem;
            this.context = context;
            options = context.options(GromovWassersteinOptions.class);
            distortion = new Distortion(problem, context.blas());
            descent = new ConditionalGradient(problem, context, distortion);
            starts = new Starts(problem);
            random = new SplittableRandom(context.seed());
            double[] product = starts.product();
            magnitude = distortion.magnitude(product);
            double mass = 0;
            for (double entry : product) {
                mass += entry;
            }
            rounding = problem.epsilon() > 0 ? EXPONENT_ROUNDING * magnitude / (mass * problem.epsilon()) : 0;
        }

        Solution<GromovWasserstein> run() throws SolverException {
            int done = 0;
            int winner = 0;
            while (done < options.starts() && interruption == null && !perfect()) {
                StationaryPlan found = from(done);
                if (found != null && found.betterThan(best)) {
                    best = found;
                    winner = done;
                }
                done++;
            }
            Status status = interruption == null ? best.status() : interruption;
            return Solution.of(status, new GromovWasserstein(best.value(), best.plan())).residual(best.residual(), options.tolerance())
                    .count(Counter.ITERATIONS, steps).count("starts", done)
                    .warn("The plan is a stationary point, the best that " + done + (done == 1 ? " start" : " starts")
                            + " led to, found from " + name(winner) + "; that there is no better one is not proved.")
                    .build();
        }

        private String name(int start) {
            boolean given = context.start(GromovWasserstein.class).isPresent();
            return switch (given ? start - 1 : start) {
                case -1 -> "the plan given";
                case 0 -> "the product of the weights";
                case 1 -> "the plan between distributions of distances";
                default -> "a random plan";
            };
        }

        /** Whether the value is 0, below which there is none. */
        private boolean perfect() {
            return best != null && best.status() == Status.CONVERGED && !problem.fused() && problem.epsilon() == 0
                    && best.value() <= ZERO * magnitude;
        }

        private StationaryPlan from(int number) throws SolverException {
            StoppingRule rule = new StoppingRule(context, options.tolerance(), steps + options.maxIterations(), rounding, steps);
            double[] start = start(number, rule);
            if (start == null) {
                interruption = context.interruption();
                return null;
            }
            StationaryPlan found = problem.epsilon() > 0
                    ? new MirrorDescent(problem, context, distortion, options.tolerance()).run(start, rule, steps + 1)
                    : descent.run(start, rule, steps + 1);
            steps = found.lastStep();
            if (found.status().isInterruption() || found.status() == Status.NONFINITE) {
                interruption = found.status();
            }
            return found;
        }

        /** The plan to start from; null if the run was interrupted before there was one. */
        private double[] start(int number, StoppingRule rule) throws SolverException {
            Optional<GromovWasserstein> given = context.start(GromovWasserstein.class);
            int kind = given.isPresent() ? number - 1 : number;
            return switch (kind) {
                case -1 -> entries(given.orElseThrow());
                case 0 -> starts.product();
                case 1 -> descent.vertex(starts.localDistributions(), rule);
                default -> starts.mixed(descent.vertex(starts.random(random), rule), random.nextDouble());
            };
        }

        private double[] entries(GromovWasserstein given) throws SolverException {
            int columns = problem.target().length;
            if (given.transport().f().length != problem.source().length || given.transport().g().length != columns) {
                throw new SolverException("the start is a plan of " + given.transport().f().length + " x " + given.transport().g().length
                        + " entries; expected " + problem.source().length + " x " + columns);
            }
            double[] entries = new double[distortion.entries()];
            for (int k = 0; k < entries.length; k++) {
                entries[k] = given.transport().plan().get(k / columns, k % columns);
            }
            return entries;
        }
    }

    /** Three points on a line to three others, of which only the distances are known. */
    @Override
    public GromovWassersteinProblem selfCheck() {
        return new GromovWassersteinProblem(new DMatrixRMaj(new double[][] {{0, 1, 2}, {1, 0, 1}, {2, 1, 0}}),
                new DMatrixRMaj(new double[][] {{0, 1, 2.5}, {1, 0, 1.5}, {2.5, 1.5, 0}}), new double[] {0.2, 0.5, 0.3},
                new double[] {0.3, 0.3, 0.4});
    }

    /** Some ten steps from each start, each of them products of matrices and a linear problem. */
    @Override
    public double expectedSeconds(GromovWassersteinProblem problem) {
        double n = problem.source().length;
        double m = problem.target().length;
        return 1e-3 + 8e-8 * n * m * (n + m) + 4e-8 * n * m * Math.sqrt(n + m);
    }
}
