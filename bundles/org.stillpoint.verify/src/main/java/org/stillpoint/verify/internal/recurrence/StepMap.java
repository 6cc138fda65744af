package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.problem.recurrence.CellShape;

/** The map h' = f(h, x) of a cell, from its definition, for several independent steps at once. Used by one thread. */
public interface StepMap {

    /** The sizes. */
    CellShape shape();

    /** About how many products a step takes. */
    double operations();

    /** Whether the next state solves an equation; then what receives the next states holds guesses of them on entry. */
    default boolean implicit() {
        return false;
    }

    /**
     * Computes next states, one row after the other.
     *
     * @param states the rows of states from {@code stateOffset} on, as long as a state each
     * @param inputs the rows of inputs from {@code inputOffset} on, {@code inputStride} apart: 0 for the same input for all
     * @param rows how many steps
     * @param next receives the rows of next states
     */
    void step(double[] states, int stateOffset, double[] inputs, int inputOffset, int inputStride, int rows, double[] next,
            int nextOffset);
}
