package org.stillpoint.halpern.internal.presolve;

/**
 * Column j, without cost and without a bound in a direction that no row resists, left the program with all its rows: whatever the
 * other columns do, it can go far enough for these rows to hold.
 *
 * @param down whether the column goes down, rather than up
 * @param limit the column's bound on the other side, possibly infinite
 * @param rows the rows
 * @param coefficients the column's entry in each row
 * @param sides the finite side of each row on which the column presses from the wrong direction
 * @param rests the other entries of each row
 */
record FreedRows(int column, boolean down, double limit, int[] rows, double[] coefficients, double[] sides, Entries[] rests)
        implements Step {

    @Override
    public void restorePrimal(double[] x, boolean ray) {
        double bound = Step.bound(limit, ray);
        double value = down ? Math.min(0, bound) : Math.max(0, bound);
        for (int k = 0; k < rows.length; k++) {
            double needed = ((ray ? 0 : sides[k]) - rests[k].dot(x)) / coefficients[k];
            value = down ? Math.min(value, needed) : Math.max(value, needed);
        }
        x[column] = value;
    }
}
