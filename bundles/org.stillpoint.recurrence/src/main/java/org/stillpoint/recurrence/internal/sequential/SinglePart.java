package org.stillpoint.recurrence.internal.sequential;

import org.stillpoint.recurrence.internal.cell.dense.FloatKernel;
import org.stillpoint.recurrence.internal.run.Stretch;

/** Steps in single precision; inputs and states of the lanes stand one after the other. */
final class SinglePart implements StepPart {

    private final Stretch stretch;
    private final FloatKernel kernel;
    private final StateRows rows;
    private final int sequence;
    private final int lanes;
    private final float[] input;
    private final float[] drive;
    private final float[][] states;
    private int prepared;
    private int columns;

    /**
     * A part.
     *
     * @param rows which components of the state the kernel writes
     * @param states what {@link #states} returned for the same sequences, shared by their parts
     * @param block the most steps to prepare at once
     */
    SinglePart(Stretch stretch, FloatKernel kernel, StateRows rows, int sequence, int lanes, float[][] states, int block) {
        this.stretch = stretch;
        this.kernel = kernel;
        this.rows = rows;
        this.sequence = sequence;
        this.lanes = lanes;
        this.states = states;
        input = new float[stretch.inputSize() * lanes * block];
        drive = new float[kernel.driveSize() * lanes * block];
    }

    /** The states before and after a step, by turns; first the initial ones. */
    static float[][] states(Stretch stretch, int sequence, int lanes) {
        float[][] states = new float[2][stretch.size() * lanes];
        for (int i = 0; i < states[0].length; i++) {
            states[0][i] = (float) stretch.initial[sequence * stretch.size() + i];
        }
        return states;
    }

    @Override
    public void prepare(int first, int count) {
        prepared = first;
        columns = count * lanes;
        int size = stretch.inputSize();
        for (int step = 0; step < count; step++) {
            for (int lane = 0; lane < lanes; lane++) {
                int source = stretch.inputOffset(sequence + lane, first + step);
                int target = (step * lanes + lane) * size;
                for (int j = 0; j < size; j++) {
                    input[target + j] = (float) stretch.input[source + j];
                }
            }
        }
        kernel.drive(input, columns, drive);
    }

    @Override
    public void step(int step) {
        float[] next = states[step + 1 & 1];
        kernel.step(states[step & 1], 0, drive, columns, (step - prepared) * lanes, lanes, next, 0);
        rows.store(next, lanes, stretch, sequence, step);
    }
}
