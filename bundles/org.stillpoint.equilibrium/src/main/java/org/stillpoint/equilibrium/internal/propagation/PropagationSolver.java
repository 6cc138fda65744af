package org.stillpoint.equilibrium.internal.propagation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.equilibrium.internal.gradient.GradientSolve;
import org.stillpoint.equilibrium.internal.gradient.Linearisation;
import org.stillpoint.equilibrium.internal.gradient.SelfCheck;

/**
 * Equilibrium propagation: adjoints from how equilibria answer when the loss v'z nudges them, without products of transposed Jacobian
 * matrices. A layer z = s(W z + drive), s' symmetric, is nudged inside, z(beta) = s(W z(beta) + drive + beta v), so that with D = s'
 *
 * <pre>
 *   w = dz/dbeta at 0 = (I - D W)^-1 D v.
 * </pre>
 *
 * The derivatives of v'z by the drive are (I - D W')^-1 D v, which is w where W is symmetric, and the adjoint of u = W'D u + v is u = v +
 * W w. Other layers are nudged outside, z(beta) = f(z(beta), x) + beta v, so that dz/dbeta = (I - J)^-1 v is the adjoint where J is
 * symmetric.
 *
 * <p>dz/dbeta is taken from N nudges on a circle,
 *
 * <pre>
 *   dz/dbeta = (1 / N beta) sum over j of e^{-i phi_j} z(beta e^{i phi_j}) + O(beta^N),    phi_j = 2 pi j / N,
 * </pre>
 *
 * Cauchy's integral by the trapezoidal rule; with N = 2 the central difference of real nudges. With analytic activations the error falls by
 * powers of beta over the distance of the nearest singularity, so that nudges need not be small.
 *
 * <p>Where the matrix is not symmetric, the derivatives have a bias, which no nudge removes. How far it is from symmetric is said, and what
 * the adjoint leaves of its equation u = J'u + v is the residual: unless it is within the tolerance, the status is that of a limit.
 * Sources: Scellier and Bengio 2017, Equilibrium propagation (arXiv:1602.05179); Scellier and others 2018 for vector fields without an
 * energy (arXiv:1808.04873); Laborieux and Zenke 2022 for nudges in the complex plane (arXiv:2209.00530), and 2023 for asymmetric matrices
 * (arXiv:2309.02214).
 */
@Component(service = Solver.class)
@Designate(ocd = PropagationOptions.class)
@SolverInfo(id = "equilibrium.propagation", family = "equilibrium", problem = EquilibriumGradientProblem.TYPE,
        title = "Equilibrium propagation",
        paper = "Laborieux, Zenke: Improving equilibrium propagation without weight symmetry through Jacobian homeostasis, 2023")
public final class PropagationSolver implements Solver<EquilibriumGradientProblem, EquilibriumGradient> {

    /** Less asymmetry than this is rounding. */
    private static final double SYMMETRIC = 1e-13;

    @Override
    public Solution<EquilibriumGradient> solve(EquilibriumGradientProblem problem, SolveContext context) throws SolverException {
        PropagationOptions options = context.options(PropagationOptions.class);
        return GradientSolve.solve(problem, options.tolerance(), options.maxIterations(), options.differences(), context, solve -> {
            Nudges nudges = new Nudges(solve, options);
            EquilibriumStates states = solve.states(options.forward());
            double[] adjoints = nudges.adjoints(states);
            Linearisation linearisation = solve.linearise(states);
            double asymmetry = Asymmetry.of(solve.layer(), linearisation, solve.inputs().count(), context.seed());
            if (asymmetry > SYMMETRIC) {
                solve.session().warn(String.format(Locale.ROOT, "the derivatives are biased, as the matrix M of the interactions is not "
                        + "symmetric: |M - M'| is %.2g of |M + M'| (Frobenius norms)", asymmetry));
            }
            EquilibriumStates measured = solve.measured(linearisation, adjoints);
            linearisation.addDerivatives(adjoints, solve.byInput(), solve.sums());
            return solve.solution(states, withNudges(measured, nudges.statuses()));
        });
    }

    /** An adjoint that is not good enough ended as the worst of its nudged states did. */
    private static EquilibriumStates withNudges(EquilibriumStates measured, List<Status> nudged) {
        List<Status> statuses = new ArrayList<>(measured.statuses());
        for (int sample = 0; sample < statuses.size(); sample++) {
            if (statuses.get(sample) == Status.ITERATION_LIMIT && nudged.get(sample) != Status.CONVERGED) {
                statuses.set(sample, nudged.get(sample));
            }
        }
        return new EquilibriumStates(measured.states(), measured.residuals(), measured.evaluations(), statuses);
    }

    /** Two units with a symmetric matrix. */
    @Override
    public EquilibriumGradientProblem selfCheck() {
        return SelfCheck.symmetric();
    }

    /** More than implicit differentiation: the derivatives are approximations. */
    @Override
    public double expectedSeconds(EquilibriumGradientProblem problem) {
        return 1000;
    }
}
