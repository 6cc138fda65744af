package org.stillpoint.transport.internal.quadratic;

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
 * Transport with the regulariser gamma / 2 ||P||^2 and at most k entries in each column, by its semi-dual problem
 *
 * <pre>
 *   maximise  sum of a_i f_i - sum over j of max { (f - C_j)'p - gamma / 2 ||p||^2 : p &gt;= 0, 1'p = b_j, at most k entries },
 * </pre>
 *
 * from the potentials of the problem without the limit, by {@link SparseAscent}. With k = 1 this is transport without regulariser, with
 * large k {@link QuadraticSolver}'s problem. The limit is not convex: where no plan attains the dual value, the columns found miss the
 * weights of the rows, and the solver ends with {@link Status#STAGNATED} and says by how much.
 */
@Component
@Designate(ocd = SparseOptions.class)
@SolverInfo(id = "transport.sparse", family = "transport", problem = TransportProblem.TYPE,
        title = "Transport with few entries in each column: semi-dual ascent",
        paper = "Liu, Puigcerver and Blondel: Sparsity-constrained optimal transport, 2023, arXiv:2209.15466")
public final class SparseSolver implements Solver<TransportProblem, TransportPlan> {

    /** Who sums the marginals again in another order may find this much more. */
    private static final double ROUNDING = 0x1p-30;

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        return RelativeTolerance.solve(problem, context, this::transport);
    }

    private Solution<TransportPlan> transport(TransportProblem problem, SolveContext context) throws SolverException {
        SparseOptions options = context.options(SparseOptions.class);
        if (!takes(problem)) {
            throw new SolverException("transport.sparse takes problems with the regulariser SPARSE and exact marginals, not "
                    + problem.regulariser() + " with " + problem.sourceRule().kind() + " and " + problem.targetRule().kind());
        }
        TransportInstance instance = new TransportInstance(problem, context);
        double gamma = instance.epsilon();
        double tolerance = options.tolerance() * (1 - ROUNDING);
        MarginalDual exact = MarginalDual.of(MarginalRule.EXACT);
        QuadraticDual quadratic = new QuadraticDual(instance.costs(), instance.source(), instance.target(), exact, exact);
        SemismoothNewton newton = new SemismoothNewton(quadratic, context);
        Status status = Continuation.solve(instance, quadratic, newton, tolerance, options.maxIterations(), context);
        double[] start = new double[instance.sources()];
        for (int i = 0; i < start.length; i++) {
            start[i] = quadratic.potential(i, newton.added());
        }
        SparseSemiDual dual = new SparseSemiDual(instance.costs(), instance.source(), instance.target(), gamma, problem.support());
        double mass = Arrays.stream(instance.source()).sum();
        SparseAscent ascent = new SparseAscent(dual, start, mass, newton.iterations(), context);
        Status reached = status == Status.CONVERGED || status == Status.STAGNATED ? ascent.run(tolerance, options.maxIterations()) : status;
        return solution(problem, instance, dual, ascent, reached, options.tolerance(), newton);
    }

    private static Solution<TransportPlan> solution(TransportProblem problem, TransportInstance instance, SparseSemiDual dual,
            SparseAscent ascent, Status status, double tolerance, SemismoothNewton newton) {
        ActiveEntries active = new ActiveEntries(dual.targets);
        dual.evaluate(ascent.best(), active);
        PlanEntries entries = new PlanEntries(active.count());
        double[] g = new double[dual.targets];
        for (int j = 0; j < dual.targets; j++) {
            g[j] = dual.target(j);
            for (int k = active.starts[j]; k < active.starts[j + 1]; k++) {
                entries.add(instance.sourcePoints()[active.columns[k]], instance.targetPoints()[j], active.masses[k]);
            }
        }
        TransportPlan plan = new TransportPlan(instance.allSources(ascent.best()), instance.allTargets(g),
                entries.matrix(problem.source().size(), problem.target().size()));
        Solution.Builder<TransportPlan> solution = Solution.of(status, plan).residual(dual.error(), tolerance)
                .count(Counter.ITERATIONS, newton.iterations() + ascent.steps()).count(Counter.WARM_UP, newton.iterations())
                .count(Counter.FINISH, ascent.steps());
        if (status == Status.STAGNATED) {
            solution.warn("The plan misses the weights of the source by " + dual.error() + " in the 1-norm: with at most "
                    + problem.support() + " entries in each column no plan was found that attains the dual value, here " + dual.value()
                    + ". Allow more entries, or a smaller epsilon.");
        }
        return solution.build();
    }

    private static boolean takes(TransportProblem problem) {
        return problem.regulariser() == Regulariser.SPARSE && problem.sourceRule().kind() == MarginalRule.Kind.EXACT
                && problem.targetRule().kind() == MarginalRule.Kind.EXACT;
    }

    /** Three points, two entries for each. */
    @Override
    public TransportProblem selfCheck() {
        double[][] costs = {{0.25, 2.25, 9}, {0.25, 0.25, 4}, {2.25, 0.25, 1}};
        return TransportProblem.of(Measure.of(0.2, 0.5, 0.3), Measure.of(0.3, 0.3, 0.4), new GroundCost.Matrix(new DMatrixRMaj(costs)))
                .regulariser(Regulariser.SPARSE, 1).support(2).build();
    }

    /** Some hundreds of passes over the costs. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        double pairs = (double) problem.source().size() * problem.target().size();
        return takes(problem) ? 1e-4 + 2e-6 * pairs : Double.POSITIVE_INFINITY;
    }
}
