package org.stillpoint.recurrence.internal.sequential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.dense.DenseCells;
import org.stillpoint.recurrence.internal.run.Stretch;

class SequentialSweepTest {

    private static final int STEPS = 600;

    @Test
    void piecesMakeTheWhole() {
        Stretch whole = stretch(StandardCell.LSTM, 2);
        Stretch pieces = stretch(StandardCell.LSTM, 2);
        SequentialSweep sweep = new SequentialSweep(pieces);
        for (int sequence = 0; sequence < 2; sequence++) {
            assertTrue(new SequentialSweep(whole).run(sequence, 0, STEPS, () -> true));
            for (int from = 0; from < STEPS; from += 73) {
                assertTrue(sweep.run(sequence, from, Math.min(from + 73, STEPS), () -> true));
            }
        }
        assertArrayEquals(whole.states, pieces.states);
    }

    @Test
    void stopsBetweenBlocksAndKeepsWhatItHas() {
        Stretch whole = stretch(StandardCell.GRU, 1);
        Stretch begun = stretch(StandardCell.GRU, 1);
        new SequentialSweep(whole).run(0, 0, STEPS, () -> true);
        int[] questions = new int[1];
        assertFalse(new SequentialSweep(begun).run(0, 0, STEPS, () -> questions[0]++ < 2));
        int done = 2 * StepBlocks.steps(begun.cell, 1) * begun.size();
        assertArrayEquals(Arrays.copyOf(whole.states, done), Arrays.copyOf(begun.states, done));
        assertEquals(0, begun.states[done]);
    }

    /** In a process of its own. */
    @ParameterizedTest
    @EnumSource(value = StandardCell.class, mode = Mode.INCLUDE, names = {"ELMAN", "ELMAN_RELU", "GRU", "LSTM"})
    void runningAllocatesNothing(StandardCell cell) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), SequentialAllocation.class.getName(),
                cell.name()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals("0", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    private static Stretch stretch(StandardCell cell, int batch) {
        Random random = new Random(21);
        DenseCells.Weights weights = DenseCells.random(cell, 17, 3, random);
        double[] input = random.doubles(3L * batch * STEPS, -1, 1).toArray();
        return Stretch.of(weights.cell(), batch, STEPS, input, new double[batch * weights.cell().shape().state()]);
    }
}
