package org.stillpoint.transport.internal.quadratic;

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
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.iteration.RelativeTolerance;
import org.stillpoint.transport.internal.plan.MarginalDual;
import org.stillpoint.transport.internal.plan.PlanEntries;

/**
 * Transport with the regulariser gamma / 2 ||P||^2, whose plans are sparse, by its dual problem
 *
 * <pre>
 *   maximise  A_(f) + B_(g) - 1 / (2 gamma) sum of max(f_i + g_j - C_ij, 0)^2,   P = max(f + g - C, 0) / gamma,
 * </pre>
 *
 * f and g within the bounds of their marginal rules: a {@link Continuation} in gamma, on each level {@link CoordinateAscent} and then
 * {@link SemismoothNewton} steps (Lorenz, Manns and Meyer 2019). Takes all marginal rules but partial transport of a given mass.
 */
@Component
@Designate(ocd = QuadraticOptions.class)
@SolverInfo(id = "transport.quadratic", family = "transport", problem = TransportProblem.TYPE,
        title = "Quadratically regularised transport: semismooth Newton method",
        paper = "Lorenz, Manns and Meyer: Quadratically regularized optimal transport, 2019, arXiv:1903.01112; Blondel, Seguy and Rolet: "
                + "Smooth and sparse optimal transport, 2018, arXiv:1710.06276")
public final class QuadraticSolver implements Solver<TransportProblem, TransportPlan> {

    /** Who sums the marginals again in another order may find this much more. */
    private static final double ROUNDING = 0x1p-30;

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        return RelativeTolerance.solve(problem, context, this::transport);
    }

    private Solution<TransportPlan> transport(TransportProblem problem, SolveContext context) throws SolverException {
        QuadraticOptions options = context.options(QuadraticOptions.class);
        if (!takes(problem)) {
            throw new SolverException("transport.quadratic takes problems with the regulariser QUADRATIC and no given mass, not "
                    + problem.regulariser() + (Double.isNaN(problem.mass()) ? "" : " with mass " + problem.mass()));
        }
        if (excess(problem) > options.tolerance()) {
            return Solution.of(Status.INFEASIBLE,
                    new TransportPlan(new double[problem.source().size()], new double[problem.target().size()]))
                    .residual(Double.NaN, options.tolerance()).count(Counter.ITERATIONS, 0)
                    .warn("One side has to move more mass than the other may take: the weights have the sums " + problem.source().mass()
                            + " and " + problem.target().mass() + ".").build();
        }
        TransportInstance instance = new TransportInstance(problem, context);
        QuadraticDual dual = new QuadraticDual(instance.costs(), instance.source(), instance.target(),
                MarginalDual.of(problem.sourceRule()), MarginalDual.of(problem.targetRule()));
        SemismoothNewton newton = new SemismoothNewton(dual, context);
        double tolerance = options.tolerance() * (1 - ROUNDING);
        Status status = Continuation.solve(instance, dual, newton, tolerance, options.maxIterations(), context);
        ActiveEntries active = new ActiveEntries(dual.rows);
        dual.collect(newton.added(), active);
        PlanEntries entries = new PlanEntries(active.count());
        double[] f = new double[dual.rows];
        double[] g = new double[dual.columns];
        for (int i = 0; i < f.length; i++) {
            f[i] = dual.potential(i, newton.added());
            for (int k = active.starts[i]; k < active.starts[i + 1]; k++) {
                entries.add(instance.sourcePoints()[i], instance.targetPoints()[active.columns[k]], active.masses[k]);
            }
        }
        for (int j = 0; j < g.length; j++) {
            g[j] = dual.potential(dual.rows + j, newton.added());
        }
        TransportPlan plan = new TransportPlan(instance.allSources(f), instance.allTargets(g),
                entries.matrix(problem.source().size(), problem.target().size()));
        Solution.Builder<TransportPlan> solution = Solution.of(status, plan).residual(dual.error(), options.tolerance())
                .count(Counter.ITERATIONS, newton.iterations()).count(Counter.WARM_UP, newton.sweeps())
                .count(Counter.FINISH, newton.steps()).count(Counter.FACTORISATIONS, newton.factorisations());
        if (status == Status.STAGNATED) {
            solution.warn(String.format(Locale.ROOT, "The marginal error stopped falling at %.1e: rounding, with a mass of %.3g and "
                    + "epsilon %.1e, does not let it be smaller.", dual.error(), problem.source().mass(), dual.gamma()));
        }
        return solution.build();
    }

    /** By how much the mass that one side has to move is larger than what the other may take; 0 or less if it is not. */
    private static double excess(TransportProblem problem) {
        MarginalRule.Kind from = problem.sourceRule().kind();
        MarginalRule.Kind to = problem.targetRule().kind();
        double difference = problem.source().mass() - problem.target().mass();
        return from == MarginalRule.Kind.EXACT && to == MarginalRule.Kind.AT_MOST ? difference
                : from == MarginalRule.Kind.AT_MOST && to == MarginalRule.Kind.EXACT ? -difference : 0;
    }

    private static boolean takes(TransportProblem problem) {
        return problem.regulariser() == Regulariser.QUADRATIC && Double.isNaN(problem.mass());
    }

    /** Two points each. */
    @Override
    public TransportProblem selfCheck() {
        return TransportProblem.of(Measure.of(0.5, 0.5), Measure.of(0.25, 0.75),
                new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}}))).regulariser(Regulariser.QUADRATIC, 0.5).build();
    }

    /** Some hundred passes over the costs. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        double pairs = (double) problem.source().size() * problem.target().size();
        return takes(problem) ? 1e-4 + 5e-7 * pairs : Double.POSITIVE_INFINITY;
    }
}
