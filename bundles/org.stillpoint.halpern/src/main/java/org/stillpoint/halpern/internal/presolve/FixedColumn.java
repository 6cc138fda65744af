package org.stillpoint.halpern.internal.presolve;

/**
 * Column j took a value and left the program; its share went into the sides of its rows.
 *
 * @param entries the column's entries in rows that were alive
 */
record FixedColumn(int column, double value, double cost, Entries entries) implements Step {

    @Override
    public void restorePrimal(double[] x, boolean ray) {
        x[column] = ray ? 0 : value;
    }

    @Override
    public void restoreDual(double[] y, double[] d, boolean ray) {
        d[column] = (ray ? 0 : cost) - entries.dot(y);
    }
}
