package org.stillpoint.transport.internal.quadratic;

import java.util.Arrays;

/** The positive entries of a plan, row by row: those of row i stand from {@code starts[i]} to {@code starts[i + 1] - 1}. */
final class ActiveEntries {

    final int[] starts;
    int[] columns = new int[16];
    double[] masses = new double[16];
    private int count;

    ActiveEntries(int rows) {
        starts = new int[rows + 1];
    }

    void clear() {
        count = 0;
    }

    void add(int column, double mass) {
        if (count == columns.length) {
            int length = (int) Math.min(2L * count, Integer.MAX_VALUE - 8);
            columns = Arrays.copyOf(columns, length);
            masses = Arrays.copyOf(masses, length);
        }
        columns[count] = column;
        masses[count++] = mass;
    }

    /** Ends a row; the entries added from now on belong to the next. */
    void endRow(int row) {
        starts[row + 1] = count;
    }

    int count() {
        return count;
    }
}
