package org.stillpoint.equilibrium.internal.gradient;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;

/**
 * Jacobian-free back-propagation: the adjoint u = v of a layer that is applied once more to its fixed point, in place of the solution of
 * u = J'u + v. What that leaves of the equation is the residual; unless it is within the tolerance, the status is that of a limit. For a
 * symmetric J of norm rho the relative error of u is at most rho. Source: Fung, Heaton, Li, McKenzie, Osher, Yin 2022, JFB: Jacobian-free
 * backpropagation for implicit networks (arXiv:2103.12803).
 */
@Component(service = Solver.class)
@Designate(ocd = JacobianFreeOptions.class)
@SolverInfo(id = "equilibrium.jfb", family = "equilibrium", problem = EquilibriumGradientProblem.TYPE,
        title = "Jacobian-free back-propagation", paper = "Fung and others: JFB: Jacobian-free backpropagation for implicit networks, 2022")
public final class JacobianFreeSolver implements Solver<EquilibriumGradientProblem, EquilibriumGradient> {

    @Override
    public Solution<EquilibriumGradient> solve(EquilibriumGradientProblem problem, SolveContext context) throws SolverException {
        JacobianFreeOptions options = context.options(JacobianFreeOptions.class);
        return GradientSolve.solve(problem, options.tolerance(), options.maxIterations(), options.differences(), context, solve -> {
            EquilibriumStates states = solve.states(options.forward());
            Linearisation linearisation = solve.linearise(states);
            EquilibriumStates adjoints = solve.measured(linearisation, problem.cotangent().values().clone());
            linearisation.addDerivatives(adjoints.states().values(), solve.byInput(), solve.sums());
            return solve.solution(states, adjoints);
        });
    }

    /** Units whose states do not depend on states: there the adjoint is exact. */
    @Override
    public EquilibriumGradientProblem selfCheck() {
        return SelfCheck.problem(0, 0, 0, 0);
    }

    /** More than implicit differentiation: the derivatives are approximations. */
    @Override
    public double expectedSeconds(EquilibriumGradientProblem problem) {
        return 1000;
    }
}
