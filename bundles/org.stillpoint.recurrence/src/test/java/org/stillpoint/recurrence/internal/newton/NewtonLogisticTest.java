package org.stillpoint.recurrence.internal.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Form;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Method;
import org.stillpoint.recurrence.internal.run.Safeguards;
import org.stillpoint.recurrence.internal.sweep.Sweeping;
import org.stillpoint.testing.TestContext;

/** The logistic map x' = r x (1 - x) from 0.2 over 200 steps, with which plain Newton steps have every trouble they can have. */
class NewtonLogisticTest {

    private static final int STEPS = 200;

    private static double[] sequential(double rate) {
        return Sweeping.sequential(Sweeping.logistic(rate, STEPS), new TestContext());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 20, 40})
    void eachStepMakesAStateExact(int steps) {
        Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(3.9, STEPS), NewtonRuns.full(Safeguards.RESET, 0.5, 1e-13)
                .with("maxIterations", steps));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        int prefix = NewtonRuns.equalPrefix(sequential(3.9), NewtonRuns.states(solution));
        assertTrue(prefix >= steps, () -> prefix + " states are exact after " + steps);
        assertEquals(prefix + 1, NewtonRuns.counter(solution, "firstUnconvergedStep"));
    }

    @ParameterizedTest
    @CsvSource({"1.5, 0.5, 6, 0.333333333333333", "1.5, 0.3, 4, 0.333333333333333", "2, 0.5, 5, 0.5", "2.5, 0.5, 5, 0.6"})
    void plainStepsThatConverge(double rate, double guess, int iterations, double limit) {
        Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(rate, STEPS), NewtonRuns.full(Safeguards.NONE, guess, 1e-13));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(iterations, solution.iterations());
        assertEquals(limit, NewtonRuns.last(solution), 1e-13);
    }

    @ParameterizedTest
    @CsvSource({"2, 0.3, 3", "2.5, 0.3, 2", "2.8, 0.5, 3", "2.8, 0.3, 2", "3.2, 0.5, 3", "3.9, 0.5, 3"})
    void plainStepsThatOverflow(double rate, double guess, int iterations) {
        Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(rate, STEPS), NewtonRuns.full(Safeguards.NONE, guess, 1e-13));
        assertEquals(Status.DIVERGED, solution.status());
        assertEquals(iterations, solution.iterations());
        assertTrue(solution.residual() > 1e-13 && solution.residual() < 1, "the best iterate is kept");
        for (double state : NewtonRuns.states(solution)) {
            assertTrue(Math.abs(state) <= 1);
        }
    }

    /** The counts with resets are those of the affine form; with a box they depend on the last bits of long products. */
    @ParameterizedTest
    @CsvSource({"2.8, 0.5, 48", "2.8, 0.3, 171", "3.2, 0.5, 172", "3.2, 0.3, 183", "3.9, 0.5, 192"})
    void stepsWithResets(double rate, double guess, int iterations) {
        Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(rate, STEPS), NewtonRuns.full(Safeguards.RESET, guess, 1e-13));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(iterations, solution.iterations());
        assertTrue(solution.iterations() <= STEPS);
        assertArrayEquals(sequential(rate), NewtonRuns.states(solution), 1e-13);
    }

    @ParameterizedTest
    @CsvSource({"2.8, 0.5, 146, 170", "2.8, 0.3, 146, 170", "3.2, 0.5, 103, 103", "3.2, 0.3, 103, 103"})
    void stepsInABox(double rate, double guess, int least, int most) {
        Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(rate, STEPS), NewtonRuns.full(Safeguards.RESET, guess, 1e-13)
                .with("lowerBound", 0.0).with("upperBound", 1.0));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() >= least && solution.iterations() <= most, () -> "took " + solution.iterations());
        assertArrayEquals(sequential(rate), NewtonRuns.states(solution), 1e-13);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, BLOCKED", "2, BLOCKED", "2.5, BLOCKED", "2.8, BLOCKED", "3.2, BLOCKED", "3.5, BLOCKED",
        "1.5, WINDOWED", "2, WINDOWED", "2.5, WINDOWED", "2.8, WINDOWED", "3.2, WINDOWED", "3.5, WINDOWED",
        "1.5, FULL", "2, FULL", "2.5, FULL", "2.8, FULL", "3.2, FULL", "3.5, FULL"})
    void safeguardedStepsConverge(double rate, Form form) {
        for (int window : new int[] {0, 1, 3, 8, 32}) {
            Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(rate, STEPS), new TestContext().with("form", form)
                    .with("window", window).with("tolerance", 1e-14));
            assertEquals(Status.CONVERGED, solution.status());
            assertArrayEquals(sequential(rate), NewtonRuns.states(solution), 1e-13);
            assertTrue(solution.warnings().stream().noneMatch(warning -> warning.contains("Lyapunov")), solution.warnings().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"1.5, 0.333333333333333", "2, 0.5", "2.5, 0.6", "2.8, 0.642857142857143", "3.2, 0.799455490467370"})
    void lastStates(double rate, double last) {
        Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(rate, STEPS), new TestContext().with("tolerance", 1e-14));
        assertEquals(last, NewtonRuns.last(solution), 1e-15);
    }

    /** Few steps for each window where the map settles; one for each state where it does not and the guess is bad. */
    @Test
    void shortWindows() {
        Solution<Trajectory> settled = NewtonRuns.solve(Sweeping.logistic(2.8, STEPS), new TestContext().with("window", 8)
                .with("guess", NewtonOptions.Guess.INITIAL).with("safeguards", Safeguards.RESET).with("tolerance", 1e-13));
        assertEquals(1.2, settled.iterations() / 25.0, 0.2);
        Solution<Trajectory> periodic = NewtonRuns.solve(Sweeping.logistic(3.2, STEPS), new TestContext().with("window", 8)
                .with("guess", NewtonOptions.Guess.INITIAL).with("safeguards", Safeguards.RESET).with("tolerance", 1e-13));
        assertTrue(periodic.iterations() > 4 * 25 && periodic.iterations() <= STEPS, () -> "took " + periodic.iterations());
    }

    /** A chaotic trajectory that Newton's method and a sequential run agree on to the bit, and are nevertheless warned of. */
    @ParameterizedTest
    @CsvSource({"3.9, 0.49", "4, 0.6931"})
    void chaosIsFlagged(double rate, double exponent) {
        RecurrenceProblem problem = Sweeping.logistic(rate, 20_000);
        Solution<Trajectory> solution = NewtonRuns.solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        String warning = solution.warnings().stream().filter(text -> text.contains("Lyapunov")).findFirst().orElseThrow();
        double found = Double.parseDouble(warning.replaceAll(".*e\\^([0-9.]+) a step.*", "$1"));
        assertEquals(exponent, found, 0.02);
        assertTrue(NewtonRuns.counter(solution, "fallbacks") > 0);
        assertTrue(NewtonRuns.counter(solution, "sequentialSteps") > 10_000, "failing windows become rare");
        Solution<Trajectory> kept = NewtonRuns.solve(problem.withKeepEvery(100), new TestContext());
        assertEquals(solution.warnings(), kept.warnings());
        Solution<Trajectory> parts = NewtonRuns.solve(Sweeping.logistic(rate, 600_000).withKeepEvery(100), new TestContext());
        assertEquals(2, parts.warnings().size(), parts.warnings().toString());
    }

    /** Regularised steps reach a small residual on a trajectory that is not the true one. */
    @Test
    void aSmallResidualInChaosIsNoAnswer() {
        Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(3.9, STEPS), NewtonRuns.full(Safeguards.NONE, 0.5, 1e-13)
                .with("method", Method.ELK).with("adaptiveRegularisation", false).with("maxIterations", 3000));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(Sweeping.distance(sequential(3.9), NewtonRuns.states(solution)) > 0.1);
        assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("Lyapunov")), solution.warnings().toString());
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.8, 3.2, 3.5})
    void regularisedStepsConvergeWherePlainOnesOverflow(double rate) {
        Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(rate, STEPS), NewtonRuns.full(Safeguards.NONE, 0.5, 1e-13)
                .with("method", Method.ELK).with("adaptiveRegularisation", false));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(sequential(rate), NewtonRuns.states(solution), 1e-12);
    }

    @Test
    void adaptiveRegularisationConvergesFasterThanAFixedOne() {
        long[] iterations = new long[2];
        for (int i = 0; i < 2; i++) {
            Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(2.8, STEPS), NewtonRuns.full(Safeguards.NONE, 0.5, 1e-13)
                    .with("method", Method.ELK).with("adaptiveRegularisation", i == 0));
            assertEquals(Status.CONVERGED, solution.status());
            iterations[i] = solution.iterations();
        }
        assertTrue(iterations[0] < iterations[1], iterations[0] + " and " + iterations[1]);
    }

    @Test
    void regularisedStepsWithLockedStatesEnd() {
        for (boolean adaptive : new boolean[] {false, true}) {
            Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(3.9, STEPS), NewtonRuns.full(Safeguards.RESET, 0.5, 1e-13)
                    .with("method", Method.ELK).with("adaptiveRegularisation", adaptive));
            assertEquals(Status.CONVERGED, solution.status());
            assertTrue(solution.iterations() <= STEPS + 1, () -> "took " + solution.iterations());
            assertArrayEquals(sequential(3.9), NewtonRuns.states(solution), 1e-13);
        }
    }

    /** Where the map leaves every bound, nothing helps, and what is finite is kept. */
    @Test
    void aTrajectoryThatOverflows() {
        for (Form form : Form.values()) {
            Solution<Trajectory> solution = NewtonRuns.solve(Sweeping.logistic(4.5, STEPS), new TestContext().with("form", form));
            assertEquals(Status.NONFINITE, solution.status());
            for (double state : NewtonRuns.states(solution)) {
                assertTrue(Double.isFinite(state));
            }
            assertFalse(solution.residual() <= 1e-10);
        }
    }
}
