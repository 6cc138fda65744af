package org.stillpoint.recurrence.internal.cell;

/** A kernel that takes its lanes through many steps in one call, with the bits of as many single ones. */
public interface LaneSweep extends CellKernel {

    /**
     * Runs steps.
     *
     * @param state the panel of states before the first step
     * @param drive the drives: component k of step s of lane i is value {@code driveOffset + (k * steps + s) * lanes + i}, as
     *     {@link #drive} gives them for {@code steps * lanes} inputs
     * @param states receives the states after each step in the same layout; does not overlap the others
     */
    void sweep(double[] state, int stateOffset, double[] drive, int driveOffset, int steps, int lanes, double[] states, int statesOffset);

    /**
     * Runs steps whose panels stand one after the other: the better way for few lanes of several components.
     *
     * @param state the panel of states before the first step
     * @param drive the panels of drives of the steps
     * @param states receives the panels of states after each step; does not overlap the others
     */
    void chain(double[] state, int stateOffset, double[] drive, int driveOffset, int steps, int lanes, double[] states, int statesOffset);
}
