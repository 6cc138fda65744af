package org.stillpoint.transport.internal.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianPlan;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.GaussianTransportVerifier;

class GaussianTransportSolverTest {

    private static final double EXACT = Double.POSITIVE_INFINITY;

    private static TestContext context() {
        return new TestContext().blas(new JavaBlas());
    }

    private static Gaussian line(double mean, double variance, double mass) {
        return new Gaussian(new double[] {mean}, new DMatrixRMaj(new double[][] {{variance}}), mass);
    }

    private static GaussianTransportProblem plane(double sigma, double gamma) {
        return new GaussianTransportProblem(new Gaussian(new double[2], new DMatrixRMaj(new double[][] {{2, .5}, {.5, 1}})),
                new Gaussian(new double[] {1, -1}, new DMatrixRMaj(new double[][] {{1, -.3}, {-.3, 1.5}})), sigma, gamma);
    }

    private static Gaussian random(int dimension, double mass, Random random) {
        double[] mean = random.doubles(dimension).map(value -> 4 * value).toArray();
        double[][] factor = new double[dimension][];
        for (int i = 0; i < dimension; i++) {
            factor[i] = random.doubles(dimension).map(value -> value - .5).toArray();
        }
        DMatrixRMaj covariance = new DMatrixRMaj(dimension, dimension);
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? .05 : 0;
                for (int k = 0; k < dimension; k++) {
                    sum += factor[i][k] * factor[j][k];
                }
                covariance.set(i, j, sum);
                covariance.set(j, i, sum);
            }
        }
        return new Gaussian(mean, covariance, mass);
    }

    /** Solves, and has the claim verified. */
    private static GaussianPlan solve(GaussianTransportProblem problem) throws SolverException {
        Solution<GaussianPlan> solution = new GaussianTransportSolver().solve(problem, context().with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        Certificate certificate = Verification.of(new GaussianTransportVerifier(), problem, solution);
        assertTrue(certificate.holds(), certificate::toString);
        return solution.value();
    }

    @Test
    void theExactPlanInThePlane() throws SolverException {
        GaussianPlan plan = solve(plane(0, EXACT));
        assertEquals(2.4634711896064774, plan.value(), 1e-14);
        assertEquals(1.5695448988819904, Math.sqrt(plan.value()), 1e-14);
        assertArrayEquals(new double[] {.7535411635, -.2973508037, -.2973508037, 1.308532882}, plan.map().data, 5e-10);
        assertEquals(plan.value(), plan.divergence());
        assertEquals(3.794546727738962, solve(plane(.5, EXACT)).value(), 1e-14);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 2, 2", ".1, 2.0629956736589703, 1.9950062499902343,",
        ".5, 2.7776703452634943, 1.8789024427351748, 1.9980546189148471",
        "1, 3.817508016489548, 1.5615528128088303, 1.970579412838249"})
    void theLineWithEntropy(double sigma, double value, double cross, Double divergence) throws SolverException {
        GaussianPlan plan = solve(new GaussianTransportProblem(line(0, 1, 1), line(1, 4, 1), sigma, EXACT));
        assertEquals(value, plan.value(), 2e-15 * value);
        assertEquals(cross, plan.crossCovariance().get(0), 2e-15);
        if (divergence != null) {
            assertEquals(divergence, plan.divergence(), 4e-15);
        }
    }

    @Test
    void theLineWithPenalisedMarginals() throws SolverException {
        GaussianPlan first = solve(new GaussianTransportProblem(line(0, 1, 1), line(1, 4, 1.5), .5, 1));
        assertEquals(.8235763208245773, first.source().mass(), 4e-15);
        assertEquals(1.1910591979385567, first.value(), 4e-15);
        GaussianPlan second = solve(new GaussianTransportProblem(line(0, 1, 1), line(1, 4, 1), .5, 4));
        assertEquals(.8341023025368929, second.source().mass(), 4e-15);
        assertEquals(1.4101304284364105, second.value(), 4e-15);
        assertEquals(0, solve(new GaussianTransportProblem(line(0, 1, 1), line(0, 1, 1), .5, 4)).divergence(), 1e-15);
    }

    @Test
    void shiftsCostTheirSquareAndMoveTheMean() throws SolverException {
        GaussianPlan shift = solve(new GaussianTransportProblem(line(0, 1, 1), line(10, 1, 1)));
        assertEquals(10, Math.sqrt(shift.value()), 1e-14);
        assertEquals(1, shift.map().get(0), 1e-15);
        GaussianPlan heavy = solve(new GaussianTransportProblem(line(0, 1, 7), line(10, 1, 7)));
        assertEquals(700, heavy.value(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 20})
    void randomPairsOfAllKindsAreCertified(int dimension) throws SolverException {
        Random random = new Random(dimension);
        for (double sigma : new double[] {0, .01, .3, 2}) {
            Gaussian source = random(dimension, 1.5, random);
            Gaussian target = random(dimension, 1.5, random);
            GaussianPlan plan = solve(new GaussianTransportProblem(source, target, sigma, EXACT));
            assertTrue(plan.divergence() >= 0);
            GaussianPlan back = solve(new GaussianTransportProblem(target, source, sigma, EXACT));
            assertEquals(plan.value(), back.value(), 1e-12 * (1 + Math.abs(plan.value())));
            for (double gamma : new double[] {.2, 5}) {
                GaussianPlan relaxed = solve(new GaussianTransportProblem(source, random(dimension, .6, random), sigma, gamma));
                assertTrue(relaxed.divergence() >= 0);
                assertTrue(relaxed.source().mass() < 1.5);
            }
        }
    }

    /** Half the second derivative of the exact potential is one less the map: the map is the gradient of a convex function. */
    @Test
    void theExactPotentialsGiveTheMap() throws SolverException {
        GaussianPlan plan = solve(plane(0, EXACT));
        for (int i = 0; i < 4; i++) {
            assertEquals((i % 3 == 0 ? 1 : 0) - plan.map().data[i], plan.f().quadratic().data[i], 1e-15);
        }
        assertEquals(plan.value(), plan.f().constant() + plan.g().constant()
                + 2 * plan.f().quadratic().get(0, 0) + plan.f().quadratic().get(1, 1) + plan.f().quadratic().get(0, 1)
                + plan.g().quadratic().get(0, 0) + 1.5 * plan.g().quadratic().get(1, 1) - .6 * plan.g().quadratic().get(0, 1), 1e-14);
    }

    @Test
    void largeWeightsOfTheMarginalsComeToExactOnes() throws SolverException {
        double exact = solve(plane(.5, EXACT)).value();
        for (double gamma : new double[] {1e2, 1e3, 1e4}) {
            double relaxed = new GaussianTransportSolver().solve(plane(.5, gamma), context()).value().value();
            assertEquals(exact, relaxed, 20 / gamma);
            assertTrue(relaxed < exact);
        }
    }

    @Test
    void whatCannotBeComputedIsNotClaimed() throws SolverException {
        for (double sigma : new double[] {1e-8, 1e-100, 1e8}) {
            Solution<GaussianPlan> solution = new GaussianTransportSolver().solve(plane(sigma, EXACT), context());
            Certificate certificate = Verification.of(new GaussianTransportVerifier(), plane(sigma, EXACT), solution);
            assertEquals(solution.status() == Status.CONVERGED, certificate.holds(), solution::toString);
        }
        GaussianTransportProblem far = new GaussianTransportProblem(line(0, 1, 1), line(1e9, 1, 1), .5, 1);
        String vanished = assertThrows(SolverException.class, () -> new GaussianTransportSolver().solve(far, context())).getMessage();
        assertTrue(vanished.contains("mass of the plan"), vanished);
        GaussianTransportProblem flat = new GaussianTransportProblem(
                new Gaussian(new double[2], new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}})), plane(0, EXACT).target());
        String indefinite = assertThrows(SolverException.class, () -> new GaussianTransportSolver().solve(flat, context())).getMessage();
        assertTrue(indefinite.contains("covariance of the source"), indefinite);
        assertEquals(Status.CANCELLED, new GaussianTransportSolver().solve(plane(0, EXACT), context().cancelAt(0)).status());
    }

    @Test
    void wrongPlansAreNotCertified() throws SolverException {
        GaussianTransportProblem problem = plane(.5, EXACT);
        GaussianPlan plan = new GaussianTransportSolver().solve(problem, context()).value();
        DMatrixRMaj zero = new DMatrixRMaj(2, 2);
        GaussianPlan independent = new GaussianPlan(plan.source(), plan.target(), zero, zero, plan.f(), plan.g(), plan.value(),
                plan.divergence());
        GaussianPlan overstated = new GaussianPlan(plan.source(), plan.target(), plan.crossCovariance(), plan.map(), plan.f(), plan.g(),
                plan.value() + 1e-6, plan.divergence());
        GaussianPlan elsewhere = new GaussianPlan(plan.target(), plan.target(), plan.crossCovariance(), plan.map(), plan.f(), plan.g(),
                plan.value(), plan.divergence());
        GaussianPlan turned = new GaussianPlan(plan.source(), plan.target(), plan.crossCovariance(), plan.map(), plan.g(), plan.f(),
                plan.value(), plan.divergence());
        for (GaussianPlan wrong : new GaussianPlan[] {independent, overstated, elsewhere, turned}) {
            assertTrue(!Verification.of(new GaussianTransportVerifier(), problem,
                    Solution.of(Status.CONVERGED, wrong).residual(0, 1e-9).build()).holds());
        }
    }
}
