package org.stillpoint.transport.internal.divergence;

import java.util.Arrays;
import java.util.Locale;
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
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.SinkhornDivergence;
import org.stillpoint.api.problem.transport.SinkhornDivergenceProblem;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.iteration.AdaptiveRelaxation;
import org.stillpoint.transport.internal.iteration.EntropicPair;
import org.stillpoint.transport.internal.iteration.StoppingRule;
import org.stillpoint.transport.internal.kernel.DenseRows;

/**
 * Sinkhorn divergences from three problems of entropic transport: Sinkhorn's iteration in logarithms between the measures, its symmetric
 * form f = (f + t F) / 2 within each of them ({@link EntropicPair}), and the divergence as the difference of the dual values
 *
 * <pre>
 *   D(f, g) = A_(f) + B_(g) - epsilon (sum of P - mass(a) mass(b)),   S = D_ab - D_aa / 2 - D_bb / 2 + epsilon / 2 (mass(a) - mass(b))^2.
 * </pre>
 *
 * Where the weight of the entropy is small, larger ones lead there first, each a quarter of the one before. The value is never cut off at
 * 0: while one is negative the
 * iteration goes on, and one that stays so is not claimed to be the divergence.
 */
@Component
@Designate(ocd = SinkhornDivergenceOptions.class)
@SolverInfo(id = "transport.divergence", family = "transport", problem = SinkhornDivergenceProblem.TYPE,
        title = "Sinkhorn divergence: three entropic problems",
        paper = "Feydy, Sejourne, Vialard, Amari, Trouve and Peyre: Interpolating between optimal transport and MMD using Sinkhorn "
                + "divergences, 2019, arXiv:1810.08278; Sejourne et al.: Sinkhorn divergences for unbalanced optimal transport, 2019, "
                + "arXiv:1910.12958")
public final class SinkhornDivergenceSolver implements Solver<SinkhornDivergenceProblem, SinkhornDivergence> {

    private static final double STAGE = 0.25;
    private static final double STAGE_ERROR = 0.01;
    private static final int STAGE_SWEEPS = 50;
    /** How many times smaller the error is made, and in how many sweeps at most, where the sign of the value is in doubt. */
    private static final double TIGHTER = 0.1;
    private static final int DECIDING_SWEEPS = 1000;
    /** What rounding can change in a value, relative to the largest magnitude of what is added up. */
    private static final double ROUNDING = 0x1p-44;
    /** By how much the error bound is larger than it has to be, so that who computes it again finds it large enough. */
    private static final double SLACK = 0x1p-10;
    /** What rounding of the exponents can change in marginal errors, relative to the mass and to the costs over epsilon. */
    private static final double EXPONENT_ROUNDING = 0x1p-50;

    @Override
    public Solution<SinkhornDivergence> solve(SinkhornDivergenceProblem problem, SolveContext context) throws SolverException {
        SinkhornDivergenceOptions options = context.options(SinkhornDivergenceOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return new Solve(problem, context, options, team).run();
        }
    }

    /** One solve. */
    private static final class Solve {

        private final SinkhornDivergenceProblem problem;
        private final SolveContext context;
        private final StoppingRule rule;
        private final ThreadTeam team;
        private final double epsilon;
        private final double largestCost;
        private final double rounding;
        private final long maxIterations;
        private final boolean same;
        private AdaptiveRelaxation relaxation = new AdaptiveRelaxation();
        private final EntropicPair between;
        private final EntropicPair source;
        private final EntropicPair target;
        private boolean interrupted;
        private long sweeps;
        private long warmUp;

        Solve(SinkhornDivergenceProblem problem, SolveContext context, SinkhornDivergenceOptions options, ThreadTeam team)
                throws SolverException {
            this.problem = problem;
            this.context = context;
            this.team = team;
            TransportInstance instance = instance(problem.between());
            epsilon = instance.epsilon();
            largestCost = instance.largestCost();
            double mass = Math.max(problem.source().mass(), problem.target().mass());
            rounding = EXPONENT_ROUNDING * mass * largestCost / epsilon;
            rule = new StoppingRule(context, options.tolerance(), options.maxIterations(), rounding);
            maxIterations = options.maxIterations();
            same = problem.source().equals(problem.target());
            between = pair(instance, problem.source(), problem.target());
            source = pair(instance(problem.within(problem.source(), epsilon)), problem.source(), problem.source());
            target = pair(instance(problem.within(problem.target(), epsilon)), problem.target(), problem.target());
        }

        /** The costs between all points, those without weight too. */
        private TransportInstance instance(TransportProblem transport) throws SolverException {
            TransportProblem everywhere = TransportProblem.of(even(transport.source()), even(transport.target()), transport.cost())
                    .regulariser(transport.regulariser(), transport.epsilon()).epsilonUnit(transport.epsilonUnit()).build();
            return new TransportInstance(everywhere, context);
        }

        private static Measure even(Measure measure) {
            double[] weights = new double[measure.size()];
            Arrays.fill(weights, 1.0 / weights.length);
            return new Measure(weights, measure.points());
        }

        private EntropicPair pair(TransportInstance instance, Measure from, Measure to) {
            DenseRows costs = new DenseRows(instance.costs(), instance.sources(), instance.targets(), team, this::goOn);
            DenseRows patient = new DenseRows(instance.costs(), instance.sources(), instance.targets(), team, () -> true);
            EntropicPair pair = new EntropicPair(costs, patient, () -> interrupted, from.weights(), to.weights(), problem.penalty());
            pair.variation(variation(instance));
            return pair;
        }

        /** The largest difference between costs to the same target point. */
        private static double variation(TransportInstance instance) {
            double largest = 0;
            for (int j = 0; j < instance.targets(); j++) {
                double least = Double.POSITIVE_INFINITY;
                double most = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < instance.sources(); i++) {
                    double cost = instance.costs()[i * instance.targets() + j];
                    least = Math.min(least, cost);
                    most = Math.max(most, cost);
                }
                largest = Math.max(largest, most - least);
            }
            return largest;
        }

        private boolean goOn() {
            interrupted = interrupted || !rule.report();
            return !interrupted;
        }

        Solution<SinkhornDivergence> run() {
            double stage = largestCost;
            while (stage * STAGE > epsilon && !interrupted) {
                stage *= STAGE;
                weight(stage);
                double error = Double.POSITIVE_INFINITY;
                for (int sweep = 0; sweep < STAGE_SWEEPS && !(error <= STAGE_ERROR * problem.source().mass()) && !interrupted; sweep++) {
                    error = sweep(0);
                    warmUp++;
                }
            }
            weight(epsilon);
            relaxation = new AdaptiveRelaxation();
            double known = error(measure());
            Status status = interrupted ? context.interruption() : rule.check(warmUp, known);
            while (status == null) {
                sweeps++;
                double error = sweep(rule.goal());
                if (error <= rule.goal()) {
                    error = error(measure());
                }
                // Before the first sweep the error is known from the measurement only.
                known = Double.isInfinite(error) ? known : error;
                status = interrupted ? context.interruption() : rule.check(warmUp + sweeps, known);
            }
            return solution(status);
        }

        private void weight(double value) {
            between.epsilon(value);
            source.epsilon(value);
            target.epsilon(value);
        }

        private double sweep(double goal) {
            double error = Math.max(source.symmetricStep(goal), target.symmetricStep(goal));
            if (interrupted) {
                return Double.NaN;
            }
            if (same) {
                return Math.max(error, between.symmetricStep(goal));
            }
            double own = between.sweep(goal, relaxation.omega());
            if (Double.isFinite(own)) {
                relaxation.observe(own);
            }
            return Math.max(error, own);
        }

        private EntropicPair.Measured[] measure() {
            return new EntropicPair.Measured[] {between.measure(), source.measure(), target.measure()};
        }

        private static double error(EntropicPair.Measured[] measured) {
            return Math.max(measured[0].error(), Math.max(measured[1].error(), measured[2].error()));
        }

        /**
         * The value of the present potentials.
         *
         * @param error the marginal error
         * @param bound how far the exact divergence can be from the value
         * @param rounding the part of the bound that rounding makes
         */
        private record Valued(double value, double error, double bound, double rounding) {
        }

        private Valued value() {
            EntropicPair.Measured[] measured = measure();
            double masses = problem.source().mass() - problem.target().mass();
            double value = measured[0].value() - (measured[1].value() + measured[2].value()) / 2 + epsilon / 2 * masses * masses;
            double size = Math.max(problem.source().mass(), problem.target().mass()) * largestCost
                    + epsilon * (1 + problem.source().mass() * problem.target().mass()) + Math.abs(measured[0].value());
            double bound = Math.max(measured[0].gap(rounding), (measured[1].gap(rounding) + measured[2].gap(rounding)) / 2)
                    * (1 + SLACK) + ROUNDING * size;
            double reach = Math.max(measured[0].reach(), Math.max(measured[1].reach(), measured[2].reach()));
            return new Valued(value, error(measured), bound, Math.min(bound, ROUNDING * size + 2 * rounding * reach));
        }

        /** Goes on where the value is negative, more than by rounding, until it is not, or until the error bound leaves no doubt. */
        private Valued decide(Valued first) {
            Valued valued = first;
            double goal = rule.goal();
            while (valued.value < -valued.rounding && valued.value >= -valued.bound && goal > rounding && !interrupted
                    && warmUp + sweeps < maxIterations) {
                goal *= TIGHTER;
                double error = Double.POSITIVE_INFINITY;
                for (int sweep = 0; sweep < DECIDING_SWEEPS && error > goal && !interrupted; sweep++) {
                    goOn();
                    error = sweep(goal);
                    sweeps++;
                }
                valued = value();
            }
            return valued;
        }

        private Solution<SinkhornDivergence> solution(Status ended) {
            Valued valued = ended == Status.CONVERGED ? decide(value()) : value();
            boolean negative = ended == Status.CONVERGED && !(valued.value >= -valued.rounding);
            boolean unfit = ended == Status.CONVERGED && !(valued.error <= rule.tolerance());
            Status status = interrupted ? context.interruption() : negative || unfit ? Status.STAGNATED : ended;
            between.centre();
            Solution.Builder<SinkhornDivergence> solution = Solution.of(status,
                    new SinkhornDivergence(valued.value, valued.bound, between.f(), between.g(), source.f(), target.f()))
                    .residual(valued.error, rule.tolerance()).count(Counter.ITERATIONS, warmUp + sweeps).count(Counter.WARM_UP, warmUp);
            if (negative) {
                boolean surely = valued.value < -valued.bound;
                solution.warn("The value " + valued.value + " is negative, " + (surely ? "beyond its error bound " : "and its error bound ")
                        + valued.bound + (surely ? ": exp(-cost / epsilon) is no positive definite kernel on these points."
                        : " leaves it open whether the divergence is."));
            }
            if (status == Status.STAGNATED && !negative) {
                solution.warn(String.format(Locale.ROOT, "The marginal error stopped falling at %.1e: sweeps are slow where epsilon, here "
                        + "%.1e of the largest cost, is small.", valued.error, epsilon / largestCost));
            }
            return solution.build();
        }
    }

    /** Three points on a line against three others. */
    @Override
    public SinkhornDivergenceProblem selfCheck() {
        return new SinkhornDivergenceProblem(new Measure(new double[] {0.2, 0.5, 0.3}, new DMatrixRMaj(new double[] {0, 1, 2})),
                new Measure(new double[] {0.3, 0.3, 0.4}, new DMatrixRMaj(new double[] {0.5, 1.5, 3})),
                GroundCost.Distance.SQUARED_EUCLIDEAN, 1);
    }

    /** Some hundred sweeps over the costs. */
    @Override
    public double expectedSeconds(SinkhornDivergenceProblem problem) {
        double points = problem.source().size() + problem.target().size();
        return 1e-5 + 1e-7 * points * points;
    }
}
