package org.stillpoint.equilibrium.internal.splitting;

import java.util.Arrays;
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
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableLayer;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/**
 * Peaceman-Rachford splitting for a layer f(z) = s(W z + b), where A = I - W is monotone and s = (I + dh)^-1: the reflected resolvents of
 * A - b and of dh in turn,
 *
 * <pre>
 *   v^{k+1/2} = 2 z^k - u^k,              z^{k+1/2} = (I + a A)^-1 (v^{k+1/2} + a b),
 *   u^{k+1}   = 2 z^{k+1/2} - v^{k+1/2},  z^{k+1}   = (I + a dh)^-1 u^{k+1}.
 * </pre>
 *
 * The first three are one update by what z^k fails to solve, which W z^k + b of the residual gives as well:
 *
 * <pre>
 *   u^{k+1} = u^k + 2 (I + a A)^-1 (a (W z^k + b) + (1 - a) z^k - u^k).
 * </pre>
 *
 * So errors of the inverse, which is computed once, leave the fixed point as it is. An iteration takes two products, one with W and one
 * with the inverse; the evaluations of the layer are counted.
 *
 * <p>For strongly monotone A the iteration converges whatever a, by a factor of |(I - a A) (I + a A)^-1|. Its square is the largest
 * (1 - q) / (1 + q) for q = 2 a v'A v / (1 + a^2 |A v|^2), |v| = 1, and 1 / q is at most (1 / (a m) + a / c) / 2 by the constants of
 * {@link MonotoneOperator}. That is least for a = sqrt(c / m), the step taken, which gives
 *
 * <pre>
 *   |u^{k+1} - u*|^2 &lt;= (1 - sqrt(m c)) / (1 + sqrt(m c)) |u^k - u*|^2;
 * </pre>
 *
 * it lies between 1 / L and 1 / sqrt(m L). Where (I + a dh)^-1 takes solving equations unless a = 1, a step within a factor of 2 of 1 gives
 * way to 1, for which the bound 1 / q is at most a quarter larger.
 *
 * <p>Source: Lions and Mercier 1979; for layers Winston and Kolter 2020 (arXiv:2006.08591).
 */
@Component(service = Solver.class)
@Designate(ocd = PeacemanRachfordOptions.class)
@SolverInfo(id = "equilibrium.peaceman-rachford", family = "equilibrium", problem = EquilibriumProblem.TYPE,
        title = "Peaceman-Rachford splitting", paper = "Winston, Kolter: Monotone operator equilibrium networks, 2020 (arXiv:2006.08591)")
public final class PeacemanRachfordSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    /** Steps within this factor of 1 are replaced by 1 where that is cheaper. */
    private static final double NEAR_ONE = 2;

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        PeacemanRachfordOptions options = context.options(PeacemanRachfordOptions.class);
        return EquilibriumSolve.solve(problem, (layer, session) -> method(layer, options.stepSize(), session), options.tolerance(),
                options.maxIterations(), false, context);
    }

    /**
     * The method for a layer.
     *
     * @param given the step a, 0 for the one of the least bound
     * @throws SolverException if the layer is not of the form that is split
     */
    public static EquilibriumMethod method(Layer layer, double given, Session session) throws SolverException {
        MonotoneOperator operator = Splitting.operator(layer, session);
        double step = given > 0 ? given : step(operator, ((SplittableLayer) layer).projects());
        PanelMatrix resolvent = PanelMatrix.of(operator.resolvent(step), 0, operator.order(), operator.order());
        session.count(Counter.FACTORISATIONS, operator.factorisations());
        return samples -> iterate(samples, resolvent, step);
    }

    /** The step of the least bound, or 1 / (2 L), for which I + a A has an inverse, where there is none. */
    static double step(MonotoneOperator operator, boolean projects) throws SolverException {
        if (!operator.stronglyMonotone()) {
            return .5 / operator.lipschitz();
        }
        double step = Math.sqrt(operator.cocoercivity() / operator.strongMonotonicity());
        return !projects && step >= 1 / NEAR_ONE && step <= NEAR_ONE ? 1 : step;
    }

    private static void iterate(ActiveSamples samples, PanelMatrix resolvent, double a) {
        SplittableKernel kernel = (SplittableKernel) samples.kernel;
        PanelProducts products = new PanelProducts();
        double[] u = samples.panel(samples.size());
        double[] combinations = samples.panel(samples.size());
        double[] change = new double[samples.size() * samples.capacity()];
        System.arraycopy(samples.states(), 0, u, 0, change.length);
        while (Splitting.evaluate(samples, combinations)) {
            int lanes = samples.lanes();
            int length = samples.size() * lanes;
            double[] z = samples.states();
            for (int i = 0; i < length; i++) {
                combinations[i] = a * combinations[i] + (1 - a) * z[i] - u[i];
            }
            Arrays.fill(change, 0, length, 0);
            products.addPanel(change, 0, resolvent, combinations, 0, lanes);
            for (int i = 0; i < length; i++) {
                u[i] += 2 * change[i];
            }
            kernel.proximal(a, u, lanes, z);
        }
    }

    @Override
    public EquilibriumProblem selfCheck() {
        return Splitting.selfCheck();
    }
}
