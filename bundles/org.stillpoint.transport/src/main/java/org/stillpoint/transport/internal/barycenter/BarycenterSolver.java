package org.stillpoint.transport.internal.barycenter;

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
import org.stillpoint.api.problem.transport.Barycenter;
import org.stillpoint.api.problem.transport.BarycenterProblem;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.grid.GridInstance;
import org.stillpoint.transport.internal.grid.GridSoftMinimum;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.iteration.StoppingRule;
import org.stillpoint.transport.internal.kernel.DenseRows;
import org.stillpoint.transport.internal.kernel.SoftMinimum;

/**
 * Entropic barycentres of histograms by iterative Bregman projections in logarithms, plain or debiased, accelerated; see {@link
 * BregmanSweeps}. Where the weight of the entropy is small, larger ones lead there first, each a quarter of the one before. On a grid the
 * soft minima go along one axis after the other, and the matrix of costs is never formed.
 */
@Component
@Designate(ocd = BarycenterOptions.class)
@SolverInfo(id = "transport.barycenter", family = "transport", problem = BarycenterProblem.TYPE,
        title = "Barycentre of histograms: iterative Bregman projections",
        paper = "Benamou, Carlier, Cuturi, Nenna and Peyre: Iterative Bregman projections for regularized transportation problems, 2015, "
                + "arXiv:1412.5154; Janati, Cuturi and Gramfort: Debiased Sinkhorn barycenters, 2020, arXiv:2006.02575")
public final class BarycenterSolver implements Solver<BarycenterProblem, Barycenter> {

    private static final double STAGE = 0.25;
    private static final double STAGE_ERROR = 0.01;
    private static final int STAGE_SWEEPS = 50;
    /** What rounding of the exponents can change in marginal errors, relative to the costs over epsilon. */
    private static final double EXPONENT_ROUNDING = 0x1p-50;

    @Override
    public Solution<Barycenter> solve(BarycenterProblem problem, SolveContext context) throws SolverException {
        if (problem.epsilon() == 0) {
            throw new SolverException("epsilon is 0; transport.barycenter needs a positive one, and any solver of linear programs takes "
                    + "the exact barycentre");
        }
        BarycenterOptions options = context.options(BarycenterOptions.class);
        try (ThreadTeam team = new ThreadTeam(context.executor(), context.parallelism())) {
            return new Solve(problem, context, options, team).run();
        }
    }

    /** One solve, of histograms divided by their mass. */
    private static final class Solve {

        private final BarycenterProblem problem;
        private final SolveContext context;
        private final double epsilon;
        private final double largestCost;
        private final double mass;
        private final StoppingRule rule;
        private final BregmanSweeps sweeps;
        private boolean interrupted;
        private long warmUp;
        private long iterations;

        Solve(BarycenterProblem problem, SolveContext context, BarycenterOptions options, ThreadTeam team) throws SolverException {
            this.problem = problem;
            this.context = context;
            SoftMinimum costs;
            if (problem.cost() instanceof GroundCost.Grid) {
                GridInstance instance = new GridInstance(problem.everywhere());
                epsilon = instance.epsilon();
                largestCost = instance.largestCost();
                costs = new GridSoftMinimum(instance, team, this::goOn);
            } else {
                TransportInstance instance = new TransportInstance(problem.everywhere(), context);
                epsilon = instance.epsilon();
                largestCost = instance.largestCost();
                costs = new DenseRows(instance.costs(), instance.sources(), instance.targets(), team, this::goOn);
            }
            mass = Arrays.stream(problem.histogram(0)).sum();
            rule = new StoppingRule(context, options.tolerance(), options.maxIterations(),
                    EXPONENT_ROUNDING * mass * largestCost / epsilon);
            double[][] histograms = new double[problem.count()][];
            Arrays.setAll(histograms, k -> Arrays.stream(problem.histogram(k)).map(value -> value / mass).toArray());
            sweeps = new BregmanSweeps(costs, () -> interrupted, histograms, problem.weights(), problem.debiased());
        }

        private boolean goOn() {
            interrupted = interrupted || !rule.report();
            return !interrupted;
        }

        Solution<Barycenter> run() {
            double stage = largestCost;
            while (stage * STAGE > epsilon && !interrupted) {
                stage *= STAGE;
                sweeps.epsilon(stage);
                double error = Double.POSITIVE_INFINITY;
                for (int sweep = 0; sweep < STAGE_SWEEPS && !(error <= STAGE_ERROR) && !interrupted; sweep++) {
                    error = sweeps.sweep();
                    warmUp++;
                }
            }
            sweeps.epsilon(epsilon);
            Status status = null;
            while (status == null) {
                iterations++;
                double error = interrupted ? Double.NaN : mass * sweeps.sweep();
                status = interrupted ? context.interruption() : rule.check(warmUp + iterations, error);
            }
            double least = mass * sweeps.leastError();
            return Solution.of(status, value()).residual(Double.isInfinite(least) ? Double.NaN : least, rule.tolerance())
                    .count(Counter.ITERATIONS, warmUp + iterations).count(Counter.WARM_UP, warmUp).build();
        }

        /** The iterate in the units of the problem: a plan of mass m has potentials that are epsilon log m larger together. */
        private Barycenter value() {
            BregmanSweeps.State state = sweeps.best();
            int size = problem.size();
            DMatrixRMaj f = new DMatrixRMaj(problem.count(), size);
            DMatrixRMaj g = new DMatrixRMaj(problem.count(), size);
            double[] q = new double[size];
            double[] h = new double[size];
            double extra = epsilon * Math.log(mass);
            for (int i = 0; i < size; i++) {
                q[i] = mass * state.q[i];
                h[i] = problem.debiased() ? state.h[i] + extra / 2 : 0;
                for (int k = 0; k < problem.count(); k++) {
                    f.set(k, i, state.f[k][i] + (problem.debiased() ? extra / 2 : 0));
                    g.set(k, i, state.g[k][i] + (problem.debiased() ? extra / 2 : extra));
                }
            }
            return new Barycenter(q, f, g, h);
        }
    }

    /** Two histograms on five points of a line, debiased. */
    @Override
    public BarycenterProblem selfCheck() {
        return new BarycenterProblem(new DMatrixRMaj(new double[][] {{0.5, 0.4, 0.1, 0, 0}, {0, 0, 0.2, 0.4, 0.4}}),
                new DMatrixRMaj(new double[] {0, 1, 2, 3, 4}), GroundCost.Distance.SQUARED_EUCLIDEAN, new double[] {0.5, 0.5}, 0.3,
                CostScale.NONE, true);
    }

    /** Some hundred sweeps over the costs for each histogram. */
    @Override
    public double expectedSeconds(BarycenterProblem problem) {
        return problem.epsilon() == 0 ? Double.POSITIVE_INFINITY : 1e-5 + 2e-7 * problem.count() * problem.size() * problem.size();
    }
}
