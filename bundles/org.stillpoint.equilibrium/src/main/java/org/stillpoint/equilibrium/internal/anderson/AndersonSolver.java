package org.stillpoint.equilibrium.internal.anderson;

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
 * Anderson acceleration in the form of differences, each sample with its own: with g = f(z) - z and the differences dZ, dG of the last m
 * states and of their g,
 *
 * <pre>
 *   z_next = z + beta g - (dZ + beta dG) gamma,    gamma = argmin |g - dG gamma|.
 * </pre>
 *
 * See {@link AndersonIteration} for how gamma is found and for what is done where it is of no use. Without the ridge of the form with
 * weights of images, which is of no use as soon as |g|^2 falls below it, linear maps of n components are solved by n + 2 evaluations with
 * m = n. Source: Anderson 1965; Walker and Ni 2011.
 */
@Component(service = Solver.class)
@Designate(ocd = AndersonOptions.class)
@SolverInfo(id = "equilibrium.anderson", family = "equilibrium", problem = EquilibriumProblem.TYPE, title = "Anderson acceleration",
        paper = "Walker and Ni: Anderson acceleration for fixed-point iterations, 2011, doi:10.1137/10078356X; "
                + "Anderson: Iterative procedures for nonlinear integral equations, 1965, doi:10.1145/321296.321305")
public final class AndersonSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        AndersonOptions options = context.options(AndersonOptions.class);
        return EquilibriumSolve.solve(problem, new AndersonMethod(options.memory(), options.mixing()), options.tolerance(),
                options.maxIterations(), false, context);
    }

    /** Three units, two inputs. */
    @Override
    public EquilibriumProblem selfCheck() {
        return SelfChecks.threeUnits();
    }
}
