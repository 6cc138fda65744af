package org.stillpoint.equilibrium.internal.gradient;

import java.util.Arrays;
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
import org.stillpoint.equilibrium.internal.picard.PicardIteration;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;

/**
 * Phantom gradients: back-propagation through k steps z + tau (f(z) - z) that start, and stay, at the fixed point. The adjoint is the sum
 *
 * <pre>
 *   u_k = tau sum over i from 0 to k - 1 of ((1 - tau) I + tau J')^i v,
 * </pre>
 *
 * of Neumann's series, which u_{j+1} = u_j + tau (J'u_j + v - u_j) with u_0 = 0 adds up. What it leaves of u = J'u + v is the residual;
 * unless that is within the tolerance, the status is that of a limit. For a symmetric J of norm rho and tau = 1 the relative error of u is
 * at most rho^k. Source: Geng, Zhang, Bai, Wang, Lin 2021, On training implicit models (arXiv:2111.05177).
 */
@Component(service = Solver.class)
@Designate(ocd = PhantomOptions.class)
@SolverInfo(id = "equilibrium.phantom", family = "equilibrium", problem = EquilibriumGradientProblem.TYPE, title = "Phantom gradient",
        paper = "Geng and others: On training implicit models, 2021")
public final class PhantomSolver implements Solver<EquilibriumGradientProblem, EquilibriumGradient> {

    @Override
    public Solution<EquilibriumGradient> solve(EquilibriumGradientProblem problem, SolveContext context) throws SolverException {
        PhantomOptions options = context.options(PhantomOptions.class);
        PicardIteration iteration = new PicardIteration(options.damping());
        return GradientSolve.solve(problem, options.tolerance(), options.maxIterations(), options.differences(), context, solve -> {
            EquilibriumStates states = solve.states(options.forward());
            Linearisation linearisation = solve.linearise(states);
            EquilibriumStates adjoints = solve.adjoints(linearisation, problem.cotangent().values().clone(),
                    samples -> sum(samples, iteration, options.steps()), options.tolerance(), 1);
            linearisation.addDerivatives(adjoints.states().values(), solve.byInput(), solve.sums());
            return solve.solution(states, adjoints);
        });
    }

    private static void sum(ActiveSamples samples, PicardIteration iteration, int steps) {
        int length = samples.size() * samples.lanes();
        Arrays.fill(samples.states(), 0, length, 0);
        for (int step = 0; step < steps && samples.proceed(1); step++) {
            samples.kernel.apply(samples.states(), samples.drives(), samples.lanes(), samples.images());
            iteration.step(samples.states(), samples.images(), length);
        }
        samples.evaluate();
    }

    /** Units whose states depend on each other in one direction: there two steps are enough. */
    @Override
    public EquilibriumGradientProblem selfCheck() {
        return SelfCheck.problem(0, 0, .5, 0);
    }

    /** More than implicit differentiation: the derivatives are approximations. */
    @Override
    public double expectedSeconds(EquilibriumGradientProblem problem) {
        return 1000;
    }
}
