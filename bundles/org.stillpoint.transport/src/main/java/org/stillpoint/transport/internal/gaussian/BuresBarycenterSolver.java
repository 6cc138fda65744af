package org.stillpoint.transport.internal.gaussian;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianBarycenterProblem;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.iteration.StoppingRule;

/**
 * The barycentre of normal distributions by a fixed-point iteration for its covariance,
 *
 * <pre>
 *   M = sum over k of w_k (S^(1/2) S_k S^(1/2))^(1/2),   S &lt;- S^(-1/2) M^2 S^(-1/2),
 * </pre>
 *
 * from the weighted mean of the covariances. It converges to the only fixed point, M = S.
 */
@Component
@Designate(ocd = BuresBarycenterOptions.class)
@SolverInfo(id = "transport.bures-barycenter", family = "transport", problem = GaussianBarycenterProblem.TYPE,
        title = "Barycentre of normal distributions: fixed-point iteration",
        paper = "Alvarez-Esteban, del Barrio, Cuesta-Albertos and Matran: A fixed-point approach to barycenters in Wasserstein space, "
                + "2016, arXiv:1511.05355")
public final class BuresBarycenterSolver implements Solver<GaussianBarycenterProblem, Gaussian> {

    @Override
    public Solution<Gaussian> solve(GaussianBarycenterProblem problem, SolveContext context) throws SolverException {
        BuresBarycenterOptions options = context.options(BuresBarycenterOptions.class);
        StoppingRule rule = new StoppingRule(context, options.tolerance(), options.maxIterations(), 0);
        Blas blas = context.blas();
        int order = problem.dimension();
        double[] mean = new double[order];
        double[] covariance = new double[order * order];
        for (int k = 0; k < problem.measures().size(); k++) {
            Gaussian measure = problem.measures().get(k);
            SymmetricMatrix.covariance("measure " + k, measure.covariance(), blas);
            VectorKernels.axpy(problem.weights()[k], measure.mean(), mean);
            VectorKernels.axpy(problem.weights()[k], measure.covariance().data, 0, covariance, 0, covariance.length);
        }
        Status status = null;
        double residual = Double.NaN;
        long iterations = 0;
        while (status == null) {
            SymmetricMatrix present = new SymmetricMatrix(covariance, order, blas);
            double[] root = present.map(value -> Math.sqrt(Math.max(value, 0)));
            double[] image = new double[order * order];
            for (int k = 0; k < problem.measures().size(); k++) {
                double[] inner = SymmetricMatrix.congruence(root, problem.measures().get(k).covariance().data, order, blas);
                double[] part = new SymmetricMatrix(inner, order, blas).map(value -> Math.sqrt(Math.max(value, 0)));
                VectorKernels.axpy(problem.weights()[k], part, image);
            }
            residual = Math.sqrt(VectorKernels.squaredDistance(image, 0, covariance, 0, image.length)) / VectorKernels.norm2(covariance);
            status = rule.check(iterations, residual);
            if (status == null) {
                double[] inverseRoot = present.map(value -> 1 / Math.sqrt(value));
                double[] square = SymmetricMatrix.symmetric(SymmetricMatrix.product(image, image, order, blas), order);
                covariance = SymmetricMatrix.congruence(inverseRoot, square, order, blas);
                iterations++;
            }
        }
        return Solution.of(status, new Gaussian(mean, DMatrixRMaj.wrap(order, order, covariance))).residual(residual, options.tolerance())
                .count(Counter.ITERATIONS, iterations).build();
    }

    /** Two distributions in the plane, their axes turned against each other. */
    @Override
    public GaussianBarycenterProblem selfCheck() {
        return new GaussianBarycenterProblem(List.of(
                new Gaussian(new double[2], new DMatrixRMaj(new double[][] {{2, 0.5}, {0.5, 1}})),
                new Gaussian(new double[] {1, -1}, new DMatrixRMaj(new double[][] {{1, -0.3}, {-0.3, 1.5}}))), new double[] {0.5, 0.5});
    }

    /** Some ten steps with an eigenvalue problem for each distribution. */
    @Override
    public double expectedSeconds(GaussianBarycenterProblem problem) {
        return 1e-5 + 1e-7 * problem.measures().size() * Math.pow(problem.dimension(), 3);
    }
}
