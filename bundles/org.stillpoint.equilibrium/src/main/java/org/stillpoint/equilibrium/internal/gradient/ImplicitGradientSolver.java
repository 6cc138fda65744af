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
 * Implicit differentiation of fixed points z = f(z, x; theta): with J = df/dz at z, the adjoint u of a cotangent v solves
 *
 * <pre>
 *   u = J'u + v,
 * </pre>
 *
 * and v'dz is u'(df/dx dx + df/dtheta dtheta). The adjoint is itself the fixed point of an affine layer and is found by the same methods,
 * by GMRES, or by LU factors. Its residual and status are reported beside those of the states. Source: Bai, Kolter, Koltun 2019, Deep
 * equilibrium models (arXiv:1909.01377), theorem 1.
 */
@Component(service = Solver.class)
@Designate(ocd = ImplicitGradientOptions.class)
@SolverInfo(id = "equilibrium.implicit-gradient", family = "equilibrium", problem = EquilibriumGradientProblem.TYPE,
        title = "Implicit differentiation", paper = "Bai, Kolter, Koltun: Deep equilibrium models, 2019")
public final class ImplicitGradientSolver implements Solver<EquilibriumGradientProblem, EquilibriumGradient> {

    @Override
    public Solution<EquilibriumGradient> solve(EquilibriumGradientProblem problem, SolveContext context) throws SolverException {
        ImplicitGradientOptions options = context.options(ImplicitGradientOptions.class);
        return GradientSolve.solve(problem, options.tolerance(), options.maxIterations(), options.differences(), context, solve -> {
            EquilibriumStates states = solve.states(options.forward());
            Linearisation linearisation = solve.linearise(states);
            EquilibriumStates adjoints = solve.adjoints(linearisation, solve.adjointStarts(), options.backward().method(),
                    options.backwardTolerance(), options.backwardIterations());
            linearisation.addDerivatives(adjoints.states().values(), solve.byInput(), solve.sums());
            return solve.solution(states, adjoints);
        });
    }

    @Override
    public EquilibriumGradientProblem selfCheck() {
        return SelfCheck.contraction();
    }
}
