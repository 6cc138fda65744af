package org.stillpoint.recurrence.internal.sequential;

import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.LaneSweep;
import org.stillpoint.recurrence.internal.run.Stretch;

/** Steps in double precision. A single sequence is computed where its states stand; several go through panels. */
final class DoublePart implements StepPart {

    private final Stretch stretch;
    private final CellKernel kernel;
    private final int driveSize;
    private final StateRows rows;
    private final int lanes;
    private final double[] drive;
    /** The states before and after a step, by turns. */
    private final double[][] panels;
    /** The panels of states after each step of a block, for kernels that compute them in one call. */
    private final double[] chain;
    private int sequence;
    private int prepared;

    /**
     * A part.
     *
     * @param driveSize the components of a drive of the kernel
     * @param rows which components of the state the kernel writes
     * @param panels two panels that all parts of the same sequences share; unused for one sequence
     * @param block the most steps to prepare at once
     */
    DoublePart(Stretch stretch, CellKernel kernel, int driveSize, StateRows rows, int lanes, double[][] panels, int block) {
        this.stretch = stretch;
        this.kernel = kernel;
        this.driveSize = driveSize;
        this.rows = rows;
        this.lanes = lanes;
        this.panels = panels;
        drive = new double[driveSize * lanes * block];
        chain = new double[lanes > 1 && kernel instanceof LaneSweep ? stretch.size() * lanes * block : 0];
    }

    /** Two panels. */
    static double[][] panels(Stretch stretch, int lanes) {
        return new double[lanes == 1 ? 0 : 2][stretch.size() * lanes];
    }

    /** Takes the states of some sequences before a step as the ones to go on from. */
    void begin(int firstSequence, int step) {
        sequence = firstSequence;
        for (int lane = 0; lane < lanes && lanes > 1; lane++) {
            double[] source = step == 0 ? stretch.initial : stretch.states;
            int offset = step == 0 ? (sequence + lane) * stretch.size() : stretch.stateOffset(sequence + lane, step - 1);
            for (int k = 0; k < stretch.size(); k++) {
                panels[step & 1][k * lanes + lane] = source[offset + k];
            }
        }
    }

    @Override
    public void prepare(int first, int count) {
        prepared = first;
        if (lanes == 1) {
            kernel.drives(stretch.input, stretch.inputOffset(sequence, first), stretch.inputSize(), count, drive, 0, driveSize);
            return;
        }
        for (int step = 0; step < count; step++) {
            kernel.drive(stretch.input, stretch.inputOffset(sequence, first + step), stretch.steps * stretch.inputSize(), lanes, drive,
                    step * driveSize * lanes);
        }
    }

    @Override
    public void run(int first, int count) {
        if (!(kernel instanceof LaneSweep sweep)) {
            StepPart.super.run(first, count);
            return;
        }
        prepare(first, count);
        int length = stretch.size() * lanes;
        if (lanes == 1) {
            int target = stretch.stateOffset(sequence, first);
            boolean begins = first == 0;
            sweep.chain(begins ? stretch.initial : stretch.states, begins ? sequence * length : target - length, drive, 0, count, 1,
                    stretch.states, target);
            return;
        }
        sweep.chain(panels[first & 1], 0, drive, 0, count, lanes, chain, 0);
        for (int step = 0; step < count; step++) {
            rows.store(chain, step * length, lanes, stretch, sequence, first + step);
        }
        System.arraycopy(chain, (count - 1) * length, panels[first + count & 1], 0, length);
    }

    @Override
    public void step(int step) {
        int driveOffset = (step - prepared) * driveSize * lanes;
        if (lanes > 1) {
            double[] next = panels[step + 1 & 1];
            kernel.step(panels[step & 1], 0, drive, driveOffset, lanes, next, 0);
            rows.store(next, 0, lanes, stretch, sequence, step);
        } else if (step == 0) {
            kernel.step(stretch.initial, sequence * stretch.size(), drive, driveOffset, 1, stretch.states,
                    stretch.stateOffset(sequence, 0));
        } else {
            int next = stretch.stateOffset(sequence, step);
            kernel.step(stretch.states, next - stretch.size(), drive, driveOffset, 1, stretch.states, next);
        }
    }
}
