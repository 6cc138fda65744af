package org.stillpoint.equilibrium.internal.newton;

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
 * Newton's method that looks for the solution near a known point where there are several. The warm-up makes a scalar small, the residual
 * plus what a Gaussian prior around the start z_0 says against z, by one Newton step for each component with a regularised derivative,
 *
 * <pre>
 *   F(z) = |f(z) - z| + w |z - z_0|^2 / 2,  s_i = -F d_i / (D (d_i^2 + h^2)),  d = F'(z),  z_next = z + a s,
 * </pre>
 *
 * (root mean squares, D components), with a backtracking line search for a. F never rises, so that z cannot go where the prior says more
 * against it than the residual at the start. At a solution F is not 0 but what the prior says, so that these steps do not converge to it;
 * therefore w falls with the residual, and when that is a tenth of the first one Newton's method goes on without the prior, from so near
 * that it mostly stays. Source: the scalar form and the prior are those of Samuel et al. 2023 for the inversion of diffusion models; the
 * square in the denominator, which keeps s a direction of descent whatever the sign of d_i, the line search, the fading weight and the
 * finish are not.
 */
@Component(service = Solver.class)
@Designate(ocd = RegularizedNewtonOptions.class)
@SolverInfo(id = "equilibrium.regularized-newton", family = "equilibrium", problem = EquilibriumProblem.TYPE,
        title = "Regularised Newton steps with a prior",
        paper = "Samuel et al.: Regularized Newton Raphson inversion for text-to-image diffusion models, 2023, arXiv:2312.12540")
public final class RegularizedNewtonSolver implements Solver<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Solution<EquilibriumStates> solve(EquilibriumProblem problem, SolveContext context) throws SolverException {
        RegularizedNewtonOptions options = context.options(RegularizedNewtonOptions.class);
        return EquilibriumSolve.solve(problem, samples -> iterate(samples, options), options.tolerance(), options.maxIterations(),
                options.differences(), context);
    }

    private static void iterate(ActiveSamples samples, RegularizedNewtonOptions options) throws SolverException {
        samples.layer.requireDerivatives();
        RegularizedIteration iteration = new RegularizedIteration(samples, options.memory(), options.priorWeight(),
                options.regularisation(), options.warmUp());
        iteration.run();
        samples.session().count(Counter.WARM_UP, iteration.warmUpSteps());
        samples.session().count(Counter.FINISH, iteration.finishSteps());
    }

    /** Three units, two inputs. */
    @Override
    public EquilibriumProblem selfCheck() {
        return SelfChecks.threeUnits();
    }

    /** For those who want the solution near the start. */
    @Override
    public double expectedSeconds(EquilibriumProblem problem) {
        return 10;
    }
}
