package org.stillpoint.recurrence.internal.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.cell.dense.DenseCells;
import org.stillpoint.recurrence.internal.cell.dense.DenseCells.Weights;
import org.stillpoint.recurrence.internal.sequential.SequentialMethod;
import org.stillpoint.testing.TestContext;

class StackedLayersTest {

    private static final int BATCH = 3;
    private static final int STEPS = 20;

    @Test
    void layersAreStackedAndRunBothWaysFromTheirInitialStates() throws SolverException {
        Random random = new Random(31);
        Weights forward = DenseCells.random(StandardCell.GRU, 4, 2, random);
        Weights backward = DenseCells.random(StandardCell.GRU, 4, 2, random);
        Weights above = DenseCells.random(StandardCell.LSTM, 3, 8, random);
        double[] initial = random.doubles(BATCH * (4 + 4 + 6), -1, 1).toArray();
        Sequences input = new Sequences(random.doubles(BATCH * STEPS * 2, -1, 1).toArray(), BATCH, STEPS, 2);
        RecurrenceProblem problem = new RecurrenceProblem(
                List.of(new RecurrentLayer("gru", forward.parameters(), Optional.of(backward.parameters())),
                        new RecurrentLayer("lstm", above.parameters())), input, initial, Optional.empty(), 1);
        Solution<Trajectory> solution = RecurrenceSolve.solve(problem, new SequentialMethod(false), 0, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        Sequences forwards = run(forward, input, Arrays.copyOfRange(initial, 0, 4 * BATCH), false);
        Sequences backwards = run(backward, input, Arrays.copyOfRange(initial, 4 * BATCH, 8 * BATCH), true);
        double[] both = new double[BATCH * STEPS * 8];
        for (int row = 0; row < BATCH * STEPS; row++) {
            System.arraycopy(forwards.values(), 4 * row, both, 8 * row, 4);
            System.arraycopy(backwards.values(), 4 * row, both, 8 * row + 4, 4);
        }
        Sequences last = run(above, new Sequences(both, BATCH, STEPS, 8), Arrays.copyOfRange(initial, 8 * BATCH, 14 * BATCH), false);
        List<List<StatePath>> layers = solution.value().layers();
        assertArrayEquals(forwards.values(), layers.get(0).get(0).states().values(), 1e-13);
        assertArrayEquals(backwards.values(), layers.get(0).get(1).states().values(), 1e-13);
        assertArrayEquals(last.values(), layers.get(1).get(0).states().values(), 1e-13);
        assertEquals(3, solution.value().lastPath().hidden().size());
    }

    @Test
    void keptStatesOfBatchesAreThoseOfTheWholeRun() throws SolverException {
        Weights weights = DenseCells.random(StandardCell.GRU, 3, 1, new Random(32));
        int steps = 40_000;
        Sequences input = new Sequences(new Random(33).doubles(3L * steps, -1, 1).toArray(), 3, steps, 1);
        RecurrenceProblem problem = RecurrenceProblem.of("gru", weights.parameters(), input);
        double[] all = states(problem);
        double[] kept = states(problem.withKeepEvery(777));
        int count = problem.withKeepEvery(777).keptSteps();
        for (int b = 0; b < 3; b++) {
            for (int i = 0; i < count; i++) {
                int step = Math.min((i + 1) * 777, steps) - 1;
                assertArrayEquals(Arrays.copyOfRange(all, (b * steps + step) * 3, (b * steps + step) * 3 + 3),
                        Arrays.copyOfRange(kept, (b * count + i) * 3, (b * count + i) * 3 + 3));
            }
        }
    }

    @Test
    void saysWhatIsMissing() {
        RecurrenceProblem unknown = RecurrenceProblem.of("nobody's cell", DenseCells.random(StandardCell.GRU, 1, 1, new Random(34))
                .parameters(), Sequences.of(new double[5], 1));
        SolverException refused = assertThrows(SolverException.class,
                () -> RecurrenceSolve.solve(unknown, new SequentialMethod(false), 0, new TestContext()));
        assertTrue(refused.getMessage().contains("nobody's cell"), refused::getMessage);
    }

    private static double[] states(RecurrenceProblem problem) throws SolverException {
        return RecurrenceSolve.solve(problem, new SequentialMethod(false), 0, new TestContext()).value().path().states().values();
    }

    private static Sequences run(Weights weights, Sequences input, double[] initial, boolean backwards) {
        int size = initial.length / BATCH;
        double[] states = new double[BATCH * STEPS * size];
        for (int b = 0; b < BATCH; b++) {
            double[] state = Arrays.copyOfRange(initial, b * size, (b + 1) * size);
            for (int i = 0; i < STEPS; i++) {
                int step = backwards ? STEPS - 1 - i : i;
                state = weights.step(state, Arrays.copyOfRange(input.values(), input.offset(b, step), input.offset(b, step + 1)));
                System.arraycopy(state, 0, states, (b * STEPS + step) * size, size);
            }
        }
        return new Sequences(states, BATCH, STEPS, size);
    }
}
