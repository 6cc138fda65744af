package org.stillpoint.transport.internal.quadratic;

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

/**
 * Unbalanced transport without regulariser: marginals held by Kullback-Leibler or squared penalties, by the proximal point method
 *
 * <pre>
 *   P &lt;- argmin over P &gt;= 0 of  sum of C P + A(P 1) + B(P'1) + gamma / 2 ||P - P_before||^2,
 * </pre>
 *
 * which is the method of multipliers for the dual problem (Rockafellar 1976); each step is the dual problem of {@link QuadraticDual} with
 * the costs C - gamma P_before, solved by {@link SemismoothNewton} steps as Li, Sun and Toh (2020) do for linear programs. Unlike
 * majorisation and minimisation of the primal problem it gives potentials, and with them a bound on what the plan lacks.
 */
@Component
@Designate(ocd = UnbalancedOptions.class)
@SolverInfo(id = "transport.unbalanced", family = "transport", problem = TransportProblem.TYPE,
        title = "Unbalanced transport without regulariser: proximal point method",
        paper = "Chapel, Flamary, Wu, Fevotte and Gasso: Unbalanced optimal transport through non-negative penalized linear regression, "
                + "2021, arXiv:2106.04145; Li, Sun and Toh: An asymptotically superlinearly convergent semismooth Newton augmented "
                + "Lagrangian method for linear programming, 2020, arXiv:1903.09546")
public final class UnbalancedSolver implements Solver<TransportProblem, TransportPlan> {

    @Override
    public Solution<TransportPlan> solve(TransportProblem problem, SolveContext context) throws SolverException {
        UnbalancedOptions options = context.options(UnbalancedOptions.class);
        if (!takes(problem)) {
            throw new SolverException("transport.unbalanced takes problems without regulariser with the marginal rule KULLBACK_LEIBLER or "
                    + "SQUARED on one side at least, not " + problem.regulariser() + " with " + problem.sourceRule().kind() + " and "
                    + problem.targetRule().kind());
        }
        ProximalPoint method = new ProximalPoint(new TransportInstance(problem, context), options.tolerance(), context);
        Status status = method.run(options.maxIterations());
        return Solution.of(status, method.plan()).residual(method.residual(), options.tolerance())
                .count(Counter.ITERATIONS, method.newton().iterations()).count("proximalSteps", method.steps())
                .count(Counter.WARM_UP, method.newton().sweeps()).count(Counter.FINISH, method.newton().steps())
                .count(Counter.FACTORISATIONS, method.newton().factorisations()).build();
    }

    private static boolean takes(TransportProblem problem) {
        return problem.regulariser() == Regulariser.NONE && (penalised(problem.sourceRule()) || penalised(problem.targetRule()));
    }

    private static boolean penalised(MarginalRule rule) {
        return rule.kind() == MarginalRule.Kind.KULLBACK_LEIBLER || rule.kind() == MarginalRule.Kind.SQUARED;
    }

    /** Two points each, far enough apart for some mass to be left behind. */
    @Override
    public TransportProblem selfCheck() {
        MarginalRule rule = new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 5);
        return TransportProblem.of(Measure.of(0.5, 0.5), Measure.of(0.5, 0.5),
                new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{1, 36}, {9, 4}}))).rules(rule, rule).build();
    }

    /** Some hundred passes over the costs. */
    @Override
    public double expectedSeconds(TransportProblem problem) {
        double pairs = (double) problem.source().size() * problem.target().size();
        return takes(problem) ? 1e-4 + 1e-6 * pairs : Double.POSITIVE_INFINITY;
    }
}
