package org.stillpoint.recurrence.internal.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.DiffusionSamples;
import org.stillpoint.api.problem.recurrence.DiffusionSamplingProblem;
import org.stillpoint.api.problem.recurrence.GaussianMixture;
import org.stillpoint.api.problem.recurrence.NoiseSchedule;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.VerifiedSolve;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.DiffusionVerifier;

/** Exponential integrators on scores in closed form. */
class DiffusionSolverTest {

    private static final DiffusionSolver SOLVER = new DiffusionSolver();
    private static final DiffusionVerifier VERIFIER = new DiffusionVerifier();
    private static final double MEAN = 1.5;
    private static final double VARIANCE = 0.3;

    private static GaussianMixture three() {
        return new GaussianMixture(new double[] {0.5, 0.2, 0.3}, new DMatrixRMaj(new double[][] {{-2, 0}, {1, 1}, {1, -1.5}}),
                new DMatrixRMaj(new double[][] {{0.05, 0.2}, {0.1, 0.1}, {0.3, 0.02}}));
    }

    private static DiffusionSamplingProblem single(NoiseSchedule schedule) {
        return new DiffusionSamplingProblem(GaussianMixture.single(new double[] {MEAN}, VARIANCE), schedule,
                new DMatrixRMaj(new double[][] {{-1.2}, {0.4}, {2}}), 0.9, new double[] {0.02});
    }

    /** In units of its mean and deviation at each time, a point of a normal distribution does not move. */
    private static double exact(NoiseSchedule schedule, double start) {
        return MEAN * Math.exp(schedule.logAlpha(0.02)) + (start - MEAN * Math.exp(schedule.logAlpha(0.9)))
                * Math.sqrt(variance(schedule, 0.02) / variance(schedule, 0.9));
    }

    private static double variance(NoiseSchedule schedule, double time) {
        double square = Math.exp(2 * schedule.logAlpha(time));
        return square * VARIANCE + 1 - square;
    }

    private static double[] follow(DiffusionSamplingProblem problem, IntegrationMethod method, int steps) {
        double[] values = new double[problem.times().length * problem.start().getNumElements()];
        DiffusionPaths paths = new DiffusionPaths(problem, method, new ThreadTeam(Runnable::run, 1), 1);
        assertTrue(paths.follow(paths.share(steps), values, () -> true));
        return values;
    }

    private static double error(NoiseSchedule schedule, IntegrationMethod method, int steps) {
        DiffusionSamplingProblem problem = single(schedule);
        double[] values = follow(problem, method, steps);
        double error = 0;
        for (int i = 0; i < values.length; i++) {
            error = Math.max(error, Math.abs(values[i] - exact(schedule, problem.start().data[i])));
        }
        return error;
    }

    @Test
    void selfCheck() throws SolverException {
        VerifiedSolve.selfCheck(SOLVER, VERIFIER);
    }

    /** Halving the steps divides the error by 2^order. */
    @ParameterizedTest
    @CsvSource({"SINGLESTEP_1, 1", "SINGLESTEP_2, 2", "SINGLESTEP_3, 3", "MULTISTEP_2, 2"})
    void observedOrders(IntegrationMethod method, int order) {
        for (NoiseSchedule schedule : new NoiseSchedule[] {NoiseSchedule.linear(), NoiseSchedule.cosine()}) {
            double coarse = error(schedule, method, 128);
            double fine = error(schedule, method, 256);
            double finest = error(schedule, method, 512);
            assertEquals(order, Math.log(coarse / fine) / Math.log(2), 0.1);
            assertEquals(order, Math.log(fine / finest) / Math.log(2), 0.05);
        }
    }

    /** On a mixture the orders show against the finest path of order 3. */
    @ParameterizedTest
    @CsvSource({"SINGLESTEP_1, 1, 1024", "SINGLESTEP_2, 2, 512", "SINGLESTEP_3, 3, 256", "MULTISTEP_2, 2, 512"})
    void observedOrdersOnAMixture(IntegrationMethod method, int order, int steps) {
        DiffusionSamplingProblem problem = DiffusionSamplingProblem.ofSeed(three(), NoiseSchedule.linear(), 20, 3, 0.01);
        double[] exact = follow(problem, IntegrationMethod.SINGLESTEP_3, 8192);
        double[] errors = new double[2];
        for (int k = 0; k < 2; k++) {
            double[] values = follow(problem, method, steps << k);
            for (int i = 0; i < values.length; i++) {
                errors[k] = Math.max(errors[k], Math.abs(values[i] - exact[i]));
            }
        }
        assertEquals(order, Math.log(errors[0] / errors[1]) / Math.log(2), 0.15);
    }

    @ParameterizedTest
    @EnumSource(IntegrationMethod.class)
    void singleGaussianIsMovedLinearly(IntegrationMethod method) throws SolverException {
        NoiseSchedule schedule = NoiseSchedule.linear();
        double tolerance = method == IntegrationMethod.SINGLESTEP_1 ? 1e-4 : 1e-7;
        DiffusionSamples samples = VerifiedSolve.value(SOLVER, VERIFIER, single(schedule), new TestContext().with("method", method)
                .with("tolerance", tolerance));
        double error = 0;
        for (int i = 0; i < 3; i++) {
            error = Math.max(error, Math.abs(samples.points().data[i] - exact(schedule, single(schedule).start().data[i])));
        }
        assertTrue(error <= tolerance * 3, "error " + error);
    }

    @Test
    void estimatesBoundTheErrorAndAreNotFarOff() throws SolverException {
        NoiseSchedule schedule = NoiseSchedule.cosine();
        for (IntegrationMethod method : IntegrationMethod.values()) {
            Solution<DiffusionSamples> solution = SOLVER.solve(single(schedule), new TestContext().with("method", method)
                    .with("tolerance", 1e-5));
            double error = 0;
            double scale = 1;
            for (int i = 0; i < 3; i++) {
                error = Math.max(error, Math.abs(solution.value().values()[i] - exact(schedule, single(schedule).start().data[i])));
                scale = Math.max(scale, Math.abs(solution.value().values()[i]));
            }
            assertEquals(2, solution.residual() / (error / scale), 0.3, method + ": " + solution);
        }
    }

    /** Noise that vanishes at time 0 and a start far out: paths of few steps may come close to each other long before they are right. */
    @ParameterizedTest
    @EnumSource(IntegrationMethod.class)
    void pathsThatAgreeByChanceAreNotBelieved(IntegrationMethod method) throws SolverException {
        GaussianMixture data = new GaussianMixture(new double[] {0.3, 0.3, 0.4}, new DMatrixRMaj(new double[][] {{-15}, {9}, {2}}),
                new DMatrixRMaj(new double[][] {{1}, {1}, {1}}));
        DiffusionSamplingProblem problem = new DiffusionSamplingProblem(data, new NoiseSchedule(NoiseSchedule.Kind.LINEAR, 0, 200),
                new DMatrixRMaj(new double[][] {{224}}), 1, new double[] {0.5, 1e-6});
        for (int firstSteps = 3; firstSteps < 10; firstSteps++) {
            VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext().with("tolerance", 1e-3).with("firstSteps", firstSteps)
                    .with("method", method));
        }
    }

    /** The paths of points on their way to three heaps are verified at several times. */
    @ParameterizedTest
    @EnumSource(value = IntegrationMethod.class, names = {"SINGLESTEP_3", "MULTISTEP_2"})
    void mixturesAndPaths(IntegrationMethod method) throws SolverException {
        DiffusionSamplingProblem drawn = DiffusionSamplingProblem.ofSeed(three(), NoiseSchedule.linear(), 100, 1, 1e-3);
        DiffusionSamplingProblem problem = new DiffusionSamplingProblem(three(), NoiseSchedule.linear(), drawn.start(), 1,
                new double[] {0.5, 0.1, 1e-3});
        Solution<DiffusionSamples> solution = VerifiedSolve.solve(SOLVER, VERIFIER, problem, new TestContext().with("tolerance", 1e-6)
                .with("method", method));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertEquals(3, solution.value().times());
        DiffusionSamples alone = VerifiedSolve.value(SOLVER, VERIFIER, drawn, new TestContext().with("tolerance", 1e-6));
        assertArrayEquals(alone.points().data, solution.value().points().data, 1e-5);
        int left = 0;
        for (int i = 0; i < 100; i++) {
            left += alone.points().get(i, 0) < -1 ? 1 : 0;
        }
        assertEquals(50, left, 15, "half of the mass is in the left heap");
    }

    @Test
    void bitsDoNotDependOnThreads() throws SolverException {
        DiffusionSamplingProblem problem = DiffusionSamplingProblem.ofSeed(three(), NoiseSchedule.cosine(), 31, 1, 0.01);
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            TestContext one = new TestContext().with("tolerance", 1e-4);
            TestContext three = new TestContext().with("tolerance", 1e-4).threads(3, executor);
            assertEquals(SOLVER.solve(problem, one).value(), SOLVER.solve(problem, three).value());
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void aWrongPointIsNotCertified() throws SolverException {
        DiffusionSamplingProblem problem = single(NoiseSchedule.linear());
        Solution<DiffusionSamples> solution = SOLVER.solve(problem, new TestContext());
        double[] values = solution.value().values().clone();
        values[1] += 1e-6;
        Solution<DiffusionSamples> forged = Solution.of(Status.CONVERGED, new DiffusionSamples(values, 1, 3, 1))
                .residual(1e-9, 1e-8).build();
        assertTrue(Verification.of(VERIFIER, problem, solution).holds());
        assertTrue(!Verification.of(VERIFIER, problem, forged).holds());
    }

    @Test
    void endsWithoutAClaim() throws SolverException {
        DiffusionSamplingProblem problem = single(NoiseSchedule.linear());
        Solution<DiffusionSamples> limited = SOLVER.solve(problem, new TestContext().with("maxIterations", 100));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertArrayEquals(follow(problem, IntegrationMethod.SINGLESTEP_3, 64), limited.value().values());
        Solution<DiffusionSamples> cancelled = SOLVER.solve(problem, new TestContext().cancelAt(3));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertArrayEquals(problem.start().data, cancelled.value().values());
        Solution<DiffusionSamples> tight = SOLVER.solve(problem, new TestContext().with("tolerance", 1e-13));
        assertTrue(tight.status() == Status.STAGNATED || tight.status() == Status.CONVERGED, tight::toString);
        DiffusionSamplingProblem huge = new DiffusionSamplingProblem(problem.data(), problem.schedule(),
                new DMatrixRMaj(new double[][] {{1e200}}), 0.9, new double[] {0.02});
        Solution<DiffusionSamples> overflow = SOLVER.solve(huge, new TestContext());
        assertEquals(Status.NONFINITE, overflow.status());
        assertArrayEquals(new double[] {1e200}, overflow.value().values());
    }
}
