package org.stillpoint.halpern.internal.presolve;

/**
 * The equation a x_j + (rest) = b in row i gave x_j, which left the program with the row; the equation keeps it within its bounds, so
 * that its reduced cost is 0. Other reduced costs stay.
 *
 * @param coefficient the entry a
 * @param rest the row's entries in other columns
 * @param entries the column's entries in other rows
 */
record ImpliedFreeColumn(int row, int column, double coefficient, double side, double cost, Entries rest, Entries entries, double lower,
        double upper) implements Step {

    @Override
    public void restorePrimal(double[] x, boolean ray) {
        double value = ((ray ? 0 : side) - rest.dot(x)) / coefficient;
        x[column] = Step.clip(value, Step.bound(lower, ray), Step.bound(upper, ray));
    }

    @Override
    public void restoreDual(double[] y, double[] d, boolean ray) {
        y[row] = ((ray ? 0 : cost) - entries.dot(y)) / coefficient;
        d[column] = 0;
    }
}
