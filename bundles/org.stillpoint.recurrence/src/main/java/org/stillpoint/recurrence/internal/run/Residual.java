package org.stillpoint.recurrence.internal.run;

import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;

/** Measures |h_t - f(h_{t-1}, x_t)| over a stretch, many steps at once. Used by one thread. */
public final class Residual {

    private static final int MOST_LANES = 64;
    /** Up to this, the memory for a panel of states is worth its place in the cache. */
    private static final int PANEL_VALUES = 1 << 15;

    private final Stretch stretch;
    private final int lanes;
    private final CellKernel kernel;
    private final double[] previous;
    private final double[] drive;
    private final double[] next;
    private double largestDefect;
    private double largestState;

    /** A meter for a stretch. */
    public Residual(Stretch stretch) {
        this.stretch = stretch;
        Cell cell = stretch.cell;
        lanes = Math.max(1, Math.min(Math.min(MOST_LANES, stretch.steps), PANEL_VALUES / Math.max(cell.shape().state(), cell.driveSize())));
        kernel = cell.kernel(lanes);
        previous = new double[cell.shape().state() * lanes];
        drive = new double[cell.driveSize() * lanes];
        next = new double[cell.shape().state() * lanes];
    }

    /** The residual of the states as they are, as {@link StretchResult} defines it; NaN if a state or a defect is. */
    public double measure() {
        largestDefect = 0;
        largestState = 0;
        for (int b = 0; b < stretch.batch; b++) {
            for (int from = 0; from < stretch.steps; from += lanes) {
                add(b, from, Math.min(lanes, stretch.steps - from));
            }
        }
        return largestDefect / Math.max(1, largestState);
    }

    private void add(int sequence, int from, int count) {
        int size = stretch.size();
        for (int lane = 0; lane < count; lane++) {
            int step = from + lane;
            double[] source = step == 0 ? stretch.initial : stretch.states;
            int offset = step == 0 ? sequence * size : stretch.stateOffset(sequence, step - 1);
            for (int k = 0; k < size; k++) {
                previous[k * count + lane] = source[offset + k];
            }
        }
        kernel.drive(stretch.input, stretch.inputOffset(sequence, from), stretch.inputSize(), count, drive, 0);
        kernel.step(previous, 0, drive, 0, count, next, 0);
        for (int lane = 0; lane < count; lane++) {
            int offset = stretch.stateOffset(sequence, from + lane);
            for (int k = 0; k < size; k++) {
                double value = stretch.states[offset + k];
                largestDefect = Math.max(largestDefect, Math.abs(value - next[k * count + lane]));
                largestState = Math.max(largestState, Math.abs(value));
            }
        }
    }
}
