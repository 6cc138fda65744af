package org.stillpoint.transport.internal.newton;

import java.util.Arrays;

/** The large entries of some rows of a plan, row by row; rows with many of them are kept whole. */
final class PlanRows {

    /** The first of the rows. */
    final int first;
    final int width;
    final int[] starts;
    int[] columns = new int[0];
    double[] values = new double[0];
    int rows;
    int size;

    /**
     * No rows yet.
     *
     * @param first the first of the rows
     * @param most the most rows
     * @param width the number of entries of a whole row
     */
    PlanRows(int first, int most, int width) {
        this.first = first;
        this.width = width;
        starts = new int[most + 1];
    }

    /** Forgets all rows. */
    void clear() {
        rows = 0;
        size = 0;
    }

    /** Whether the next row is likely to be kept whole: the one before it was. */
    boolean startsWhole() {
        return rows > 0 && whole(rows - 1);
    }

    /** Makes room for another row. */
    void reserve() {
        if (values.length < size + width) {
            int length = Math.max(size + width, size + size / 2);
            columns = Arrays.copyOf(columns, length);
            values = Arrays.copyOf(values, length);
        }
    }

    /** Ends a row of so many entries, put from {@link #size} on. */
    void endRow(int entries) {
        size += entries;
        starts[++rows] = size;
    }

    /** Whether a row is kept whole; its column indices are then not set. */
    boolean whole(int row) {
        return starts[row + 1] - starts[row] == width;
    }
}
