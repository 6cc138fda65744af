package org.stillpoint.recurrence.internal.gradient;

import java.util.Arrays;

/**
 * A view of a panel, a row for each component and a column for each lane: component k of lane i is value
 * {@code offset + k * stride + i}. Views are moved instead of made anew in loops.
 */
final class Panel {

    final double[] values;
    final int rows;
    int offset;
    int stride;
    int lanes;

    /** A view of an array. */
    Panel(double[] values, int offset, int stride, int rows, int lanes) {
        this.values = values;
        this.offset = offset;
        this.stride = stride;
        this.rows = rows;
        this.lanes = lanes;
    }

    /** A panel of its own. */
    static Panel of(int rows, int lanes) {
        return new Panel(new double[Math.multiplyExact(rows, lanes)], 0, lanes, rows, lanes);
    }

    /** Another view of the values of a panel of its own. */
    Panel view() {
        return new Panel(values, offset, stride, rows, lanes);
    }

    /** Moves the view to other lanes. */
    void lanes(int firstLane, int numberOfLanes) {
        offset = firstLane;
        lanes = numberOfLanes;
    }

    /** Lays a panel of its own out anew, for fewer or more lanes, up to those it was made with; its values are lost. */
    void layOut(int width, int firstLane, int numberOfLanes) {
        stride = width;
        lanes(firstLane, numberOfLanes);
    }

    /** Lays a panel of its own out for just so many lanes. */
    void resize(int numberOfLanes) {
        layOut(numberOfLanes, 0, numberOfLanes);
    }

    /** Where a row begins. */
    int row(int k) {
        return offset + k * stride;
    }

    /** Sets all values. */
    void fill(double value) {
        for (int k = 0; k < rows; k++) {
            Arrays.fill(values, row(k), row(k) + lanes, value);
        }
    }

    /** Takes over the values of another panel of the same size. */
    void copy(Panel other) {
        for (int k = 0; k < rows; k++) {
            System.arraycopy(other.values, other.row(k), values, row(k), lanes);
        }
    }
}
