package org.stillpoint.recurrence.internal.sequential;

import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Runs a recurrence step after step: the reference for every other method, and what they fall back on. Used by one thread; running
 * allocates nothing.
 */
public final class SequentialSweep {

    /** How many steps have their drive computed at once. */
    private static final int BLOCK = 64;

    private final Stretch stretch;
    private final CellKernel kernel;
    private final double[] drive;
    private final double[] driveOfStep;
    private final double[] state;
    private final double[] next;

    /** A sweep over a stretch. */
    public SequentialSweep(Stretch stretch) {
        this.stretch = stretch;
        kernel = stretch.cell.kernel(BLOCK);
        drive = new double[stretch.cell.driveSize() * BLOCK];
        driveOfStep = new double[stretch.cell.driveSize()];
        state = new double[stretch.size()];
        next = new double[stretch.size()];
    }

    /**
     * Computes the states of a sequence from step {@code from} (inclusive) to {@code to} (exclusive) from the state before them.
     *
     * @return false if the session said stop before the end
     */
    public boolean run(int sequence, int from, int to, Session session) {
        int size = stretch.size();
        int driveSize = stretch.cell.driveSize();
        if (from == 0) {
            System.arraycopy(stretch.initial, sequence * size, state, 0, size);
        } else {
            System.arraycopy(stretch.states, stretch.stateOffset(sequence, from - 1), state, 0, size);
        }
        for (int first = from; first < to; first += BLOCK) {
            int count = Math.min(BLOCK, to - first);
            if (!session.proceed()) {
                return false;
            }
            kernel.drive(stretch.input, stretch.inputOffset(sequence, first), stretch.inputSize(), count, drive, 0);
            for (int step = 0; step < count; step++) {
                for (int k = 0; k < driveSize; k++) {
                    driveOfStep[k] = drive[k * count + step];
                }
                kernel.step(state, 0, driveOfStep, 0, 1, next, 0);
                System.arraycopy(next, 0, state, 0, size);
                System.arraycopy(next, 0, stretch.states, stretch.stateOffset(sequence, first + step), size);
            }
        }
        return true;
    }
}
