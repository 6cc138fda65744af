package org.stillpoint.transport.internal.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianBarycenterProblem;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.GaussianBarycenterVerifier;

class BuresBarycenterSolverTest {

    private static TestContext context() {
        return new TestContext().blas(new JavaBlas());
    }

    private static Gaussian barycenter(GaussianBarycenterProblem problem) throws SolverException {
        Solution<Gaussian> solution = new BuresBarycenterSolver().solve(problem, context());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        Certificate certificate = Verification.of(new GaussianBarycenterVerifier(), problem, solution);
        assertTrue(certificate.holds(), certificate::toString);
        return solution.value();
    }

    private static Gaussian diagonal(double... variances) {
        DMatrixRMaj covariance = new DMatrixRMaj(variances.length, variances.length);
        for (int i = 0; i < variances.length; i++) {
            covariance.set(i, i, variances[i]);
        }
        return new Gaussian(new double[variances.length], covariance);
    }

    /** Where covariances commute, roots are averaged. */
    @Test
    void deviationsOfCommutingCovariancesAreAveraged() throws SolverException {
        Gaussian mean = barycenter(new GaussianBarycenterProblem(List.of(diagonal(1, 16, 1e-4), diagonal(9, 4, 1)),
                new double[] {.25, .75}));
        assertArrayEquals(new double[] {6.25, 0, 0, 0, 6.25, 0, 0, 0, .7525 * .7525}, mean.covariance().data, 1e-9);
    }

    /** Between two distributions the barycentre lies on the geodesic: the covariance of x + w (T x - x). */
    @Test
    void twoDistributionsHaveAGeodesic() throws SolverException {
        GaussianBarycenterProblem problem = new BuresBarycenterSolver().selfCheck();
        Gaussian from = problem.measures().get(0);
        Gaussian to = problem.measures().get(1);
        double[] map = new GaussianTransportSolver().solve(new GaussianTransportProblem(from, to), context()).value().map().data;
        double[] half = {(1 + map[0]) / 2, map[1] / 2, map[2] / 2, (1 + map[3]) / 2};
        JavaBlas blas = new JavaBlas();
        double[] expected = SymmetricMatrix.congruence(half, from.covariance().data, 2, blas);
        Gaussian mean = barycenter(problem);
        assertArrayEquals(expected, mean.covariance().data, 1e-9);
        assertArrayEquals(new double[] {.5, -.5}, mean.mean());
    }

    @Test
    void manyRandomDistributionsAreCertifiedInFewSteps() throws SolverException {
        Random random = new Random(1);
        List<Gaussian> measures = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            DMatrixRMaj covariance = new DMatrixRMaj(5, 5);
            double[][] factor = new double[5][];
            for (int i = 0; i < 5; i++) {
                factor[i] = random.doubles(5).map(value -> value - .5).toArray();
                for (int j = 0; j <= i; j++) {
                    double sum = i == j ? .01 : 0;
                    for (int l = 0; l < 5; l++) {
                        sum += factor[i][l] * factor[j][l];
                    }
                    covariance.set(i, j, sum);
                    covariance.set(j, i, sum);
                }
            }
            measures.add(new Gaussian(random.doubles(5).toArray(), covariance));
        }
        double[] weights = new double[6];
        Arrays.fill(weights, 1 / 6.0);
        GaussianBarycenterProblem problem = new GaussianBarycenterProblem(measures, weights);
        barycenter(problem);
        assertTrue(new BuresBarycenterSolver().solve(problem, context()).iterations() < 40);
        assertEquals(barycenter(problem), barycenter(problem));
    }

    @Test
    void limitsAndRefusals() throws SolverException {
        GaussianBarycenterProblem problem = new BuresBarycenterSolver().selfCheck();
        assertEquals(Status.ITERATION_LIMIT,
                new BuresBarycenterSolver().solve(problem, context().with("maxIterations", 1L)).status());
        assertEquals(Status.CANCELLED, new BuresBarycenterSolver().solve(problem, context().cancelAt(0)).status());
        Gaussian indefinite = new Gaussian(new double[2], new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}}));
        GaussianBarycenterProblem wrong = new GaussianBarycenterProblem(List.of(indefinite), new double[] {1});
        assertTrue(assertThrows(SolverException.class, () -> new BuresBarycenterSolver().solve(wrong, context())).getMessage()
                .contains("covariance of the measure 0"));
        for (Gaussian other : List.of(problem.measures().get(0), new Gaussian(new double[] {1}, new DMatrixRMaj(new double[][] {{1}})))) {
            assertFalse(Verification.of(new GaussianBarycenterVerifier(), problem,
                    Solution.of(Status.CONVERGED, other).residual(0, 1e-10).build()).holds());
        }
    }
}
