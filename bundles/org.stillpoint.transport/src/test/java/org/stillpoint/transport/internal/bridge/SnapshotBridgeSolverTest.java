package org.stillpoint.transport.internal.bridge;

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
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.ReferenceFit;
import org.stillpoint.api.problem.transport.SnapshotBridgeProblem;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.transport.VerifiedSolve;
import org.stillpoint.verify.internal.SnapshotBridgeVerifier;

class SnapshotBridgeSolverTest {

    private static final SnapshotBridgeSolver SOLVER = new SnapshotBridgeSolver();
    private static final SnapshotBridgeVerifier VERIFIER = new SnapshotBridgeVerifier();

    /** A normal distribution by its density on a fine grid, which sums its moments and transitions to many digits. */
    private static Measure normal(double mean, double variance, int size) {
        double[] weights = new double[size];
        DMatrixRMaj points = new DMatrixRMaj(size, 1);
        for (int i = 0; i < size; i++) {
            double z = 7.0 * (2 * i - size + 1) / (size - 1);
            points.set(i, 0, mean + Math.sqrt(variance) * z);
            weights[i] = Math.exp(-z * z / 2);
        }
        return new Measure(weights, points);
    }

    /** The distributions of a process at some times, from N(3, 0.3). */
    private static SnapshotBridgeProblem process(double rate, double centre, double diffusion, double... times) {
        List<Measure> snapshots = new ArrayList<>();
        for (double time : times) {
            OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(rate, diffusion, time);
            double memory = process.memory();
            snapshots.add(normal(centre + memory * (3 - centre), memory * memory * 0.3 + (time > 0 ? process.variance() : 0), 60));
        }
        return new SnapshotBridgeProblem(snapshots, times, new double[] {diffusion});
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        VerifiedSolve.value(SOLVER, VERIFIER, SOLVER.selfCheck(), new TestContext());
    }

    /** The snapshots are those of a process: with its parameters the plans are its own transitions. */
    @Test
    void theParametersOfAProcessAreRecovered() throws SolverException {
        double[][] cases = {{0.8, -1, 1.1}, {2.5, 0.5, 0.9}, {-0.3, 2, 0.8}};
        for (double[] parameters : cases) {
            SnapshotBridgeProblem problem = process(parameters[0], parameters[1], parameters[2], 0, 0.4, 0.7, 1.2);
            ReferenceFit fit = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext());
            assertEquals(parameters[0], fit.rates()[0], 1e-4, "rate of " + parameters[0]);
            assertEquals(parameters[1], fit.centres()[0], 1e-3, "centre of " + parameters[0]);
        }
    }

    /** Samples of a process in the plane, other ones at each time, with its means and variances. */
    private static SnapshotBridgeProblem samples(double[] rates, double[] centres, int size) {
        Random random = new Random(4);
        double[] times = {0, 0.3, 0.6, 0.9, 1.2};
        List<Measure> snapshots = new ArrayList<>();
        for (double time : times) {
            DMatrixRMaj points = new DMatrixRMaj(size, 2);
            for (int j = 0; j < 2; j++) {
                double[] draws = random.doubles(size).map(ignored -> random.nextGaussian()).toArray();
                double mean = Arrays.stream(draws).average().orElseThrow();
                double deviation = Math.sqrt(Arrays.stream(draws).map(draw -> (draw - mean) * (draw - mean)).average().orElseThrow());
                OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(rates[j], 1, time);
                double memory = process.memory();
                double spread = Math.sqrt(memory * memory * 0.25 + (time > 0 ? process.variance() : 0));
                for (int i = 0; i < size; i++) {
                    points.set(i, j, centres[j] + memory * (4 - 6 * j - centres[j]) + spread * (draws[i] - mean) / deviation);
                }
            }
            snapshots.add(Measure.uniform(points));
        }
        return new SnapshotBridgeProblem(snapshots, times, new double[] {1, 1});
    }

    @Test
    void samplesGiveTheParametersApproximately() throws SolverException {
        double[] rates = {1.5, 0.7};
        double[] centres = {0, 2};
        SnapshotBridgeProblem problem = samples(rates, centres, 150);
        ReferenceFit fit = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext().with("tolerance", 1e-5));
        for (int j = 0; j < 2; j++) {
            assertEquals(rates[j], fit.rates()[j], 0.01);
            assertEquals(centres[j], fit.centres()[j], 0.01);
        }
    }

    @Test
    void slopesOfTheVarianceAreThoseOfFiniteDifferences() {
        for (double rate : new double[] {-2, -1e-3, -2e-4, 0, 1e-5, 4e-4, 0.7, 30}) {
            double step = 1e-5;
            double above = new OrnsteinUhlenbeck(rate + step, 0.6, 0.9).variance();
            double below = new OrnsteinUhlenbeck(rate - step, 0.6, 0.9).variance();
            assertEquals((above - below) / (2 * step), new OrnsteinUhlenbeck(rate, 0.6, 0.9).varianceSlope(), 1e-9, "rate " + rate);
        }
        // The series and the formula meet.
        double edge = 1e-3 / 1.8;
        assertEquals(new OrnsteinUhlenbeck(edge * (1 - 1e-9), 1, 0.9).varianceSlope(),
                new OrnsteinUhlenbeck(edge * (1 + 1e-9), 1, 0.9).varianceSlope(), 1e-9);
    }

    @Test
    void weightsOfZeroAndSinglePointsGiveNumbers() throws SolverException {
        Measure point = new Measure(new double[] {1, 0}, new DMatrixRMaj(new double[][] {{1}, {1e9}}));
        Measure pair = Measure.uniform(new DMatrixRMaj(new double[][] {{0}, {1}}));
        SnapshotBridgeProblem problem = new SnapshotBridgeProblem(List.of(point, pair, pair), new double[] {0, 1, 2}, new double[] {1});
        Solution<ReferenceFit> solution = VerifiedSolve.solve(SOLVER, VERIFIER, problem, new TestContext());
        assertTrue(Double.isFinite(solution.value().rates()[0]), solution.toString());
        assertEquals(Status.CONVERGED, solution.status());
    }

    @Test
    void limitsStopAndStartsAreTaken() throws SolverException {
        SnapshotBridgeProblem problem = process(0.8, -1, 1.1, 0, 0.4, 0.7);
        Solution<ReferenceFit> limited = SOLVER.solve(problem, new TestContext().with("maxIterations", 1L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertFalse(Verification.of(VERIFIER, problem, limited, 1e-7).holds());
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, new TestContext().cancelAt(1)).status());
        assertEquals(Status.TIME_LIMIT, SOLVER.solve(problem, new TestContext().timeLimit(0)).status());
        Solution<ReferenceFit> first = SOLVER.solve(problem, new TestContext());
        assertEquals(0, SOLVER.solve(problem, new TestContext().with("tolerance", 2e-7).start(first.value())).iterations());
        ReferenceFit wrong = new ReferenceFit(new double[2], new double[2], new double[0], new double[0]);
        assertTrue(assertThrows(SolverException.class, () -> SOLVER.solve(problem, new TestContext().start(wrong))).getMessage()
                .contains("expected 1 of each"));
    }

    @Test
    void fitsThatAreOffAreNotCertified() throws SolverException {
        SnapshotBridgeProblem problem = process(0.8, -1, 1.1, 0, 0.4, 0.7);
        ReferenceFit fit = SOLVER.solve(problem, new TestContext()).value();
        double[] rates = {fit.rates()[0] + 1e-3};
        Solution<ReferenceFit> claim = Solution.of(Status.CONVERGED,
                new ReferenceFit(rates, fit.centres(), fit.sourcePotentials(), fit.targetPotentials())).residual(0, 1).build();
        assertFalse(Verification.of(VERIFIER, problem, claim, 1e-7).holds());
    }
}
