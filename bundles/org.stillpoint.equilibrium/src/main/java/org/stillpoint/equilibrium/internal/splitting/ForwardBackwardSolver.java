package org.stillpoint.equilibrium.internal.splitting;

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
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.EquilibriumSolve;
import org.stillpoint.equilibrium.internal.run.Session;

/**
 * Forward-backward splitting for a layer f(z) = s(W z + b), where A = I - W is monotone and s = (I + dh)^-1: a forward step of A - b and a
 * backward step of dh,
 *
 * <pre>
 *   z^{k+1} = (I + a dh)^-1 ((1 - a) z^k + a (W z^k + b)).
 * </pre>
 *
 * W z^k + b gives the residual as well, so an iteration takes one product. Where A is strongly monotone it contracts by |I - a A|, whose
 * square is at most 1 - (2 a - a^2 / c) m by the constants of {@link MonotoneOperator}: below 1 for a below 2 c, and least for a = c, the
 * step taken. The range holds the one of the source, a below 2 m / L^2, as c is at least m / L^2. Larger steps may be faster where the
 * active units allow them, or diverge.
 *
 * <p>Source: Lions and Mercier 1979; for layers Winston and Kolter 2020 (arXiv:2006.08591).
 */
@Component(service = Solver.class)
@Designate(ocd = ForwardBackwardOptions.class)
@SolverInfo(id = "equilibrium.forward-backward", family = "equilibrium", problem = EquilibriumProblem.TYPE,
        title = "Forward-backward splitting", paper = "Winston, Kolter: Monotone operator equilibrium networks, 2020 (arXiv:2006.08591)")
public final class ForwardBackwardSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        ForwardBackwardOptions options = context.options(ForwardBackwardOptions.class);
        return EquilibriumSolve.solve(problem, (layer, session) -> method(layer, options.stepSize(), session), options.tolerance(),
                options.maxIterations(), false, context);
    }

    private static EquilibriumMethod method(Layer layer, double given, Session session) throws SolverException {
        MonotoneOperator operator = Splitting.operator(layer, session);
        double step = given > 0 ? given : step(operator);
        session.count(Counter.FACTORISATIONS, operator.factorisations());
        return samples -> iterate(samples, step);
    }

    /** The step of the least bound, or 1 / (2 L) where there is none. */
    static double step(MonotoneOperator operator) throws SolverException {
        return operator.stronglyMonotone() ? operator.cocoercivity() : .5 / operator.lipschitz();
    }

    private static void iterate(ActiveSamples samples, double a) {
        SplittableKernel kernel = (SplittableKernel) samples.kernel;
        double[] combinations = samples.panel(samples.size());
        while (Splitting.evaluate(samples, combinations)) {
            int lanes = samples.lanes();
            double[] z = samples.states();
            for (int i = 0; i < samples.size() * lanes; i++) {
                combinations[i] = (1 - a) * z[i] + a * combinations[i];
            }
            kernel.proximal(a, combinations, lanes, z);
        }
    }

    @Override
    public EquilibriumProblem selfCheck() {
        return Splitting.selfCheck();
    }
}
