package org.stillpoint.equilibrium.internal.homotopy;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;
import org.stillpoint.equilibrium.internal.run.SelfChecks;

/**
 * Homotopy continuation: from the start z_0 at t = 0 to a solution at t = 1 along the path
 *
 * <pre>
 *   H(z, t) = z - (1 - t) z_0 - t f(z, x) = 0,  so that  (I - t J) dz/dt = f(z, x) - z_0,
 * </pre>
 *
 * a differential equation (the derivative of H along the path is 0), integrated by the classical Runge-Kutta method. After each step
 * inexact Newton steps (I - t J) s = -H lead back to the path; at t = 1 they go on until the residual is within the tolerance. A step that
 * they do not bring back is taken again with half the length, one after which hardly anything was left is followed by a longer one. The
 * equations are solved by GMRES, of all samples in step; each sample has its own time and step length. Of several solutions that one is
 * found which the start is connected with. The path ends, and the sample as stagnated, where I - t J is singular on it: at turning points
 * and bifurcations. A start that the problem gives for all samples alike is the shared initial point of the source: Ding, Cui, Wang, Shi
 * 2023 (HomoODE), whose differential equation is a learned one; here it is that of the homotopy itself, followed by a corrector.
 */
@Component(service = Solver.class)
@Designate(ocd = HomotopyOptions.class)
@SolverInfo(id = "equilibrium.homotopy", family = "equilibrium", problem = EquilibriumProblem.TYPE, title = "Homotopy continuation",
        paper = "Ding, Cui, Wang and Shi: Two sides of the same coin: bridging deep equilibrium models and neural ODEs via "
                + "homotopy continuation, 2023, arXiv:2310.09583")
public final class HomotopySolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    /** A counter: steps along the paths of all samples. */
    static final String STEPS = "pathSteps";
    /** A counter: steps that were taken again with half the length. */
    static final String REJECTED = "rejectedSteps";

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        HomotopyOptions options = context.options(HomotopyOptions.class);
        return EquilibriumSolve.solve(problem, samples -> follow(samples, options), options.tolerance(), options.maxIterations(),
                options.differences(), context);
    }

    private static void follow(ActiveSamples samples, HomotopyOptions options) throws SolverException {
        samples.layer.requireDerivatives();
        HomotopyIteration iteration = new HomotopyIteration(samples, options.memory(), 1.0 / options.steps());
        iteration.run();
        samples.session().count(STEPS, iteration.steps());
        samples.session().count(REJECTED, iteration.rejected());
    }

    /** Three units, two inputs. */
    @Override
    public EquilibriumProblem selfCheck() {
        return SelfChecks.threeUnits();
    }

    /** For those who want the solution that the start is connected with. */
    @Override
    public double expectedSeconds(EquilibriumProblem problem) {
        return 10;
    }
}
