package org.stillpoint.transport.internal.birkhoff;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem.Divergence;
import org.stillpoint.api.problem.transport.MatrixBatch;

/**
 * The Sinkhorn-Knopp iteration for a batch of logits X, in logarithms:
 *
 * <pre>
 *   f_i = -log(sum over j of exp(X_ij + g_j)),   g_j = -log(sum over i of exp(X_ij + f_i)),   P_ij = exp(X_ij + f_i + g_j).
 * </pre>
 *
 * Each sweep makes the sums of the rows 1, then those of the columns. For logits of some size it takes far more than the twenty sweeps
 * that are customary; a limit on the iterations returns what that many sweeps give, with the error that is left.
 */
@Component
@Designate(ocd = BirkhoffSinkhornOptions.class)
@SolverInfo(id = "transport.birkhoff-sinkhorn", family = "transport", problem = DoublyStochasticProblem.TYPE,
        title = "Doubly stochastic matrices: Sinkhorn sweeps",
        paper = "Sinkhorn and Knopp: Concerning nonnegative matrices and doubly stochastic matrices, Pacific J. Math. 21, 1967, "
                + "doi:10.2140/pjm.1967.21.343; Xie et al.: mHC, manifold-constrained hyper-connections, 2025, arXiv:2512.24880")
public final class BirkhoffSinkhornSolver implements Solver<DoublyStochasticProblem, MatrixBatch> {

    @Override
    public Solution<MatrixBatch> solve(DoublyStochasticProblem problem, SolveContext context) throws SolverException {
        BirkhoffSinkhornOptions options = context.options(BirkhoffSinkhornOptions.class);
        double tolerance = options.tolerance();
        return BatchProjection.run(problem, Divergence.KULLBACK_LEIBLER, context, tolerance, options.maxIterations(), Counter.WARM_UP,
                () -> new SinkhornLanes(problem.size(), tolerance / 2, options.maxIterations()));
    }

    /** Two matrices of three rows. */
    @Override
    public DoublyStochasticProblem selfCheck() {
        return twoMatrices(Divergence.KULLBACK_LEIBLER);
    }

    static DoublyStochasticProblem twoMatrices(Divergence divergence) {
        return new DoublyStochasticProblem(3, new double[] {1, 0, -1, 2, 0.5, 0, 0, 0, 1, 0.25, 1, 0, -0.5, 0, 0.75, 0, 0, 0}, divergence);
    }

    /** Some hundred sweeps. */
    @Override
    public double expectedSeconds(DoublyStochasticProblem problem) {
        return problem.divergence() == Divergence.KULLBACK_LEIBLER ? 1e-5 + 3e-7 * problem.inputs().length : Double.POSITIVE_INFINITY;
    }
}
