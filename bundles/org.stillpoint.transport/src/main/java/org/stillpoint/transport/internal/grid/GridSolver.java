package org.stillpoint.transport.internal.grid;

import java.util.List;
import org.ejml.data.DMatrixSparseCSC;
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
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.instance.EntropicProblems;
import org.stillpoint.transport.internal.iteration.RelativeTolerance;
import org.stillpoint.transport.internal.kernel.FinalSweeps;
import org.stillpoint.transport.internal.kernel.LogarithmicSweeps;
import org.stillpoint.transport.internal.kernel.MarginalSteps;
import org.stillpoint.transport.internal.kernel.SinkhornSweeps;

/**
 * Entropic transport on a grid by Sinkhorn's iteration
 *
 * <pre>
 *   f = epsilon log a - epsilon log(K exp(g / epsilon)),   g = epsilon log b - epsilon log(K exp(f / epsilon)),
 *   K = K_1 x K_2 x ... the Kronecker product of exp(-|x_k - y_k|^p / epsilon) of the axes
 * </pre>
 *
 * (with the entropy and exact marginals; {@link org.stillpoint.transport.internal.kernel.MarginalSteps} has the other rules), in
 * logarithms. The kernel is applied one axis after the other ({@link GridSoftMinimum}), so that a sweep over n points takes n times the sum
 * of the axes' lengths. Epsilon is lowered to that of the problem in steps, and the last level is overrelaxed. The plan is given by its
 * potentials.
 */
@Component
@Designate(ocd = GridOptions.class)
@SolverInfo(id = "transport.grid", family = "transport", problem = TransportProblem.TYPE,
        title = "Entropic transport on grids: Sinkhorn's iteration axis by axis",
        paper = "Cuturi: Sinkhorn distances, 2013, arXiv:1306.0895; Solomon et al.: Convolutional Wasserstein distances, 2015, "
                + "doi:10.1145/2766963; Lehmann, von Renesse, Sambale and Uschmajew: A note on overrelaxation in the Sinkhorn "
                + "algorithm, 2022, arXiv:2012.12562")
public final class GridSolver implements Solver<TransportProblem, TransportPlan> {

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        return RelativeTolerance.solve(problem, context, this::transport);
    }

    private Solution<TransportPlan> transport(TransportProblem problem, SolveContext context) throws SolverException {
        EntropicProblems.check(problem);
        GridOptions options = context.options(GridOptions.class);
        if (EntropicProblems.isInfeasible(problem)) {
            return EntropicProblems.infeasible(problem, options.tolerance());
        }
        GridInstance instance = new GridInstance(problem);
        EntropicProblems.check(instance.epsilon());
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return new Run(problem, context, options, instance, team).solve();
        }
    }

    /** One solve. */
    private static final class Run {

        private final SolveContext context;
        private final GridOptions options;
        private final GridInstance instance;
        private final double mass;
        private final SinkhornSweeps sweeps;
        private FinalSweeps last;
        private long warmUp;
        private boolean stopped;

        Run(TransportProblem problem, SolveContext context, GridOptions options, GridInstance instance, ThreadTeam team) {
            this.context = context;
            this.instance = instance;
            this.options = options;
            mass = Math.max(problem.source().mass(), problem.target().mass());
            boolean relative = problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
            sweeps = new LogarithmicSweeps(new GridSoftMinimum(instance, team, this::goOn),
                    new MarginalSteps(problem.sourceRule(), instance.source().weights(), relative),
                    new MarginalSteps(problem.targetRule(), instance.target().weights(), relative), problem.mass(), this::goOn);
        }

        private boolean goOn() {
            if (!stopped) {
                stopped = last == null ? !context.proceed(0, warmUp, Double.NaN) : !last.proceed();
            }
            return !stopped;
        }

        Solution<TransportPlan> solve() {
            double epsilon = lowerEpsilon();
            last = new FinalSweeps(sweeps, context, options.tolerance(), mass, options.maxIterations(), warmUp);
            sweeps.relaxation(options.relaxation());
            Status status = stopped ? context.interruption() : last.run();
            TransportPlan plan = new TransportPlan(instance.source().spread(last.f()), instance.target().spread(last.g()),
                    last.massPotential(), new DMatrixSparseCSC(0, 0, 0));
            Solution.Builder<TransportPlan> solution = Solution.of(status, plan)
                    .residual(last.isKnown() ? last.error() : Double.NaN, options.tolerance()).count(Counter.ITERATIONS, last.count())
                    .count(Counter.OPERATOR_EVALUATIONS, warmUp + last.count()).count(Counter.WARM_UP, warmUp);
            if (!last.isKnown()) {
                solution.warn("The solve ended before the first sweep at the epsilon of the problem: the potentials are those of a larger "
                        + "epsilon, " + epsilon + ", and their error is not known.");
            }
            if (status == Status.STAGNATED) {
                solution.warn("The marginal error stopped falling. Potentials are rounded to about " + Math.ulp(instance.largestCost())
                        + ", which epsilon " + instance.epsilon() + " magnifies.");
            }
            return solution.build();
        }

        /** Lowers epsilon to that of the problem, unless interrupted; answers the one that the potentials belong to. */
        private double lowerEpsilon() {
            double epsilon = Math.max(instance.epsilon(), options.scalingSweeps() > 0 ? instance.largestCost() : 0);
            sweeps.start(epsilon);
            while (epsilon > instance.epsilon()) {
                double[] f = sweeps.f().clone();
                double[] g = sweeps.g().clone();
                double massPotential = sweeps.massPotential();
                for (int sweep = 0; sweep < options.scalingSweeps(); sweep++) {
                    sweeps.sweep(0);
                    if (!goOn()) {
                        // The last sweep may have been cut off in the middle.
                        sweeps.place(epsilon, f, g, massPotential);
                        return epsilon;
                    }
                    warmUp++;
                }
                epsilon = Math.max(instance.epsilon(), epsilon * options.scalingFactor());
                sweeps.start(epsilon);
            }
            return epsilon;
        }
    }

    /** A square grid of sixteen points, from one corner to the other. */
    @Override
    public TransportProblem selfCheck() {
        double[] axis = {0, 1, 2, 3};
        double[] from = new double[16];
        double[] to = new double[16];
        for (int k = 0; k < 16; k++) {
            from[k] = 16 - k;
            to[k] = k + 1;
        }
        return TransportProblem.of(Measure.of(from), Measure.of(to), new GroundCost.Grid(List.of(axis, axis), 2))
                .regulariser(Regulariser.ENTROPY, 1).build();
    }

    /** Some hundred sweeps over all lines. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        if (!EntropicProblems.isEntropic(problem) || !(problem.cost() instanceof GroundCost.Grid grid)) {
            return Double.POSITIVE_INFINITY;
        }
        double products = 0;
        for (double[] axis : grid.axes()) {
            products += (double) axis.length * grid.size();
        }
        return 1e-4 + 1e-7 * products;
    }
}
