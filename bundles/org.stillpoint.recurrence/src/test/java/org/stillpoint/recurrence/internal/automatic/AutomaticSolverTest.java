package org.stillpoint.recurrence.internal.automatic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.run.Counters;
import org.stillpoint.recurrence.internal.sequential.SequentialSolver;
import org.stillpoint.testing.TestContext;

class AutomaticSolverTest {

    private static RecurrenceProblem gru(int batch, int steps, double gateBias) {
        double[] input = new double[batch * steps];
        for (int t = 0; t < input.length; t++) {
            input[t] = Math.sin(.7 * t) + Math.cos(.013 * t * t);
        }
        DataRecord parameters = DataRecord.of("parameters", 1).array("weight_ih", new NamedArray(new double[] {1, -1, .5}, 3, 1))
                .doubles("bias_ih", new double[] {gateBias, 0, 0})
                .array("recurrent", new NamedArray(new double[] {1, -.8, .9}, 3, 1)).build();
        return RecurrenceProblem.of(StandardCell.PARA_GRU.label(), parameters, new Sequences(input, batch, steps, 1));
    }

    private static Solution<Trajectory> solve(RecurrenceProblem problem, TestContext context) throws SolverException {
        return new AutomaticSolver().solve(problem, context.with("tolerance", 1e-10));
    }

    private static double[] states(Solution<Trajectory> solution) {
        return solution.value().path().states().values();
    }

    private static Solution<Trajectory> sequential(RecurrenceProblem problem) throws SolverException {
        return new SequentialSolver().solve(problem, new TestContext());
    }

    private static void assertSolved(RecurrenceProblem problem, Method expected) throws SolverException {
        Solution<Trajectory> solution = solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution.warnings().toString());
        assertTrue(solution.warnings().get(0).startsWith("solved by " + expected.id), solution.warnings().toString());
        assertArrayEquals(states(sequential(problem)), states(solution), 1e-8);
    }

    @Test
    void aLongNarrowSequenceThatForgetsIsShot() throws SolverException {
        assertSolved(gru(1, 50_000, 0), Method.SHOOTING);
    }

    @Test
    void aLongNarrowSequenceThatForgetsTooSlowlyIsLeftToNewton() throws SolverException {
        assertSolved(gru(1, 20_000, -9), Method.NEWTON);
    }

    /** Newton's method has no single precision: it must not stand in for methods that refuse the cell in it. */
    @Test
    void singlePrecisionIsRefusedForCellsWithout() {
        assertThrows(SolverException.class, () -> new AutomaticSolver().solve(gru(1, 20_000, -9),
                new TestContext().with("precision", "SINGLE").with("tolerance", 1e-5)));
    }

    @Test
    void aBatchThatFillsTheRegistersRunsStepAfterStep() throws SolverException {
        assertSolved(gru(256, 1000, 0), Method.SEQUENTIAL);
    }

    @Test
    void aShortSequenceIsNotWorthALook() throws SolverException {
        Solution<Trajectory> solution = solve(gru(1, 100, 0), new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.warnings().get(0).contains("too few"), solution.warnings().toString());
    }

    @Test
    void chaosIsRunStepAfterStepAndNamed() throws SolverException {
        RecurrenceProblem problem = RecurrenceProblem.autonomous(StandardCell.LOGISTIC.label(),
                DataRecord.of("parameters", 1).number("rate", 3.9).build(), 20_000, .2);
        Solution<Trajectory> solution = solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(states(sequential(problem)), states(solution));
        assertTrue(solution.warnings().get(0).matches("solved by recurrence.sequential: .*exponent is \\+0\\.[45].*not forgotten.*"),
                solution.warnings().toString());
        assertEquals("on 16 processors no method would be faster than step after step; a wide accelerator would still wait for all 20000 "
                + "steps one after the other", solution.warnings().get(1));
    }

    @Test
    void theOutlookIsToldUnlessItIsNotWanted() throws SolverException {
        RecurrenceProblem problem = gru(1, 50_000, 0);
        assertTrue(solve(problem, new TestContext()).warnings().stream().anyMatch(text -> text.contains("wide accelerator")));
        assertTrue(solve(problem, new TestContext().with("outlook", false)).warnings().stream()
                .noneMatch(text -> text.contains("wide accelerator")));
    }

    @Test
    void afterAnEditOnlyThePartUntilMergingIsComputedAnew() throws SolverException {
        RecurrenceProblem problem = gru(1, 50_000, 0);
        Solution<Trajectory> before = sequential(problem);
        double[] input = ((Sequences) problem.input()).values().clone();
        input[30_000] += 1;
        RecurrenceProblem edited = problem.withInput(Sequences.of(input, 1));
        Solution<Trajectory> after = solve(edited, new TestContext().start(before.value()));
        assertEquals(Status.CONVERGED, after.status());
        assertArrayEquals(states(sequential(edited)), states(after), 1e-9);
        assertArrayEquals(Arrays.copyOf(states(before), 30_000), Arrays.copyOf(states(after), 30_000));
        long recomputed = after.counters().get(Counters.RECOMPUTED_STEPS);
        assertTrue(recomputed >= 1 && recomputed < 300, "recomputed " + recomputed);
    }

    @Test
    void windowsOfOneSequenceAreAllSolvedByTheMethodOfTheFirst() throws SolverException {
        RecurrenceProblem problem = gru(1, 600_000, 0);
        Solution<Trajectory> solution = solve(problem.withKeepEvery(1000), new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(2, solution.warnings().size(), solution.warnings().toString());
        double[] all = states(sequential(problem));
        double[] kept = states(solution);
        for (int i = 0; i < kept.length; i++) {
            assertEquals(all[1000 * (i + 1) - 1], kept[i], 1e-8);
        }
    }

    @Test
    void cancellingKeepsFiniteStates() throws SolverException {
        Solution<Trajectory> solution = solve(gru(1, 50_000, 0), new TestContext().cancelAt(0));
        assertEquals(Status.CANCELLED, solution.status());
        for (double value : states(solution)) {
            assertTrue(Double.isFinite(value));
        }
    }

    @Test
    void theSameBitsComeBack() throws SolverException {
        RecurrenceProblem problem = gru(2, 30_000, 0);
        assertArrayEquals(states(solve(problem, new TestContext())), states(solve(problem, new TestContext())));
    }
}
