package org.stillpoint.equilibrium.internal.newton;

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
 * Newton's method for z = f(z, x), whose equations are solved by GMRES from products with the derivative J of f only, just well enough,
 *
 * <pre>
 *   (I - J) s = f(z) - z + r,  |r| &lt;= e |f(z) - z|,  z_next = z + a s,
 * </pre>
 *
 * with the forcing e of Eisenstat and Walker; see {@link NewtonIteration}. Where a whole step (a = 1) does not reduce |f(z) - z|, plain
 * steps are tried; where they do not lead nearer to a solution, a is found by a backtracking line search. It converges quadratically where
 * I - J is regular, whether f contracts or not. The products of all samples are made together, while each sample has its own equations,
 * forcing and factor. Source: Eisenstat and Walker 1996; Knoll and Keyes 2004.
 */
@Component(service = Solver.class)
@Designate(ocd = NewtonKrylovOptions.class)
@SolverInfo(id = "equilibrium.newton-krylov", family = "equilibrium", problem = EquilibriumProblem.TYPE,
        title = "Newton's method with GMRES",
        paper = "Eisenstat and Walker: Choosing the forcing terms in an inexact Newton method, 1996, doi:10.1137/0917003; "
                + "Knoll and Keyes: Jacobian-free Newton-Krylov methods, 2004, doi:10.1016/j.jcp.2003.08.010")
public final class NewtonKrylovSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        NewtonKrylovOptions options = context.options(NewtonKrylovOptions.class);
        return EquilibriumSolve.solve(problem, new NewtonKrylovMethod(options.memory()), options.tolerance(), options.maxIterations(),
                options.differences(), context);
    }

    /** Three units, two inputs. */
    @Override
    public EquilibriumProblem selfCheck() {
        return SelfChecks.threeUnits();
    }

    /** Robust, with more evaluations than accelerated iterations take where those converge, and for layers with derivatives only. */
    @Override
    public double expectedSeconds(EquilibriumProblem problem) {
        return 2;
    }
}
