package org.stillpoint.halpern.internal.presolve;

/**
 * Column j, which stood in row i alone, left the program: the row L &lt;= r + a x_j &lt;= U became [L - a u_j, U - a l_j] for the rest r
 * (for a &gt; 0), and the cost of x_j went to the other columns, c_k - (c_j / a) a_ik. Where c_j is not 0 the row was an equation, or
 * was made one because its other side could not be active. The dual of the row gains c_j / a; other reduced costs stay.
 *
 * @param rest the row's entries in other columns
 * @param rowLower the lower side L of the row
 * @param rowUpper the upper side U of the row
 */
record AbsorbedSlack(int row, int column, double coefficient, double cost, Entries rest, double rowLower, double rowUpper,
        double columnLower, double columnUpper) implements Step {

    @Override
    public void restorePrimal(double[] x, boolean ray) {
        x[column] = Step.split(coefficient, rest.dot(x), Step.bound(rowLower, ray), Step.bound(rowUpper, ray),
                Step.bound(columnLower, ray), Step.bound(columnUpper, ray));
    }

    @Override
    public void restoreDual(double[] y, double[] d, boolean ray) {
        double shifted = y[row];
        d[column] = -coefficient * shifted;
        y[row] = ray ? shifted : shifted + cost / coefficient;
    }

    @Override
    public void reduceDual(double[] y) {
        y[row] -= cost / coefficient;
    }
}
