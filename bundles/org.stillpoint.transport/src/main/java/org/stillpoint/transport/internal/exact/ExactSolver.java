package org.stillpoint.transport.internal.exact;

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
import org.stillpoint.transport.internal.plan.Optimality;
import org.stillpoint.transport.internal.plan.PlanEntries;

/**
 * Exact optimal transport by the primal {@link NetworkSimplex} method on the {@link BalancedProblem} that the marginal rules make: exact,
 * at most, free and total variation on either side, and partial transport of a given mass. An arc (i, j) with
 *
 * <pre>
 *   C_ij - f_i - g_j &lt; 0
 * </pre>
 *
 * enters the spanning tree, the arc that blocks the flow round its cycle leaves, and f and g follow the tree; without such an arc plan and
 * potentials are optimal. The plan has at most n + m - 1 entries in the balanced case.
 */
@Component
@Designate(ocd = ExactOptions.class)
@SolverInfo(id = "transport.exact", family = "transport", problem = TransportProblem.TYPE,
        title = "Exact transport: network simplex method",
        paper = "Dantzig: Application of the simplex method to a transportation problem, 1951; Cunningham: A network simplex method, 1976, "
                + "doi:10.1007/BF01580379")
public final class ExactSolver implements Solver<TransportProblem, TransportPlan> {

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        ExactOptions options = context.options(ExactOptions.class);
        if (!takes(problem)) {
            throw new SolverException("transport.exact takes problems without regulariser whose marginal rules are EXACT, AT_MOST, FREE or "
                    + "TOTAL_VARIATION, not " + problem.regulariser() + " with " + problem.sourceRule().kind() + " and "
                    + problem.targetRule().kind() + "; transport.quadratic and transport.unbalanced take others");
        }
        TransportInstance instance = new TransportInstance(problem, context);
        BalancedProblem balanced = new BalancedProblem(instance, options.tolerance() * problem.referenceMass());
        if (balanced.claim() != null) {
            TransportPlan none = new TransportPlan(new double[problem.source().size()], new double[problem.target().size()]);
            return Solution.of(balanced.claim(), none).residual(Double.NaN, options.tolerance()).warn(balanced.reason()).build();
        }
        NetworkSimplex simplex = NetworkSimplex.solve(balanced, options.maxIterations(), context::proceed);
        Status status = simplex.status();
        return solution(balanced, simplex, status == null ? context.interruption() : status, options.tolerance());
    }

    private static Solution<TransportPlan> solution(BalancedProblem balanced, NetworkSimplex simplex, Status status, double tolerance) {
        TransportInstance instance = balanced.instance();
        int n = instance.sources();
        int m = instance.targets();
        PlanEntries entries = balanced.plan(simplex.tree());
        double[] potentials = balanced.potentials(simplex.tree());
        double[] f = Arrays.copyOf(potentials, n);
        double[] g = Arrays.copyOfRange(potentials, n, n + m);
        Optimality optimality = Optimality.of(instance, entries, f, g, potentials[n + m], Optimality.unit(instance));
        double residual = optimality.residual();
        Status reached = !Double.isFinite(residual) ? Status.NONFINITE
                : status == Status.CONVERGED && residual > tolerance ? Status.STAGNATED : status;
        TransportPlan plan = new TransportPlan(instance.allSources(f), instance.allTargets(g), potentials[n + m],
                entries.all(instance).matrix(instance.problem().source().size(), instance.problem().target().size()));
        return Solution.of(reached, plan).residual(residual, tolerance).count(Counter.ITERATIONS, simplex.pivots()).build();
    }

    /** A source of two points, one of which serves both of its neighbours. */
    @Override
    public TransportProblem selfCheck() {
        return TransportProblem.of(Measure.of(0.5, 0.5), Measure.of(0.25, 0.75),
                new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1}, {1, 0}}))).build();
    }

    /** What the method took on uniform points in the plane. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        double pairs = (double) problem.source().size() * problem.target().size();
        double points = (double) problem.source().size() + problem.target().size();
        return takes(problem) ? 1e-4 + 5.5e-10 * pairs * Math.sqrt(points) : Double.POSITIVE_INFINITY;
    }

    private static boolean takes(TransportProblem problem) {
        return problem.regulariser() == Regulariser.NONE && polyhedral(problem.sourceRule()) && polyhedral(problem.targetRule());
    }

    private static boolean polyhedral(MarginalRule rule) {
        return switch (rule.kind()) {
            case EXACT, AT_MOST, FREE, TOTAL_VARIATION -> true;
            case KULLBACK_LEIBLER, SQUARED -> false;
        };
    }
}
