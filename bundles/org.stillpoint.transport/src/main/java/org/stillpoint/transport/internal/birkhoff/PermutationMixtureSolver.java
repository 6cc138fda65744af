package org.stillpoint.transport.internal.birkhoff;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.problem.transport.MatrixParametrisationProblem;

/**
 * Mixtures of all permutation matrices (Birkhoff and von Neumann: every doubly stochastic matrix is one):
 *
 * <pre>
 *   H = sum over permutations k of w_k P_k,   w = softmax(parameters).
 * </pre>
 *
 * Doubly stochastic whatever the parameters, without iterating; n! parameters, hence n at most 5.
 */
@Component
@Designate(ocd = ConstructionOptions.class)
@SolverInfo(id = "transport.permutation-mixture", family = "transport", problem = MatrixParametrisationProblem.TYPE,
        title = "Doubly stochastic by construction: mixtures of permutations",
        paper = "Yang and Gao: mHC-lite: You don't need 20 Sinkhorn-Knopp iterations, 2026, arXiv:2601.05732")
public final class PermutationMixtureSolver implements Solver<MatrixParametrisationProblem, MatrixBatch> {

    @Override
    public Solution<MatrixBatch> solve(MatrixParametrisationProblem problem, SolveContext context) throws SolverException {
        double tolerance = context.options(ConstructionOptions.class).tolerance();
        return Construction.run(problem, MatrixParametrisationProblem.Construction.PERMUTATION_MIXTURE, context, tolerance,
                new PermutationMixture(problem.size(), tolerance));
    }

    /** Two mixtures of the six permutations of three. */
    @Override
    public MatrixParametrisationProblem selfCheck() {
        return new MatrixParametrisationProblem(3, new double[] {1, 0, -1, 0.5, 2, 0, 0, -8, -8, -8, -8, -8},
                MatrixParametrisationProblem.Construction.PERMUTATION_MIXTURE);
    }

    @Override
    public double expectedSeconds(MatrixParametrisationProblem problem) {
        return problem.construction() == MatrixParametrisationProblem.Construction.PERMUTATION_MIXTURE
                ? 1e-5 + 1e-8 * problem.parameters().length * problem.size() : Double.POSITIVE_INFINITY;
    }
}
