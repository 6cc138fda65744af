package org.stillpoint.halpern.internal.presolve;

/**
 * Row i left each of its columns no value but one bound, since the bounds of its activity touched one of its sides. With D the
 * reduced costs without the row, its dual is the smallest that turns every d_j = D_j - a_ij y_i to the sign of that bound.
 *
 * @param atLower whether the largest activity equals the lower side (the dual is then not negative), rather than the smallest
 *     activity the upper side (not positive)
 * @param entries the row's entries
 * @param columnFixed whether each column's bounds coincided, so that its reduced cost may have any sign
 * @param values the value that each column took
 * @param costs the cost of each column
 * @param columns each column's entries in the other rows
 */
record ForcingRow(int row, boolean atLower, Entries entries, boolean[] columnFixed, double[] values, double[] costs,
        Entries[] columns) implements Step {

    @Override
    public void restorePrimal(double[] x, boolean ray) {
        for (int k = 0; k < values.length; k++) {
            x[entries.indices()[k]] = ray ? 0 : values[k];
        }
    }

    @Override
    public void restoreDual(double[] y, double[] d, boolean ray) {
        double dual = 0;
        for (int k = 0; k < values.length; k++) {
            int column = entries.indices()[k];
            d[column] = (ray ? 0 : costs[k]) - columns[k].dot(y);
            if (!columnFixed[k]) {
                double needed = d[column] / entries.values()[k];
                dual = atLower ? Math.max(dual, needed) : Math.min(dual, needed);
            }
        }
        y[row] = dual;
        for (int k = 0; k < values.length; k++) {
            d[entries.indices()[k]] -= entries.values()[k] * dual;
        }
    }
}
