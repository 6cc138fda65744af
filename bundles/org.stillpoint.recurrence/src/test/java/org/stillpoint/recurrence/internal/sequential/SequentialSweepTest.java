package org.stillpoint.recurrence.internal.sequential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
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
    /** Long enough for the compiler on a busy machine. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

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

    /** The least of several rounds: vector registers live in objects until the compiler has done its work. */
    @ParameterizedTest
    @EnumSource(value = StandardCell.class, mode = Mode.INCLUDE, names = {"ELMAN", "ELMAN_RELU", "GRU", "LSTM"})
    void runningAllocatesNothing(StandardCell cell) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SequentialSweep sweep = new SequentialSweep(stretch(cell, 1));
        long least = Long.MAX_VALUE;
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (least > 0 && System.nanoTime() < end) {
            long before = threads.getCurrentThreadAllocatedBytes();
            sweep.run(0, 0, STEPS, () -> true);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    private static Stretch stretch(StandardCell cell, int batch) {
        Random random = new Random(21);
        DenseCells.Weights weights = DenseCells.random(cell, 17, 3, random);
        double[] input = random.doubles(3L * batch * STEPS, -1, 1).toArray();
        return Stretch.of(weights.cell(), batch, STEPS, input, new double[batch * weights.cell().shape().state()]);
    }
}
