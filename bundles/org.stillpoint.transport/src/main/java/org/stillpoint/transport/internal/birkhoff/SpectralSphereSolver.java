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
 * Matrices of spectral norm 1, of any signs:
 *
 * <pre>
 *   H = W / ||W||_2,
 * </pre>
 *
 * with W the parameters. The norm is the largest singular value, by rotations that make the columns of W orthogonal to each other in pairs
 * (Hestenes 1958, doi:10.1137/0106005), which ends in rounding for any gap between singular values, unlike the power iteration.
 */
@Component
@Designate(ocd = ConstructionOptions.class)
@SolverInfo(id = "transport.spectral-sphere", family = "transport", problem = MatrixParametrisationProblem.TYPE,
        title = "Spectral norm 1 by construction",
        paper = "Liu, Zhang and Li: Beyond the Birkhoff polytope: Spectral-sphere-constrained hyper-connections, 2026, arXiv:2603.20896")
public final class SpectralSphereSolver implements Solver<MatrixParametrisationProblem, MatrixBatch> {

    @Override
    public Solution<MatrixBatch> solve(MatrixParametrisationProblem problem, SolveContext context) throws SolverException {
        ConstructionOptions options = context.options(ConstructionOptions.class);
        return Construction.run(problem, MatrixParametrisationProblem.Construction.SPECTRAL_SPHERE, context, options.tolerance(),
                new SpectralSphere(problem.size(), options.maxIterations()));
    }

    /** Two matrices of three rows, one of them of rank 1. */
    @Override
    public MatrixParametrisationProblem selfCheck() {
        return new MatrixParametrisationProblem(3, new double[] {1, 0, -1, 2, 0.5, 0, 0, 3, 1, 2, 2, 2, 1, 1, 1, -1, -1, -1},
                MatrixParametrisationProblem.Construction.SPECTRAL_SPHERE);
    }

    @Override
    public double expectedSeconds(MatrixParametrisationProblem problem) {
        return problem.construction() == MatrixParametrisationProblem.Construction.SPECTRAL_SPHERE
                ? 1e-5 + 3e-8 * problem.parameters().length * problem.size() : Double.POSITIVE_INFINITY;
    }
}
