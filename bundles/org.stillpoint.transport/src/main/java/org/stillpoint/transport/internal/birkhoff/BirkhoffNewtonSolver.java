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
 * Newton's method for a batch of logits X. With the rows normalised by f_i(g) = -log(sum over j of exp(X_ij + g_j)), the potentials of the
 * columns minimise
 *
 * <pre>
 *   sum over i of -f_i(g) - sum over j of g_j,   gradient P'1 - 1,   second derivative diag(P'1) - P'P,
 * </pre>
 *
 * a Laplacian whose weights P'P are sums of products: see {@link LaplacianLanes} and {@link NewtonLanes} for the system and the step.
 * Logits of a wide range are approached by way of X / T with T falling to 1 by a factor of four, g growing by it: then the entries of P
 * that are to vanish get to their magnitude at once instead of by a factor of e in each step. A few steps for each T give sums that are
 * exact to rounding, whatever the logits.
 */
@Component
@Designate(ocd = BirkhoffNewtonOptions.class)
@SolverInfo(id = "transport.birkhoff-newton", family = "transport", problem = DoublyStochasticProblem.TYPE,
        title = "Doubly stochastic matrices: Newton's method",
        paper = "Brauer, Clason, Lorenz and Wirth: A Sinkhorn-Newton method for entropic optimal transport, 2017, arXiv:1710.06635; "
                + "Tang et al.: Accelerating Sinkhorn algorithm with sparse Newton iterations, ICLR 2024, arXiv:2401.12253")
public final class BirkhoffNewtonSolver implements Solver<DoublyStochasticProblem, MatrixBatch> {

    @Override
    public Solution<MatrixBatch> solve(DoublyStochasticProblem problem, SolveContext context) throws SolverException {
        BirkhoffNewtonOptions options = context.options(BirkhoffNewtonOptions.class);
        return BatchProjection.run(problem, Divergence.KULLBACK_LEIBLER, context, options.tolerance(), options.maxIterations(),
                Counter.FINISH, () -> new KullbackLeiblerLanes(problem.size(), options.tolerance(), options.maxIterations()));
    }

    /** Two matrices of three rows. */
    @Override
    public DoublyStochasticProblem selfCheck() {
        return BirkhoffSinkhornSolver.twoMatrices(Divergence.KULLBACK_LEIBLER);
    }

    /** Some ten steps. */
    @Override
    public double expectedSeconds(DoublyStochasticProblem problem) {
        return problem.divergence() == Divergence.KULLBACK_LEIBLER
                ? 1e-5 + 2e-8 * problem.inputs().length + 5e-9 * problem.inputs().length * problem.size() : Double.POSITIVE_INFINITY;
    }
}
