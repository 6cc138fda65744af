package org.stillpoint.equilibrium.internal.broyden;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;
import org.stillpoint.equilibrium.internal.run.SelfChecks;

/**
 * Broyden's good method in its inverse form with limited memory, each sample with its own approximation B of the inverse derivative of
 * g(z) = f(z) - z,
 *
 * <pre>
 *   s = -a B g,  z_next = z + s,  B_next = B + (s - B y) s'B / (s'B y),  y = g_next - g,  B_0 = -I,
 * </pre>
 *
 * with a = 1 or from a line search. It converges superlinearly where the derivative of g is regular, whether f contracts or not. Source:
 * Broyden 1965; the form with vectors as in Bai, Kolter, Koltun 2019.
 */
@Component(service = Solver.class)
@Designate(ocd = BroydenOptions.class)
@SolverInfo(id = "equilibrium.broyden", family = "equilibrium", problem = EquilibriumProblem.TYPE, title = "Broyden's method",
        paper = "Broyden: A class of methods for solving nonlinear simultaneous equations, 1965, doi:10.1090/S0025-5718-1965-0198670-6; "
                + "Bai, Kolter and Koltun: Deep equilibrium models, 2019, arXiv:1909.01377")
public final class BroydenSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        BroydenOptions options = context.options(BroydenOptions.class);
        return EquilibriumSolve.solve(problem, new BroydenMethod(options.memory(), options.lineSearch()), options.tolerance(),
                options.maxIterations(), false, context);
    }

    /** Three units, two inputs. */
    @Override
    public EquilibriumProblem selfCheck() {
        return SelfChecks.threeUnits();
    }

    /** Few evaluations, but a memory that grows with them. */
    @Override
    public double expectedSeconds(EquilibriumProblem problem) {
        return 1.5;
    }
}
