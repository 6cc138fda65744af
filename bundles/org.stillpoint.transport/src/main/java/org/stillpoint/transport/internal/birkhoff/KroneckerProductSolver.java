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
 * Kronecker products of matrices of two rows:
 *
 * <pre>
 *   H = U_1 x ... x U_K,   U_k = [[p_k, 1 - p_k], [1 - p_k, p_k]],   (p_k, 1 - p_k) = softmax of a pair of parameters.
 * </pre>
 *
 * A Kronecker product of doubly stochastic matrices is one; 2 log2(n) parameters for n rows.
 */
@Component
@Designate(ocd = ConstructionOptions.class)
@SolverInfo(id = "transport.kronecker-product", family = "transport", problem = MatrixParametrisationProblem.TYPE,
        title = "Doubly stochastic by construction: Kronecker products",
        paper = "Zhou, Gu, Iacovides and Mandic: KromHC, manifold-constrained hyper-connections with Kronecker-product residual matrices, "
                + "2026, arXiv:2601.21579")
public final class KroneckerProductSolver implements Solver<MatrixParametrisationProblem, MatrixBatch> {

    @Override
    public Solution<MatrixBatch> solve(MatrixParametrisationProblem problem, SolveContext context) throws SolverException {
        double tolerance = context.options(ConstructionOptions.class).tolerance();
        int size = problem.size();
        return Construction.run(problem, MatrixParametrisationProblem.Construction.KRONECKER_PRODUCT, context, tolerance,
                (parameters, from, matrices, to) -> {
                    make(parameters, from, matrices, to, size);
                    return MarginalError.of(matrices, to, size, tolerance);
                });
    }

    /** Entry (i, j) is the product over the bits, from the highest on, of p where i and j agree in it, of 1 - p where they differ. */
    private static void make(double[] parameters, int from, double[] matrices, int to, int size) {
        int factors = Integer.numberOfTrailingZeros(size);
        matrices[to] = 1;
        int done = 1;
        for (int factor = factors - 1; factor >= 0; factor--) {
            double difference = parameters[from + 2 * factor + 1] - parameters[from + 2 * factor];
            double same = 1 / (1 + Math.exp(difference));
            double other = 1 / (1 + Math.exp(-difference));
            for (int i = 0; i < done; i++) {
                for (int j = 0; j < done; j++) {
                    double inner = matrices[to + i * size + j];
                    matrices[to + (i + done) * size + j + done] = same * inner;
                    matrices[to + i * size + j + done] = other * inner;
                    matrices[to + (i + done) * size + j] = other * inner;
                    matrices[to + i * size + j] = same * inner;
                }
            }
            done *= 2;
        }
    }

    /** Two products of two factors. */
    @Override
    public MatrixParametrisationProblem selfCheck() {
        return new MatrixParametrisationProblem(4, new double[] {1, 0, -1, 0.5, 2, 0, 0, -8},
                MatrixParametrisationProblem.Construction.KRONECKER_PRODUCT);
    }

    @Override
    public double expectedSeconds(MatrixParametrisationProblem problem) {
        return problem.construction() == MatrixParametrisationProblem.Construction.KRONECKER_PRODUCT
                ? 1e-5 + 5e-9 * problem.count() * problem.size() * problem.size() : Double.POSITIVE_INFINITY;
    }
}
