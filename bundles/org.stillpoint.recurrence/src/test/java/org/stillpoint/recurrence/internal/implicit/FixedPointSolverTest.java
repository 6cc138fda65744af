package org.stillpoint.recurrence.internal.implicit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.MixedRecurrence;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.recurrence.VerifiedSolve;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.MixedRecurrenceVerifier;

class FixedPointSolverTest {

    private static final double[] NONE = {};

    /** Q_t = I - alpha k_t k_t' with unit vectors k_t, transitions from 0 to 0.9. */
    private static MixedRecurrence householder(int batch, int steps, int size, double alpha) {
        RandomStream random = new RandomStream(steps + 17L * size);
        double[] transitions = new double[steps * size];
        double[] right = new double[steps * size];
        double[] left = new double[steps * size];
        double[] offsets = new double[batch * steps * size];
        random.fillUniform(transitions);
        random.fillGaussian(right);
        random.fillGaussian(offsets);
        for (int t = 0; t < steps; t++) {
            double norm = 0;
            for (int k = 0; k < size; k++) {
                norm = Math.hypot(norm, right[t * size + k]);
            }
            for (int k = t * size; k < (t + 1) * size; k++) {
                transitions[k] *= 0.9;
                right[k] /= norm;
                left[k] = -alpha * right[k];
            }
        }
        return new MixedRecurrence(transitions, NONE, left, right, 1, new Sequences(offsets, batch, steps, size), NONE);
    }

    private static Solution<Trajectory> solve(MixedRecurrence problem, TestContext context) throws SolverException {
        Solution<Trajectory> solution = VerifiedSolve.solve(new FixedPointSolver(), new MixedRecurrenceVerifier(), problem, context);
        if (Double.isFinite(solution.residual())) {
            double measured = Verification.of(new MixedRecurrenceVerifier(), problem, solution).checks().get(0).value();
            assertEquals(measured, solution.residual(), 1e-14 * Math.max(1, measured), "the verifier's residual");
        }
        return solution;
    }

    @Test
    void selfCheckIsCertified() throws SolverException {
        VerifiedSolve.selfCheck(new FixedPointSolver(), new MixedRecurrenceVerifier());
    }

    /** 27 to 50 scans to 1e-12, whatever the number of steps. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.4, 0.5})
    void scansDoNotGrowWithTheNumberOfSteps(double alpha) throws SolverException {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int steps : new int[] {64, 256, 1024}) {
            Solution<Trajectory> solution = solve(householder(1, steps, 16, alpha), new TestContext().with("tolerance", 1e-12));
            assertEquals(Status.CONVERGED, solution.status(), solution::toString);
            least = Math.min(least, solution.iterations());
            most = Math.max(most, solution.iterations());
        }
        assertTrue(least >= 24 && most <= 50, least + " to " + most);
        assertTrue(most - least <= 6, least + " to " + most);
    }

    /** Two sequences, one thread and two: the same bits. */
    @Test
    void threadsDoNotChangeBits() throws SolverException {
        MixedRecurrence problem = householder(2, 300, 5, 0.4);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            assertArrayEquals(solve(problem, new TestContext()).value().path().states().values(),
                    solve(problem, new TestContext().threads(2, threads)).value().path().states().values());
        } finally {
            threads.shutdown();
        }
    }

    /** Without a mixer one scan is exact: h_t = 0.9 h_{t-1} + 1. */
    @Test
    void diagonalRecurrencesTakeOneScan() throws SolverException {
        double[] ones = new double[200];
        Arrays.fill(ones, 1);
        Solution<Trajectory> solution = solve(new MixedRecurrence(new double[] {0.9}, NONE, NONE, NONE, 0, Sequences.of(ones, 1), NONE),
                new TestContext());
        assertEquals(1, solution.iterations());
        assertEquals((1 - Math.pow(0.9, 200)) / 0.1, solution.value().path().states().values()[199], 1e-13);
    }

    /** Q = 2 exchanges the sign of what is kept: h^l = L h + 2 b - h^{l-1} has the modulus 1 and does not converge. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 2.5, -1})
    void iterationsThatDoNotContractDiverge(double diagonal) throws SolverException {
        double[] ones = new double[20];
        Arrays.fill(ones, 1);
        Solution<Trajectory> solution = solve(new MixedRecurrence(new double[] {0.5}, new double[] {diagonal}, NONE, NONE, 0,
                Sequences.of(ones, 1), NONE), new TestContext());
        assertEquals(Status.DIVERGED, solution.status(), solution::toString);
        assertTrue(solution.warnings().get(0).contains("does not contract"), solution.warnings().toString());
        for (double value : solution.value().path().states().values()) {
            assertTrue(Double.isFinite(value));
        }
    }

    /** A full rank mixer of parts for all steps, and a warm start that is the solution already. */
    @Test
    void warmStartsAreUsed() throws SolverException {
        double[] offsets = new double[90];
        new RandomStream(6).fillGaussian(offsets);
        MixedRecurrence problem = new MixedRecurrence(new double[] {0.5, -0.5, 0.7}, new double[] {0.8, 1.1, 0.9},
                new double[] {0.1, 0.2, 0, 0, 0.1, 0.1}, new double[] {1, 0, -1, 0.5, 0.5, 0.5}, 2, Sequences.of(offsets, 3),
                new double[] {1, 2, 3});
        Solution<Trajectory> solution = solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solve(problem, new TestContext().start(solution.value())).iterations());
    }

    @Test
    void limitsAreKept() throws SolverException {
        MixedRecurrence problem = householder(1, 100, 4, 0.5);
        Solution<Trajectory> limited = solve(problem, new TestContext().with("maxIterations", 3L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(3, limited.iterations());
        assertEquals(Status.CANCELLED, solve(problem, new TestContext().cancelAt(2)).status());
        Solution<Trajectory> exact = solve(problem, new TestContext().with("tolerance", 1e-15));
        assertTrue(exact.status() == Status.STAGNATED || exact.status() == Status.CONVERGED, exact.toString());
    }
}
