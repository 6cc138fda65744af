package org.stillpoint.recurrence.internal.sequential;

import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.cell.dense.UnitRange;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * The components of states that a part computes: a range of them, repeated where the state has several components for a unit.
 *
 * @param from the first one
 * @param to the one after the last
 * @param distance from one repetition to the next
 * @param repetitions how many there are
 */
record StateRows(int from, int to, int distance, int repetitions) {

    /** All components. */
    static StateRows all(Stretch stretch) {
        return new StateRows(0, stretch.size(), stretch.size(), 1);
    }

    /** Those of a range of units. */
    static StateRows of(DenseCell cell, UnitRange range) {
        return new StateRows(range.from(), range.to(), cell.units(), cell.shape().state() / cell.units());
    }

    /** Copies the components from a panel to the states of the lanes' sequences after a step. */
    void store(double[] panel, int offset, int lanes, Stretch stretch, int sequence, int step) {
        for (int lane = 0; lane < lanes; lane++) {
            int target = stretch.stateOffset(sequence + lane, step);
            for (int r = 0; r < repetitions; r++) {
                for (int k = from + r * distance; k < to + r * distance; k++) {
                    stretch.states[target + k] = panel[offset + k * lanes + lane];
                }
            }
        }
    }

    /** Copies components of states in single precision that stand one after the other. */
    void store(float[] states, int lanes, Stretch stretch, int sequence, int step) {
        for (int lane = 0; lane < lanes; lane++) {
            int target = stretch.stateOffset(sequence + lane, step);
            for (int r = 0; r < repetitions; r++) {
                for (int k = from + r * distance; k < to + r * distance; k++) {
                    stretch.states[target + k] = states[lane * stretch.size() + k];
                }
            }
        }
    }
}
