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
 * Squares of the entries of orthogonal matrices:
 *
 * <pre>
 *   W = Q R,   H_ij = Q_ij^2,
 * </pre>
 *
 * with W the parameters, Q orthogonal, R triangular. Rows and columns of Q have the norm 1. Q is the product of reflections
 * (Householder); its signs, which depend on convention, do not matter.
 */
@Component
@Designate(ocd = ConstructionOptions.class)
@SolverInfo(id = "transport.orthostochastic", family = "transport", problem = MatrixParametrisationProblem.TYPE,
        title = "Doubly stochastic by construction: squares of orthogonal matrices",
        paper = "Born, Skogh, Rhrissorrakrai, Utro, Wagner and Sobczyk: Quantum doubly stochastic transformers, 2025, arXiv:2504.16275")
public final class OrthostochasticSolver implements Solver<MatrixParametrisationProblem, MatrixBatch> {

    @Override
    public Solution<MatrixBatch> solve(MatrixParametrisationProblem problem, SolveContext context) throws SolverException {
        double tolerance = context.options(ConstructionOptions.class).tolerance();
        return Construction.run(problem, MatrixParametrisationProblem.Construction.ORTHOSTOCHASTIC, context, tolerance,
                new Orthostochastic(problem.size(), tolerance));
    }

    /** Two matrices of three rows. */
    @Override
    public MatrixParametrisationProblem selfCheck() {
        return new MatrixParametrisationProblem(3, new double[] {1, 0, -1, 2, 0.5, 0, 0, 3, 1, 2, 0, 0, 0, 1, 1, 0, -1, 1},
                MatrixParametrisationProblem.Construction.ORTHOSTOCHASTIC);
    }

    @Override
    public double expectedSeconds(MatrixParametrisationProblem problem) {
        return problem.construction() == MatrixParametrisationProblem.Construction.ORTHOSTOCHASTIC
                ? 1e-5 + 5e-9 * problem.parameters().length * problem.size() : Double.POSITIVE_INFINITY;
    }
}
