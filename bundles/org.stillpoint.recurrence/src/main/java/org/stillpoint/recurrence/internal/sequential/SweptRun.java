package org.stillpoint.recurrence.internal.sequential;

import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.LaneSweep;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.Transposition;

/** Steps of at least a register of sequences side by side, tile by tile: each is a few steps of all of them in one call of the kernel. */
final class SweptRun implements StepRun {

    /** About how many values of inputs, drives or states a tile has, so that it stays in the first cache. */
    private static final int TILE_VALUES = 1 << 11;
    private static final int MOST_TILE_STEPS = 16;

    private final Stretch stretch;
    private final LaneSweep kernel;
    private final int sequence;
    private final int lanes;
    private final int tileSteps;
    private final double[] input;
    private final double[] drive;
    private final double[] state;
    private final double[] states;
    /** Where the lanes read inputs or write states next. */
    private final int[] offsets;

    /**
     * A run.
     *
     * @param kernel for the lanes times the steps of a tile
     * @param tileSteps {@link #steps}
     */
    SweptRun(Stretch stretch, LaneSweep kernel, int sequence, int lanes, int tileSteps) {
        this.stretch = stretch;
        this.kernel = kernel;
        this.sequence = sequence;
        this.lanes = lanes;
        this.tileSteps = tileSteps;
        int columns = tileSteps * lanes;
        input = new double[stretch.inputSize() * columns];
        drive = new double[stretch.cell.driveSize() * columns];
        states = new double[stretch.size() * columns];
        state = new double[stretch.size() * lanes];
        offsets = new int[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            for (int k = 0; k < stretch.size(); k++) {
                state[k * lanes + lane] = stretch.initial[(sequence + lane) * stretch.size() + k];
            }
        }
    }

    /** The steps of a tile of so many lanes. */
    static int steps(Cell cell, int lanes) {
        int widest = Math.max(cell.shape().state(), Math.max(cell.shape().input(), cell.driveSize()));
        return Math.max(1, Math.min(MOST_TILE_STEPS, TILE_VALUES / (widest * lanes)));
    }

    @Override
    public void run(int first, int count) {
        for (int step = first; step < first + count; step += tileSteps) {
            runTile(step, Math.min(tileSteps, first + count - step));
        }
    }

    private void runTile(int first, int steps) {
        gather(first, steps);
        kernel.drive(input, 0, stretch.inputSize(), steps * lanes, drive, 0);
        kernel.sweep(state, 0, drive, 0, steps, lanes, states, 0);
        int size = stretch.size();
        for (int k = 0; k < size; k++) {
            for (int lane = 0; lane < lanes; lane++) {
                offsets[lane] = stretch.stateOffset(sequence + lane, first) + k;
            }
            Transposition.fromTile(states, k * steps * lanes, offsets, size, steps, lanes, stretch.states);
            System.arraycopy(states, (k * steps + steps - 1) * lanes, state, k * lanes, lanes);
        }
    }

    private void gather(int first, int steps) {
        int inputs = stretch.inputSize();
        for (int lane = 0; lane < lanes; lane++) {
            offsets[lane] = stretch.inputOffset(sequence + lane, first);
        }
        if (inputs == 1) {
            Transposition.toTile(stretch.input, offsets, 1, steps, lanes, input, 0);
            return;
        }
        for (int step = 0; step < steps; step++) {
            for (int lane = 0; lane < lanes; lane++) {
                System.arraycopy(stretch.input, offsets[lane] + step * inputs, input, (step * lanes + lane) * inputs, inputs);
            }
        }
    }
}
