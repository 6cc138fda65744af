package org.stillpoint.equilibrium.internal.chord;

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
 * The chord method for layers f(z, x) = s(W z + drive): Newton's method with one matrix for all samples and iterations, in which a diagonal
 * matrix D of mean slopes stands for the derivative of s,
 *
 * <pre>
 *   z := z + (I - D W)^-1 (f(z, x) - z) = f(z, x) + D K (f(z, x) - z),    K = W (I - D W)^-1.
 * </pre>
 *
 * It converges linearly where the slopes at a solution are near D: the factor is about the spectral radius of (I - D W)^-1 (D_i - D) W,
 * with D_i the slopes of sample i, instead of that of D_i W for plain iterations. One product with K takes the place of that with W, see
 * {@link Corrections}, where increments are computed in single precision between evaluations in double precision.
 *
 * <p>D is the mean over some samples of the batch, after one plain iteration. So what the other samples are changes the path of a sample,
 * and its bits, though not the tolerance that its answer meets; threads change nothing. A sample that the shared matrix leaves slow goes
 * on with one of its own slopes. Source: Kelley 1995, Iterative methods for linear and nonlinear equations, section 5.4.1.
 */
@Component(service = Solver.class)
@Designate(ocd = ChordOptions.class)
@SolverInfo(id = "equilibrium.chord", family = "equilibrium", problem = EquilibriumProblem.TYPE, title = "Chord method",
        paper = "Kelley: Iterative methods for linear and nonlinear equations, 1995, doi:10.1137/1.9781611970944")
public final class ChordSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        ChordOptions options = context.options(ChordOptions.class);
        return EquilibriumSolve.solve(problem, new ChordMethod(options.precision()), options.tolerance(), options.maxIterations(), false,
                context);
    }

    /** Three units, two inputs. */
    @Override
    public EquilibriumProblem selfCheck() {
        return SelfChecks.threeUnits();
    }
}
