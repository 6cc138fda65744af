package org.stillpoint.halpern.internal.presolve;

/**
 * Row i, of the one entry a in column j, became bounds of that column. A reduced cost that presses on a bound which the row
 * set belongs to the row.
 *
 * @param setLower whether the row raised the lower bound of the column
 * @param setUpper whether the row cut the upper bound of the column
 */
record SingletonRow(int row, int column, double coefficient, boolean setLower, boolean setUpper) implements Step {

    @Override
    public void restoreDual(double[] y, double[] d, boolean ray) {
        if (d[column] > 0 && setLower || d[column] < 0 && setUpper) {
            y[row] = d[column] / coefficient;
            d[column] = 0;
        }
    }
}
