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
 * The semismooth Newton method for the Euclidean projection of a batch of matrices X. The potentials minimise
 *
 * <pre>
 *   1/2 sum of max(X_ij + f_i + g_j, 0)^2 - sum of f_i - sum of g_j,   gradient (P 1 - 1, P'1 - 1),   P = max(X + f 1' + 1 g', 0),
 * </pre>
 *
 * whose generalised second derivative [diag(A 1), A; A', diag(A'1)], A = 1 where P is positive, is with the sign of g turned the
 * Laplacian of a graph: see {@link LaplacianLanes} and {@link NewtonLanes} for the system and the step. Matrices of a wide range are
 * approached by way of X / T, T falling to 1 by a factor of four, with the potentials growing by it. The function is piecewise quadratic:
 * once the right piece is found the next step ends in rounding.
 */
@Component
@Designate(ocd = BirkhoffNewtonOptions.class)
@SolverInfo(id = "transport.birkhoff-euclidean", family = "transport", problem = DoublyStochasticProblem.TYPE,
        title = "Doubly stochastic matrices: Euclidean projection by a semismooth Newton method",
        paper = "Li, Sun and Toh: On the efficient computation of a generalized Jacobian of the projector over the Birkhoff polytope, "
                + "Math. Program. 179, 2020, arXiv:1702.05934")
public final class BirkhoffEuclideanSolver implements Solver<DoublyStochasticProblem, MatrixBatch> {

    @Override
    public Solution<MatrixBatch> solve(DoublyStochasticProblem problem, SolveContext context) throws SolverException {
        BirkhoffNewtonOptions options = context.options(BirkhoffNewtonOptions.class);
        return BatchProjection.run(problem, Divergence.EUCLIDEAN, context, options.tolerance(), options.maxIterations(), Counter.FINISH,
                () -> new EuclideanLanes(problem.size(), options.tolerance(), options.maxIterations()));
    }

    /** Two matrices of three rows. */
    @Override
    public DoublyStochasticProblem selfCheck() {
        return BirkhoffSinkhornSolver.twoMatrices(Divergence.EUCLIDEAN);
    }

    /** Some ten steps. */
    @Override
    public double expectedSeconds(DoublyStochasticProblem problem) {
        return problem.divergence() == Divergence.EUCLIDEAN ? 1e-5 + 4e-8 * problem.inputs().length * problem.size()
                : Double.POSITIVE_INFINITY;
    }
}
