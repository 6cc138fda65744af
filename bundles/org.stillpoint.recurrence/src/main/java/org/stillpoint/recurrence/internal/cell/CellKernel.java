package org.stillpoint.recurrence.internal.cell;

/**
 * Evaluates a cell for several independent steps, the lanes, at once. States, drives and Jacobian entries come in panels: one row for each
 * component, one column for each lane, so that component k of lane i is value {@code offset + k * lanes + i}. With one lane a panel is a
 * vector. Inputs come as they are in sequences, one row after the other. Each lane's result depends on that lane alone, and its bits not
 * on the number of lanes. Used by one thread; allocates nothing.
 */
public interface CellKernel {

    /**
     * Computes drives.
     *
     * @param input the inputs: component j of lane i is value {@code inputOffset + i * inputStride + j}
     * @param drive receives the panel of drives
     */
    void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset);

    /**
     * Computes drives one after the other, each a contiguous vector with the bits that {@link #drive} gives it.
     *
     * @param input the inputs: component j of input i is value {@code inputOffset + i * inputStride + j}
     * @param drive receives the drives: component k of drive i is value {@code driveOffset + i * driveStride + k}
     */
    default void drives(double[] input, int inputOffset, int inputStride, int count, double[] drive, int driveOffset, int driveStride) {
        for (int i = 0; i < count; i++) {
            drive(input, inputOffset + i * inputStride, inputStride, 1, drive, driveOffset + i * driveStride);
        }
    }

    /** Computes the panel of next states from panels of states and drives; {@code next} does not overlap {@code state}. */
    void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset);

    /**
     * Computes next states as {@link #step} does, with the same bits, and the entries of the Jacobian matrices by the state, in the order
     * of {@link org.stillpoint.api.problem.recurrence.JacobianStructure}, as a panel.
     */
    void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
            double[] jacobian, int jacobianOffset);
}
