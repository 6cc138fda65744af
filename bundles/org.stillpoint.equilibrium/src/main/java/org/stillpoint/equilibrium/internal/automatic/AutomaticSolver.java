package org.stillpoint.equilibrium.internal.automatic;

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
 * Finds equilibria by the method of this family that suits the layer, and says which it was and why.
 *
 * <p>For a layer s(W z + drive) with a full matrix W, a few plain iterations of some samples tell how fast these contract and how far the
 * slopes of s differ between samples. From that follows what plain iterations and the chord method would take, and the cheaper one solves
 * the batch, in mixed precision; samples that turn out slow go on with chords of their own, and where these do not help in double
 * precision.
 *
 * <p>For any other layer each sample begins with plain iterations. One whose residual would take many more of them goes on with Anderson
 * acceleration, unless it falls faster than linearly, and where acceleration gets it no further with damped iterations. Sources: those of
 * the chord method and of Anderson acceleration.
 */
@Component(service = Solver.class)
@Designate(ocd = AutomaticOptions.class)
@SolverInfo(id = "equilibrium.auto", family = "equilibrium", problem = EquilibriumProblem.TYPE,
        title = "Equilibria: the method that suits the layer",
        paper = "Kelley: Iterative methods for linear and nonlinear equations, 1995, doi:10.1137/1.9781611970944; "
                + "Walker and Ni: Anderson acceleration for fixed-point iterations, 2011, doi:10.1137/10078356X")
public final class AutomaticSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        AutomaticOptions options = context.options(AutomaticOptions.class);
        return EquilibriumSolve.solve(problem, new AutomaticMethod(), options.tolerance(), options.maxIterations(), false, context);
    }

    /** Three units, two inputs. */
    @Override
    public EquilibriumProblem selfCheck() {
        return SelfChecks.threeUnits();
    }

    /** To be preferred wherever nothing else is asked for. */
    @Override
    public double expectedSeconds(EquilibriumProblem problem) {
        return 0;
    }
}
