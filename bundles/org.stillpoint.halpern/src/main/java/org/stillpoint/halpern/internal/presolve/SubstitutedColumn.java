package org.stillpoint.halpern.internal.presolve;

/**
 * The equation a x_j + b x_k = r in row i gave x_j, which left the program with the row; its bounds and costs went to column k.
 * A reduced cost of column k that presses on a bound which came from column j belongs to column j.
 *
 * @param removed the column j
 * @param kept the column k
 * @param a the entry of column j
 * @param b the entry of column k
 * @param side the side r of the equation
 * @param cost the cost of column j
 * @param entries the entries of column j in the other rows
 * @param lower the lower bound of column j
 * @param upper the upper bound of column j
 * @param setLower whether column j raised the lower bound of column k
 * @param setUpper whether column j cut the upper bound of column k
 */
record SubstitutedColumn(int row, int removed, int kept, double a, double b, double side, double cost, Entries entries,
        double lower, double upper, boolean setLower, boolean setUpper) implements Step {

    @Override
    public void restorePrimal(double[] x, boolean ray) {
        double value = ((ray ? 0 : side) - b * x[kept]) / a;
        x[removed] = Step.clip(value, Step.bound(lower, ray), Step.bound(upper, ray));
    }

    @Override
    public void restoreDual(double[] y, double[] d, boolean ray) {
        double withoutRow = (ray ? 0 : cost) - entries.dot(y);
        d[removed] = 0;
        if (d[kept] > 0 && setLower || d[kept] < 0 && setUpper) {
            d[removed] = -(a / b) * d[kept];
            d[kept] = 0;
        }
        y[row] = (withoutRow - d[removed]) / a;
    }
}
