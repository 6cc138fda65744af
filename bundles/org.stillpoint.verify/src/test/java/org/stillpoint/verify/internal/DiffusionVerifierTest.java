package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.DiffusionSamples;
import org.stillpoint.api.problem.recurrence.DiffusionSamplingProblem;
import org.stillpoint.api.problem.recurrence.GaussianMixture;
import org.stillpoint.api.problem.recurrence.NoiseSchedule;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.Verification;

/** The verifier of diffusions on a normal distribution, whose paths are known, and on wrong ones. */
class DiffusionVerifierTest {

    private static final double[] MEAN = {1.5, -0.5};
    private static final double VARIANCE = 0.3;

    private static DiffusionSamplingProblem problem(NoiseSchedule schedule) {
        DMatrixRMaj start = new DMatrixRMaj(100, 2);
        for (int i = 0; i < 200; i++) {
            start.data[i] = 2 * Math.sin(i);
        }
        return new DiffusionSamplingProblem(GaussianMixture.single(MEAN, VARIANCE), schedule, start, 0.95, new double[] {0.5, 0.001});
    }

    /** In units of its mean and deviation at each time, a point of a normal distribution does not move. */
    private static DiffusionSamples exact(DiffusionSamplingProblem problem) {
        double[] values = new double[400];
        for (int i = 0; i < 400; i++) {
            double time = problem.times()[i / 200];
            values[i] = MEAN[i % 2] * alpha(problem, time) + (problem.start().data[i % 200] - MEAN[i % 2] * alpha(problem, 0.95))
                    * Math.sqrt(variance(problem, time) / variance(problem, 0.95));
        }
        return new DiffusionSamples(values, 2, 100, 2);
    }

    private static double alpha(DiffusionSamplingProblem problem, double time) {
        return Math.exp(problem.schedule().logAlpha(time));
    }

    private static double variance(DiffusionSamplingProblem problem, double time) {
        return 1 + (VARIANCE - 1) * Math.pow(alpha(problem, time), 2);
    }

    private static Certificate verify(DiffusionSamplingProblem problem, DiffusionSamples samples, double tolerance) throws SolverException {
        return Verification.of(new DiffusionVerifier(), problem, Solution.of(Status.CONVERGED, samples).residual(0, tolerance).build());
    }

    @Test
    void exactPathsAreCertifiedToTheLastDigits() throws SolverException {
        for (NoiseSchedule schedule : new NoiseSchedule[] {NoiseSchedule.linear(), NoiseSchedule.cosine()}) {
            Certificate certificate = verify(problem(schedule), exact(problem(schedule)), 1e-11);
            assertTrue(certificate.holds(), certificate::toString);
            assertEquals(64, certificate.quantities().get("pointsCompared"));
        }
    }

    @Test
    void pointsThatAreOffAreNotCertified() throws SolverException {
        for (int place : new int[] {0, 201}) {
            DiffusionSamples samples = exact(problem(NoiseSchedule.linear()));
            samples.values()[place] += 1e-7;
            assertTrue(verify(problem(NoiseSchedule.linear()), samples, 1e-6).holds());
            assertFalse(verify(problem(NoiseSchedule.linear()), samples, 1e-8).holds());
        }
    }

    @Test
    void unusableValuesAndClaimsAreNotCertified() throws SolverException {
        DiffusionSamplingProblem problem = problem(NoiseSchedule.linear());
        assertFalse(verify(problem, new DiffusionSamples(new double[200], 1, 100, 2), 1).holds());
        DiffusionSamples samples = exact(problem);
        samples.values()[399] = Double.NaN;
        assertFalse(verify(problem, samples, 1).holds());
        assertFalse(Verification.of(new DiffusionVerifier(), problem, Solution.of(Status.INFEASIBLE, exact(problem)).build(),
                1e-6).holds());
    }

    /** The method behind it on y' = 1 + y^2, and before a pole, which it cannot pass. */
    @Test
    void extrapolationIsExactToRounding() {
        Extrapolation method = new Extrapolation((time, y, slope) -> slope[0] = 1 + y[0] * y[0], 1, 1e-14);
        double[] y = {0};
        assertTrue(method.solve(0, 1.2, y));
        assertEquals(Math.tan(1.2), y[0], 1e-13);
        assertTrue(method.solve(1.2, -0.5, y));
        assertEquals(Math.tan(-0.5), y[0], 1e-13);
        assertFalse(method.solve(0, 2, new double[] {0}));
    }
}
