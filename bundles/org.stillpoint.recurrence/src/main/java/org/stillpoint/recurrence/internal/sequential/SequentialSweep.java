package org.stillpoint.recurrence.internal.sequential;

import java.util.function.BooleanSupplier;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Runs one sequence of a recurrence after the other, step after step: the reference for every other method, and what they fall back on.
 * Used by one thread; running allocates nothing.
 */
public final class SequentialSweep {

    private final int steps;
    private final int block;
    private final DoublePart part;

    /** A sweep over a stretch. */
    public SequentialSweep(Stretch stretch) {
        steps = stretch.steps;
        block = StepBlocks.steps(stretch.cell, 1);
        part = new DoublePart(stretch, stretch.cell.kernel(1), stretch.cell.driveSize(), StateRows.all(stretch), 1,
                DoublePart.panels(stretch, 1), block);
    }

    /**
     * Computes the states of a sequence from step {@code from} (inclusive) to {@code to} (exclusive) from the state before them; those of
     * the sequences before it are solved already.
     *
     * @return false if the session said stop before the end
     */
    public boolean run(int sequence, int from, int to, Session session) {
        part.begin(sequence, from);
        for (int first = from; first < to; first += block) {
            session.solved((double) sequence * steps + first);
            if (!session.proceed()) {
                return false;
            }
            part.run(first, Math.min(block, to - first));
        }
        return true;
    }

    /**
     * Computes states as {@link #run(int, int, int, Session)} does, for threads that may not ask the session.
     *
     * @param proceed says from time to time whether to go on
     * @return false if it said no before the end
     */
    public boolean run(int sequence, int from, int to, BooleanSupplier proceed) {
        part.begin(sequence, from);
        for (int first = from; first < to; first += block) {
            if (!proceed.getAsBoolean()) {
                return false;
            }
            part.run(first, Math.min(block, to - first));
        }
        return true;
    }
}
