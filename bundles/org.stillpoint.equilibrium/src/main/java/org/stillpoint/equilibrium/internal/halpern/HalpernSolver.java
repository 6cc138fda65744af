package org.stillpoint.equilibrium.internal.halpern;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
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
 * Halpern's iteration, anchored at the start,
 *
 * <pre>
 *   z_{k+1} = z_0 / (k + 2) + (k + 1) / (k + 2) f(z_k, x).
 * </pre>
 *
 * Where f does not expand distances and has a fixed point z*, |z_k - f(z_k)| is at most 2 |z_0 - z*| / (k + 1) in the Euclidean norm, also
 * where plain iteration goes round in circles. With restarts, each sample by itself takes the state that it has come to as z_0 when its
 * residual has fallen enough; then convergence is linear where the residual bounds the distance to a fixed point. Source: Halpern 1967;
 * Lieder 2021.
 */
@Component(service = Solver.class)
@Designate(ocd = HalpernOptions.class)
@SolverInfo(id = "equilibrium.halpern", family = "equilibrium", problem = EquilibriumProblem.TYPE, title = "Halpern's iteration",
        paper = "Lieder: On the convergence rate of the Halpern-iteration, 2021, doi:10.1007/s11590-020-01617-9; "
                + "Halpern: Fixed points of nonexpanding maps, 1967, doi:10.1090/S0002-9904-1967-11864-0")
public final class HalpernSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        HalpernOptions options = context.options(HalpernOptions.class);
        return EquilibriumSolve.solve(problem, samples -> iterate(samples, options.restart()), options.tolerance(),
                options.maxIterations(), false, context);
    }

    private static void iterate(ActiveSamples samples, double restart) {
        double[] anchors = samples.panel(samples.size());
        double[] startResiduals = samples.panel(1);
        double[] steps = samples.panel(1);
        double[] weights = new double[samples.capacity()];
        double[] states = samples.states();
        double[] images = samples.images();
        System.arraycopy(states, 0, anchors, 0, samples.size() * samples.lanes());
        long restarts = 0;
        while (samples.evaluate()) {
            int lanes = samples.lanes();
            double[] residuals = samples.residuals();
            for (int lane = 0; lane < lanes; lane++) {
                if (steps[lane] == 0) {
                    startResiduals[lane] = residuals[lane];
                } else if (residuals[lane] <= restart * startResiduals[lane]) {
                    restarts++;
                    steps[lane] = 0;
                    startResiduals[lane] = residuals[lane];
                    for (int at = lane; at < samples.size() * lanes; at += lanes) {
                        anchors[at] = states[at];
                    }
                }
                weights[lane] = 1 / (steps[lane] + 2);
                steps[lane]++;
            }
            for (int k = 0; k < samples.size(); k++) {
                int row = k * lanes;
                for (int lane = 0; lane < lanes; lane++) {
                    states[row + lane] = images[row + lane] + weights[lane] * (anchors[row + lane] - images[row + lane]);
                }
            }
        }
        samples.session().count(Counter.RESTARTS, restarts);
    }

    /** Three units, two inputs. */
    @Override
    public EquilibriumProblem selfCheck() {
        return SelfChecks.threeUnits();
    }

    /** For layers that do not expand; slower than plain iteration on those that contract. */
    @Override
    public double expectedSeconds(EquilibriumProblem problem) {
        return 20;
    }
}
