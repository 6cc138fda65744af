package org.stillpoint.halpern.internal.presolve;

import java.util.Arrays;

/**
 * The entries of one row or column as they stood at some moment.
 *
 * @param indices the columns of a row's entries, or the rows of a column's
 * @param values their values
 */
record Entries(int[] indices, double[] values) {

    /** Nothing: excludes no index. */
    static final int NONE = -1;

    static Entries of(int[] indices, double[] values, int count) {
        return count == indices.length ? new Entries(indices, values)
                : new Entries(Arrays.copyOf(indices, count), Arrays.copyOf(values, count));
    }

    int size() {
        return indices.length;
    }

    double dot(double[] vector) {
        double sum = 0;
        for (int k = 0; k < indices.length; k++) {
            sum += values[k] * vector[indices[k]];
        }
        return sum;
    }
}
