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
 * Back-propagation through K steps from the start,
 *
 * <pre>
 *   z_{k+1} = z_k + t (f(z_k, x) - z_k),     g_K = v,     g_k = g_{k+1} + t (J_k'g_{k+1} - g_{k+1}),
 * </pre>
 *
 * with J_k = df/dz at z_k: the derivatives of v'z_K are the sums of t (df/dx)'g_{k+1} and t (df/dtheta)'g_{k+1} over the steps. The state
 * reported is z_K; the adjoint is the sum of t g_{k+1}, which tends to the one of the fixed point. What each leaves of its equation is the
 * residual; unless both are within the tolerance, the status is that of a limit. Source: Gilbert 1992, Automatic differentiation and
 * iterative processes (doi:10.1080/10556789208805503).
 */
@Component(service = Solver.class)
@Designate(ocd = UnrolledOptions.class)
@SolverInfo(id = "equilibrium.unrolled", family = "equilibrium", problem = EquilibriumGradientProblem.TYPE,
        title = "Unrolled back-propagation", paper = "Gilbert: Automatic differentiation and iterative processes, 1992")
public final class UnrolledSolver implements Solver<EquilibriumGradientProblem, EquilibriumGradient> {

    @Override
    public Solution<EquilibriumGradient> solve(EquilibriumGradientProblem problem, SolveContext context) throws SolverException {
        UnrolledOptions options = context.options(UnrolledOptions.class);
        return GradientSolve.solve(problem, options.tolerance(), options.maxIterations(), options.differences(), context, solve -> {
            UnrolledPass pass = new UnrolledPass(solve, options.maxIterations(), options.damping());
            pass.run();
            EquilibriumStates states = solve.measured(pass.states());
            return solve.solution(states, solve.measured(solve.linearise(states), pass.adjoints()));
        });
    }

    @Override
    public EquilibriumGradientProblem selfCheck() {
        return SelfCheck.contraction();
    }

    /** More than implicit differentiation: the derivatives are approximations. */
    @Override
    public double expectedSeconds(EquilibriumGradientProblem problem) {
        return 1000;
    }
}
