package org.stillpoint.recurrence.internal.warm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Status;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.cell.ScalarCell;
import org.stillpoint.recurrence.internal.run.Counters;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;
import org.stillpoint.testing.TestContext;

class TrajectoryRepairTest {

    private static final int STEPS = 5000;

    /** h' = tanh(.9 h + x). */
    private static final Cell TANH = Cells.of(new ScalarCell((h, x) -> Math.tanh(.9 * h + x)));

    private static double[] input(int batch) {
        double[] input = new double[batch * STEPS];
        for (int t = 0; t < input.length; t++) {
            input[t] = Math.sin(.1 * t);
        }
        return input;
    }

    private static Stretch sequential(double[] input, int batch, Session session) {
        Stretch stretch = Stretch.of(TANH, batch, STEPS, input, new double[batch]);
        SequentialSweep sweep = new SequentialSweep(stretch);
        for (int b = 0; b < batch; b++) {
            assertTrue(sweep.run(b, 0, STEPS, session));
        }
        return stretch;
    }

    @Test
    void onlyThePartUntilMergingIsComputedAnew() {
        try (Session session = new Session(new TestContext(), 1e-10)) {
            double[] input = input(2);
            double[] old = sequential(input, 2, session).states;
            input[1000] += .5;
            input[STEPS + 3000] -= .5;
            Stretch changed = Stretch.of(TANH, 2, STEPS, input, new double[2]);
            System.arraycopy(old, 0, changed.states, 0, old.length);
            StretchResult result = TrajectoryRepair.solve(changed, 1e-12, session);
            assertEquals(Status.CONVERGED, result.status());
            assertTrue(result.residual() <= 1e-12, result.toString());
            assertArrayEquals(sequential(input, 2, session).states, changed.states, 1e-10);
            long recomputed = session.counter(Counters.RECOMPUTED_STEPS);
            assertTrue(recomputed > 20 && recomputed < 600, "recomputed " + recomputed);
        }
    }

    @Test
    void withToleranceZeroTheStatesAreThoseOfASequentialRun() {
        try (Session session = new Session(new TestContext(), 1e-10)) {
            double[] input = input(1);
            Stretch changed = sequential(input, 1, session);
            input[0] += 1;
            input[2500] += 1;
            assertEquals(Status.CONVERGED, TrajectoryRepair.solve(changed, 0, session).status());
            assertArrayEquals(sequential(input, 1, session).states, changed.states);
        }
    }

    @Test
    void aTrajectoryThatNeedsNoRepairStaysAsItIs() {
        try (Session session = new Session(new TestContext(), 1e-10)) {
            Stretch stretch = sequential(input(1), 1, session);
            double[] before = stretch.states.clone();
            assertEquals(Status.CONVERGED, TrajectoryRepair.solve(stretch, 1e-12, session).status());
            assertArrayEquals(before, stretch.states);
            assertEquals(0, session.counter(Counters.RECOMPUTED_STEPS));
        }
    }

    @Test
    void aWorthlessTrajectoryIsComputedAnewFromTheFirstStep() {
        try (Session session = new Session(new TestContext(), 1e-10)) {
            Stretch stretch = Stretch.of(TANH, 1, STEPS, input(1), new double[1]);
            Arrays.fill(stretch.states, Double.NaN);
            assertEquals(Status.CONVERGED, TrajectoryRepair.solve(stretch, 0, session).status());
            assertArrayEquals(sequential(input(1), 1, session).states, stretch.states);
        }
    }

    /** Old states that are far too large do not make differences of others seem small. */
    @Test
    void statesOfAnotherScaleAreComputedAnew() {
        for (double large : new double[] {1e3, 1e9, 1e300}) {
            try (Session session = new Session(new TestContext(), 1e-10)) {
                double[] input = input(1);
                double[] expected = sequential(input, 1, session).states;
                Stretch stretch = sequential(input, 1, session);
                for (int t = 0; t < STEPS; t++) {
                    stretch.states[t] += t % 1000 == 500 ? large : 1e-7 * Math.cos(t);
                }
                StretchResult result = TrajectoryRepair.solve(stretch, .5e-10, session);
                assertEquals(Status.CONVERGED, result.status(), result::toString);
                assertArrayEquals(expected, stretch.states, 1e-9);
            }
        }
    }

    @Test
    void cancellingStops() {
        try (Session session = new Session(new TestContext().cancelAt(0), 1e-10)) {
            Stretch stretch = Stretch.of(TANH, 1, STEPS, input(1), new double[1]);
            assertEquals(Status.CANCELLED, TrajectoryRepair.solve(stretch, 0, session).status());
        }
    }
}
