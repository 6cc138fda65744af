package org.stillpoint.recurrence.internal.cell.dense;

/**
 * A range of the units of a cell.
 *
 * @param from the first one
 * @param to the one after the last
 */
public record UnitRange(int from, int to) {

    /** How many there are. */
    public int size() {
        return to - from;
    }
}
