package org.stillpoint.transport.internal.line;

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

/**
 * Exact transport on a line for costs |x - y|^p with p &gt;= 1, which the plan that keeps the order of the points solves: its value is
 *
 * <pre>
 *   integral over t in (0, 1) of |F^-1(t) - G^-1(t)|^p
 * </pre>
 *
 * with the quantile functions of source and target (F. Santambrogio: Optimal transport for applied mathematicians, 2015, chapter 2). Takes
 * O((n + m) log(n + m)) operations and never looks at all costs, unless their mean is their unit.
 */
@Component
@Designate(ocd = OneDimensionalOptions.class)
@SolverInfo(id = "transport.one-dimensional", family = "transport", problem = TransportProblem.TYPE,
        title = "Transport on a line: sorting",
        paper = "Hoeffding: Masstabinvariante Korrelationstheorie, 1940; Santambrogio: Optimal transport for applied mathematicians, 2015, "
                + "doi:10.1007/978-3-319-20828-2")
public final class OneDimensionalSolver implements Solver<TransportProblem, TransportPlan> {

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        OneDimensionalOptions options = context.options(OneDimensionalOptions.class);
        double exponent = exponent(problem);
        if (!takes(problem)) {
            throw new SolverException("transport.one-dimensional takes problems without regulariser, with exact marginals, points on a "
                    + "line and costs |x - y|^p with p at least 1; " + (Double.isNaN(exponent)
                    ? "the points or costs of this one are others"
                    : "this one has p = " + exponent + ", regulariser " + problem.regulariser() + ", marginals "
                            + problem.sourceRule().kind() + " and " + problem.targetRule().kind()));
        }
        Measure from = problem.source();
        Measure to = problem.target();
        SortedPoints source = new SortedPoints(coordinates(problem, from), from.weights());
        SortedPoints target = new SortedPoints(coordinates(problem, to), to.weights());
        PowerCost cost = PowerCost.of(exponent, problem.costScale(), source, target, context);
        MonotonePlan plan = new MonotonePlan(source, target, cost, from.size(), to.size());
        Status status = cost == null ? context.interruption() : null;
        if (status == null) {
            boolean whole = plan.join(options.maxIterations(), context);
            status = whole ? Status.CONVERGED : plan.steps() >= options.maxIterations() ? Status.ITERATION_LIMIT : context.interruption();
        }
        double residual = status == Status.CONVERGED ? Math.max(plan.relativeGap(), plan.marginalError()) : plan.marginalError();
        if (status == Status.CONVERGED && !(residual <= options.tolerance())) {
            status = Double.isFinite(residual) ? Status.STAGNATED : Status.NONFINITE;
        }
        return Solution.of(status, new TransportPlan(plan.f, plan.g, plan.entries.matrix(from.size(), to.size())))
                .residual(residual, options.tolerance()).count(Counter.ITERATIONS, plan.steps()).build();
    }

    private static boolean takes(TransportProblem problem) {
        return exponent(problem) >= 1 && problem.regulariser() == Regulariser.NONE
                && problem.sourceRule().kind() == MarginalRule.Kind.EXACT && problem.targetRule().kind() == MarginalRule.Kind.EXACT;
    }

    /** The exponent of the cost; NaN if it is no power of a distance on a line. */
    private static double exponent(TransportProblem problem) {
        if (problem.cost() instanceof GroundCost.Distance distance && problem.source().points().numCols == 1) {
            return distance.exponent();
        }
        return problem.cost() instanceof GroundCost.Grid grid && grid.axes().size() == 1 ? grid.exponent() : Double.NaN;
    }

    private static double[] coordinates(TransportProblem problem, Measure measure) {
        return problem.cost() instanceof GroundCost.Grid grid ? grid.axes().get(0) : measure.points().data;
    }

    /** Two points each, crosswise. */
    @Override
    public TransportProblem selfCheck() {
        Measure source = new Measure(new double[] {0.5, 0.5}, new DMatrixRMaj(new double[][] {{2}, {0}}));
        Measure target = new Measure(new double[] {0.25, 0.75}, new DMatrixRMaj(new double[][] {{0}, {3}}));
        return TransportProblem.of(source, target, GroundCost.Distance.SQUARED_EUCLIDEAN).build();
    }

    /** Little more than sorting takes. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        return takes(problem) ? 1e-5 + 5e-7 * (problem.source().size() + problem.target().size()) : Double.POSITIVE_INFINITY;
    }
}
