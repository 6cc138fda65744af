package org.stillpoint.transport.internal.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.BridgePlan;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.SchroedingerBridgeProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.transport.VerifiedSolve;
import org.stillpoint.verify.internal.SchroedingerBridgeVerifier;

class LightBridgeSolverTest {

    private static final LightBridgeSolver SOLVER = new LightBridgeSolver();
    private static final SchroedingerBridgeVerifier VERIFIER = new SchroedingerBridgeVerifier();

    private static Measure gaussian(double mean, double variance) {
        return SchroedingerBridgeProblem.gaussian(new double[] {mean}, new DMatrixRMaj(new double[][] {{variance}}));
    }

    /** A standard normal cloud, and one around some centres. */
    private static SchroedingerBridgeProblem clouds(int samples, int components, double epsilon, long seed) {
        Random random = new Random(seed);
        double[][] centres = {{3, 0}, {-2, 2}, {-2, -2}};
        DMatrixRMaj source = new DMatrixRMaj(samples, 2);
        DMatrixRMaj target = new DMatrixRMaj(samples, 2);
        for (int i = 0; i < samples; i++) {
            for (int j = 0; j < 2; j++) {
                source.set(i, j, random.nextGaussian());
                target.set(i, j, centres[i % 3][j] + 0.5 * random.nextGaussian());
            }
        }
        return new SchroedingerBridgeProblem(Measure.uniform(source), Measure.uniform(target), epsilon, components);
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        VerifiedSolve.value(SOLVER, VERIFIER, SOLVER.selfCheck(), new TestContext());
    }

    /** The entropic plan between N(0, 1) and N(1, 4): its covariances for the cost |x - y|^2 and the weight 2 sigma^2 of the entropy. */
    @Test
    void gaussiansHaveTheCovarianceOfTheClosedForm() throws SolverException {
        double[] sigmas = {0.1, 0.5, 1};
        double[] covariances = {1.9950062499902343, 1.8789024427351748, 1.5615528128088303};
        for (int i = 0; i < sigmas.length; i++) {
            double epsilon = sigmas[i] * sigmas[i];
            SchroedingerBridgeProblem problem = new SchroedingerBridgeProblem(gaussian(0, 1), gaussian(1, 4), epsilon, 1);
            BridgePlan plan = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext().with("tolerance", 1e-11));
            assertEquals(covariances[i], plan.spreads().get(0, 0), 1e-10);
            assertEquals(1, plan.centres().get(0, 0), 1e-10);
            assertEquals(1 + 2 * covariances[i], plan.conditionalMean(new double[] {2})[0], 1e-9);
        }
    }

    /**
     * The bridge of Gaussians is Gaussian: X_t = (1 - t) x + t y + noise of variance epsilon t (1 - t), so that the drift
     * (E[y | X_t] - X_t) / (1 - t) follows from the covariances of x, y and X_t.
     */
    @Test
    void gaussiansHaveTheDriftOfTheClosedForm() throws SolverException {
        double epsilon = 0.25;
        double covariance = (Math.sqrt(epsilon * epsilon + 16) - epsilon) / 2;
        SchroedingerBridgeProblem problem = new SchroedingerBridgeProblem(gaussian(0, 1), gaussian(1, 4), epsilon, 1);
        BridgePlan plan = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext().with("tolerance", 1e-11));
        for (double t : new double[] {0, 0.2, 0.5, 0.9, 0.999}) {
            double variance = (1 - t) * (1 - t) + t * t * 4 + 2 * t * (1 - t) * covariance + epsilon * t * (1 - t);
            double slope = ((1 - t) * covariance + t * 4) / variance;
            for (double x : new double[] {-1.5, 0.3, 2}) {
                double expected = (1 + slope * (x - t) - x) / (1 - t);
                assertEquals(expected, plan.drift(new double[] {x}, t)[0], 1e-8, "at " + x + ", time " + t);
            }
        }
    }

    @Test
    void axesOfGaussiansAreIndependent() throws SolverException {
        DMatrixRMaj before = new DMatrixRMaj(new double[][] {{2, 0, 0}, {0, 1, 0}, {0, 0, 0.3}});
        DMatrixRMaj after = new DMatrixRMaj(new double[][] {{0.5, 0, 0}, {0, 1, 0}, {0, 0, 7}});
        Measure source = SchroedingerBridgeProblem.gaussian(new double[] {1, -1, 5}, before);
        Measure target = SchroedingerBridgeProblem.gaussian(new double[] {0, 3, 2}, after);
        SchroedingerBridgeProblem problem = new SchroedingerBridgeProblem(source, target, 0.7, 1);
        BridgePlan plan = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext().with("tolerance", 1e-11));
        double[] means = {0, 3, 2};
        double[] from = {1, -1, 5};
        for (int j = 0; j < 3; j++) {
            double covariance = (Math.sqrt(0.49 + 4 * before.get(j, j) * after.get(j, j)) - 0.7) / 2;
            assertEquals(covariance / before.get(j, j), plan.spreads().get(0, j), 1e-9);
            assertEquals(means[j] - from[j] * covariance / before.get(j, j), plan.centres().get(0, j), 1e-9);
        }
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() throws SolverException {
        SchroedingerBridgeProblem problem = clouds(60, 3, 0.8, 3);
        BridgeLoss loss = new BridgeLoss(problem);
        double[] at = new BridgeStart(loss, 5).parameters();
        Random random = new Random(7);
        for (int i = 0; i < at.length; i++) {
            at[i] += 0.3 * random.nextGaussian();
        }
        double[] gradient = gradient(loss, at);
        for (int i = 0; i < at.length; i++) {
            double step = 1e-5;
            double original = at[i];
            at[i] = original + step;
            gradient(loss, at);
            double above = loss.value();
            at[i] = original - step;
            gradient(loss, at);
            double below = loss.value();
            at[i] = original;
            assertEquals((above - below) / (2 * step), gradient[i], 1e-8 * (1 + Math.abs(gradient[i])), "parameter " + i);
        }
        Certificate certificate = refused(problem, loss.plan(at));
        gradient(loss, at);
        assertEquals(loss.value(), certificate.quantities().get(Certificate.OBJECTIVE), 1e-12);
        double largest = 0;
        for (double derivative : gradient) {
            largest = Math.max(largest, Math.abs(derivative));
        }
        assertEquals(largest, certificate.checks().get(3).value(), 1e-12 * largest);
    }

    private static double[] gradient(BridgeLoss loss, double[] at) {
        double[] gradient = new double[at.length];
        loss.begin(at, gradient);
        loss.addSource(0, loss.sourceSize());
        loss.addTarget(0, loss.targetSize());
        return gradient;
    }

    private static Certificate refused(SchroedingerBridgeProblem problem, BridgePlan plan) throws SolverException {
        Solution<BridgePlan> claim = Solution.of(Status.CONVERGED, plan).residual(0, 1).build();
        Certificate certificate = Verification.of(VERIFIER, problem, claim, 1e-8);
        assertFalse(certificate.holds());
        return certificate;
    }

    @Test
    void batchesOfAllSamplesGiveTheFullGradient() {
        BridgeLoss loss = new BridgeLoss(clouds(700, 2, 1, 1));
        double[] at = new BridgeStart(loss, 1).parameters();
        double[] full = gradient(loss, at);
        double value = loss.value();
        int[] all = new int[700];
        for (int i = 0; i < all.length; i++) {
            all[i] = (i * 11) % 700;
        }
        double[] batch = new double[at.length];
        loss.begin(at, batch);
        loss.addSamples(all, all);
        assertEquals(value, loss.value(), 1e-12);
        assertArrayEquals(full, batch, 1e-12);
    }

    /** Moments and clusters of samples of the plan, and of the ends of paths that follow the drift. */
    @Test
    void samplesAndPathsReachTheTarget() throws SolverException {
        SchroedingerBridgeProblem problem = clouds(900, 3, 1, 11);
        BridgePlan plan = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext());
        Random random = new Random(13);
        int paths = 4000;
        int steps = 50;
        double[][] ends = new double[2][2];
        double[][] squares = new double[2][2];
        int[] right = new int[2];
        for (int path = 0; path < paths; path++) {
            double[] x = {problem.source().points().get(path % 900, 0), problem.source().points().get(path % 900, 1)};
            double[] drawn = plan.sample(x, random);
            for (int step = 0; step < steps; step++) {
                double[] drift = plan.drift(x, step / (double) steps);
                for (int j = 0; j < 2; j++) {
                    x[j] += drift[j] / steps + Math.sqrt(1.0 / steps) * random.nextGaussian();
                }
            }
            double[][] points = {drawn, x};
            for (int kind = 0; kind < 2; kind++) {
                right[kind] += points[kind][0] > 0.5 ? 1 : 0;
                for (int j = 0; j < 2; j++) {
                    ends[kind][j] += points[kind][j] / paths;
                    squares[kind][j] += points[kind][j] * points[kind][j] / paths;
                }
            }
        }
        for (int j = 0; j < 2; j++) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < 900; i++) {
                mean += problem.target().points().get(i, j) / 900;
                square += Math.pow(problem.target().points().get(i, j), 2) / 900;
            }
            for (int kind = 0; kind < 2; kind++) {
                // Three standard errors of 4000 draws of variance 5; the squares have variance below 16.
                assertEquals(mean, ends[kind][j], 0.11);
                assertEquals(square, squares[kind][j], kind == 0 ? 0.19 : 0.4);
            }
        }
        assertEquals(1 / 3.0, right[0] / (double) paths, 0.025);
        assertEquals(1 / 3.0, right[1] / (double) paths, 0.035);
    }

    @Test
    void theDriftIsTheGradientOfTheLogOfThePotential() throws SolverException {
        SchroedingerBridgeProblem problem = clouds(120, 2, 0.6, 2);
        BridgePlan plan = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext());
        double[] x = {0.3, -0.7};
        for (double t : new double[] {0, 0.4, 0.9}) {
            double[] drift = plan.drift(x, t);
            for (int j = 0; j < 2; j++) {
                double[] above = x.clone();
                double[] below = x.clone();
                above[j] += 1e-5;
                below[j] -= 1e-5;
                double slope = (logPotential(plan, above, t) - logPotential(plan, below, t)) / 2e-5;
                assertEquals(0.6 * slope, drift[j], 1e-6 * (1 + Math.abs(drift[j])));
            }
        }
        double[] end = plan.drift(x, 1);
        assertArrayEquals(plan.drift(x, 1 - 1e-9), end, 1e-6);
    }

    /** The log of the integral of N(y | x, epsilon (1 - t)) exp(y^2 / (2 epsilon)) v(y), by the trapezoidal rule along each axis. */
    private static double logPotential(BridgePlan plan, double[] x, double t) {
        double epsilon = plan.epsilon();
        double total = 0;
        for (int k = 0; k < plan.components(); k++) {
            double product = Math.exp(plan.logWeights()[k]);
            for (int j = 0; j < x.length; j++) {
                double integral = 0;
                for (double y = -30; y <= 30; y += 0.01) {
                    double centre = plan.centres().get(k, j);
                    double variance = epsilon * plan.spreads().get(k, j);
                    integral += 0.01 * Math.exp(-Math.pow(y - x[j], 2) / (2 * epsilon * (1 - t)) + y * y / (2 * epsilon)
                            - Math.pow(y - centre, 2) / (2 * variance)) / Math.sqrt(variance);
                }
                product *= integral;
            }
            total += product;
        }
        return Math.log(total);
    }

    @Test
    void weightsOfSamplesCountAsRepetitions() throws SolverException {
        Measure source = new Measure(new double[] {2, 1, 0}, new DMatrixRMaj(new double[][] {{0}, {3}, {1e6}}));
        Measure repeated = Measure.uniform(new DMatrixRMaj(new double[][] {{0}, {3}, {0}}));
        Measure target = Measure.uniform(new DMatrixRMaj(new double[][] {{1}, {2}, {4}, {7}}));
        TestContext context = new TestContext().with("tolerance", 1e-11);
        BridgePlan weighted = VerifiedSolve.value(SOLVER, VERIFIER, new SchroedingerBridgeProblem(source, target, 0.5, 1), context);
        BridgePlan plain = VerifiedSolve.value(SOLVER, VERIFIER, new SchroedingerBridgeProblem(repeated, target, 0.5, 1),
                new TestContext().with("tolerance", 1e-11));
        assertEquals(plain.spreads().get(0, 0), weighted.spreads().get(0, 0), 1e-9);
        assertEquals(plain.centres().get(0, 0), weighted.centres().get(0, 0), 1e-9);
    }

    @Test
    void aTargetOfOnePointHasNoLeastLoss() throws SolverException {
        Measure point = Measure.uniform(new DMatrixRMaj(new double[][] {{2}}));
        Solution<BridgePlan> solution = SOLVER.solve(new SchroedingerBridgeProblem(gaussian(0, 1), point, 1, 1), new TestContext());
        assertEquals(Status.DIVERGED, solution.status(), solution::toString);
        assertFalse(solution.warnings().isEmpty());
    }

    @Test
    void smallAndLargeEpsilonGiveNumbers() throws SolverException {
        for (double epsilon : new double[] {1e-6, 1e-3, 1e3, 1e9}) {
            SchroedingerBridgeProblem problem = clouds(30, 2, epsilon, 4);
            Solution<BridgePlan> solution = VerifiedSolve.solve(SOLVER, VERIFIER, problem,
                    new TestContext().with("maxIterations", 500L));
            assertTrue(Double.isFinite(solution.residual()), solution.toString());
            for (double value : solution.value().spreads().data) {
                assertTrue(Double.isFinite(value) && value > 0);
            }
        }
    }

    @Test
    void limitsStopAndTheSeedDecides() throws SolverException {
        SchroedingerBridgeProblem problem = clouds(300, 3, 1, 5);
        Solution<BridgePlan> limited = SOLVER.solve(problem, new TestContext().with("maxIterations", 203L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(203, limited.iterations());
        assertEquals(200, limited.counters().get(Counter.WARM_UP));
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, new TestContext().cancelAt(3)).status());
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, new TestContext().cancelAt(202)).status());
        assertEquals(Status.TIME_LIMIT, SOLVER.solve(problem, new TestContext().timeLimit(0)).status());
        BridgePlan one = SOLVER.solve(problem, new TestContext().seed(1)).value();
        assertEquals(one, SOLVER.solve(problem, new TestContext().seed(1)).value());
        Solution<BridgePlan> again = SOLVER.solve(problem, new TestContext().start(one));
        assertEquals(0, again.iterations());
        String refusal = assertThrows(SolverException.class,
                () -> SOLVER.solve(clouds(9, 2, 1, 1), new TestContext().start(one))).getMessage();
        assertTrue(refusal.contains("expected 2 in 2"), refusal);
    }

    @Test
    void threadsDoNotChangeTheResult() throws SolverException {
        SchroedingerBridgeProblem problem = clouds(5000, 2, 1, 8);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            TestContext context = new TestContext().with("maxIterations", 230L);
            BridgePlan one = SOLVER.solve(problem, context).value();
            BridgePlan three = SOLVER.solve(problem, new TestContext().with("maxIterations", 230L).threads(3, threads)).value();
            assertEquals(one, three);
        } finally {
            threads.shutdown();
        }
    }

    /** More components never fit worse, and fit the three clusters better than one. */
    @Test
    void moreComponentsFitBetter() throws SolverException {
        SchroedingerBridgeProblem problem = clouds(300, 1, 1, 6);
        double one = loss(problem);
        double three = loss(new SchroedingerBridgeProblem(problem.source(), problem.target(), 1, 3));
        assertTrue(three < one - 0.3, one + " and " + three);
    }

    private static double loss(SchroedingerBridgeProblem problem) throws SolverException {
        Solution<BridgePlan> solution = VerifiedSolve.solve(SOLVER, VERIFIER, problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return Verification.of(VERIFIER, problem, solution, 1e-8).quantities().get(Certificate.OBJECTIVE);
    }
}
