package org.stillpoint.recurrence.internal.sequential;

import org.stillpoint.recurrence.internal.cell.dense.FloatKernel;
import org.stillpoint.recurrence.internal.run.Stretch;

/** Steps in single precision, from panel to panel. */
final class SinglePart implements StepPart {

    private final Stretch stretch;
    private final FloatKernel kernel;
    private final StateRows rows;
    private final int sequence;
    private final int lanes;
    private final float[] input;
    private final float[] drive;
    private final float[][] panels;
    private int prepared;

    /**
     * A part.
     *
     * @param rows which components of the state the kernel writes
     * @param panels what {@link #panels} returned for the same sequences, shared by their parts
     * @param block the most steps to prepare at once
     */
    SinglePart(Stretch stretch, FloatKernel kernel, StateRows rows, int sequence, int lanes, float[][] panels, int block) {
        this.stretch = stretch;
        this.kernel = kernel;
        this.rows = rows;
        this.sequence = sequence;
        this.lanes = lanes;
        this.panels = panels;
        input = new float[stretch.inputSize() * (lanes == 1 ? block : lanes)];
        drive = new float[kernel.driveSize() * lanes * block];
    }

    /** Two panels, the first with the initial states. */
    static float[][] panels(Stretch stretch, int sequence, int lanes) {
        float[][] panels = new float[2][stretch.size() * lanes];
        for (int lane = 0; lane < lanes; lane++) {
            for (int k = 0; k < stretch.size(); k++) {
                panels[0][k * lanes + lane] = (float) stretch.initial[(sequence + lane) * stretch.size() + k];
            }
        }
        return panels;
    }

    @Override
    public void prepare(int first, int count) {
        prepared = first;
        int size = stretch.inputSize();
        if (lanes == 1) {
            int offset = stretch.inputOffset(sequence, first);
            for (int i = 0; i < count * size; i++) {
                input[i] = (float) stretch.input[offset + i];
            }
            kernel.drives(input, count, drive);
            return;
        }
        for (int step = 0; step < count; step++) {
            for (int lane = 0; lane < lanes; lane++) {
                int offset = stretch.inputOffset(sequence + lane, first + step);
                for (int j = 0; j < size; j++) {
                    input[j * lanes + lane] = (float) stretch.input[offset + j];
                }
            }
            kernel.drive(input, lanes, drive, step * kernel.driveSize() * lanes);
        }
    }

    @Override
    public void step(int step) {
        float[] next = panels[step + 1 & 1];
        kernel.step(panels[step & 1], drive, (step - prepared) * kernel.driveSize() * lanes, lanes, next);
        rows.store(next, lanes, stretch, sequence, step);
    }
}
