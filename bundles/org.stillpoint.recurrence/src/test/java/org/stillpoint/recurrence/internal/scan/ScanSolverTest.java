package org.stillpoint.recurrence.internal.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.AffineRecurrence;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.recurrence.VerifiedSolve;
import org.stillpoint.recurrence.internal.scan.ScanOptions.Algorithm;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.AffineRecurrenceVerifier;

class ScanSolverTest {

    private static Trajectory states(AffineRecurrence problem, TestContext context) throws SolverException {
        return VerifiedSolve.value(new ScanSolver(), new AffineRecurrenceVerifier(), problem, context);
    }

    private static TestContext with(Algorithm algorithm, int chunks) {
        return new TestContext().with("algorithm", algorithm).with("chunks", chunks);
    }

    @Test
    void selfCheckIsCertified() throws SolverException {
        VerifiedSolve.selfCheck(new ScanSolver(), new AffineRecurrenceVerifier());
    }

    /** Rotations by parts of three sequences: every algorithm and number of threads, one answer. */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void allAlgorithmsAgree(Algorithm algorithm) throws SolverException {
        RandomStream random = new RandomStream(4);
        int steps = 1000;
        double[] transitions = new double[3 * steps * 12];
        for (int t = 0; t < 3 * steps; t++) {
            for (int i = 0; i < 3; i++) {
                double angle = random.nextDouble();
                transitions[12 * t + i] = Math.cos(angle);
                transitions[12 * t + 3 + i] = -Math.sin(angle);
                transitions[12 * t + 6 + i] = Math.sin(angle);
                transitions[12 * t + 9 + i] = Math.cos(angle);
            }
        }
        double[] offsets = new double[3 * steps * 6];
        random.fillGaussian(offsets);
        AffineRecurrence problem = new AffineRecurrence(new JacobianStructure(2), transitions, new Sequences(offsets, 3, steps, 6),
                new double[18]);
        double[] expected = states(problem, with(Algorithm.SEQUENTIAL, 0)).path().states().values();
        assertArrayEquals(expected, states(problem, with(algorithm, 0)).path().states().values(), 1e-11);
        assertArrayEquals(expected, states(problem, with(algorithm, 7)).path().states().values(), 1e-11);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            assertArrayEquals(expected, states(problem, with(algorithm, 0).threads(4, threads)).path().states().values(), 1e-11);
        } finally {
            threads.shutdown();
        }
    }

    /** On two threads a single diagonal sequence is cut into three chunks; h_t = 0.5 h_{t-1} + 1 tends to 2. */
    @Test
    void narrowSequencesAreCutForTwoThreads() throws SolverException {
        double[] offsets = new double[100_000];
        Arrays.fill(offsets, 1);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            double[] values = states(new AffineRecurrence(JacobianStructure.DIAGONAL, new double[] {0.5}, Sequences.of(offsets, 1),
                    new double[0]), new TestContext().threads(2, threads)).path().states().values();
            assertEquals(1, values[0]);
            assertEquals(2, values[99_999], 1e-15);
        } finally {
            threads.shutdown();
        }
    }

    /**
     * h_t = 1.9 h_{t-1} - 0.9 from 1 stays, but composed maps grow to 1.9^32: what they round to is 1e-7 of a state, which further scans
     * correct until the tolerance holds in every step.
     */
    @Test
    void roundingOfComposedMapsIsCorrected() throws SolverException {
        double[] offsets = new double[40];
        Arrays.fill(offsets, -0.9);
        AffineRecurrence problem = new AffineRecurrence(JacobianStructure.DIAGONAL, new double[] {1.9}, Sequences.of(offsets, 1),
                new double[] {1});
        Solution<Trajectory> once = new ScanSolver().solve(problem, with(Algorithm.TREE, 0).with("tolerance", 1e-13)
                .with("maxIterations", 1L));
        assertEquals(Status.ITERATION_LIMIT, once.status());
        assertTrue(once.residual() > 1e-10, once.toString());
        Solution<Trajectory> corrected = new ScanSolver().solve(problem, with(Algorithm.TREE, 0).with("tolerance", 1e-13));
        assertEquals(Status.CONVERGED, corrected.status(), corrected.toString());
        assertTrue(corrected.iterations() > 1, corrected.toString());
        double[] states = corrected.value().path().states().values();
        for (int t = 1; t < 40; t++) {
            assertEquals(1.9 * states[t - 1] - 0.9, states[t], 2e-13 * Math.abs(states[t]) + 1e-13);
        }
    }

    /** h_t = 10 h_{t-1} - 9/10 from 1/10: the exact states stay, those in doubles leave; the residual alone would not tell. */
    @Test
    void unstableStatesAreNotCertified() throws SolverException {
        int steps = 40;
        double[] offsets = new double[steps];
        Arrays.fill(offsets, -0.9);
        AffineRecurrence problem = new AffineRecurrence(JacobianStructure.DIAGONAL, new double[] {10}, Sequences.of(offsets, 1),
                new double[] {0.1});
        double[] other = new double[steps];
        Arrays.fill(other, 0.1);
        Solution<Trajectory> still = Solution.of(Status.CONVERGED, Trajectory.of(Sequences.of(other, 1), 1)).residual(1e-16, 1e-10).build();
        Certificate certificate = Verification.of(new AffineRecurrenceVerifier(), problem, still);
        assertFalse(certificate.holds());
        assertTrue(certificate.checks().get(0).holds(), "the residual is small");
        assertTrue(certificate.notes().get(0).contains("grow"), certificate.toString());
    }

    @Test
    void overflowIsNotFinite() throws SolverException {
        AffineRecurrence problem = new AffineRecurrence(JacobianStructure.DIAGONAL, new double[] {3}, Sequences.of(new double[1000], 1),
                new double[] {1});
        Solution<Trajectory> solution = new ScanSolver().solve(problem, new TestContext());
        assertEquals(Status.NONFINITE, solution.status());
        double[] states = solution.value().path().states().values();
        for (int t = 0; t < states.length; t++) {
            assertEquals(Math.pow(3, Math.min(t + 1, 646)), states[t], 1e-12 * states[t]);
        }
        assertEquals(27, solution.value().path().states().values()[2]);
    }

    /** A tolerance at the rounding ends in stagnation, if it is not reached, with the best states. */
    @Test
    void impossibleTolerancesStagnate() throws SolverException {
        double[] offsets = new double[500];
        new RandomStream(8).fillGaussian(offsets);
        AffineRecurrence problem = new AffineRecurrence(JacobianStructure.dense(5), new double[] {.3, .1, -.2, .2, .1, .1, .2, .3, -.1, .2,
            .3, .3, .3, .1, .1, -.2, .1, .2, .3, .1, .1, .3, .1, -.3, .2}, Sequences.of(offsets, 5), new double[0]);
        Solution<Trajectory> solution = new ScanSolver().solve(problem, with(Algorithm.TREE, 0).with("tolerance", 1e-15)
                .with("maxIterations", 50L));
        assertTrue(solution.status() == Status.STAGNATED || solution.status() == Status.CONVERGED, solution.toString());
        assertTrue(solution.residual() < 1e-14, solution.toString());
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void cancelledSolvesSaySo(Algorithm algorithm) throws SolverException {
        Solution<Trajectory> solution = new ScanSolver().solve(new ScanSolver().selfCheck(), with(algorithm, 4).cancelAt(0));
        assertEquals(Status.CANCELLED, solution.status());
        assertTrue(Double.isNaN(solution.residual()));
    }
}
