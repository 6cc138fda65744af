package org.stillpoint.halpern.internal.presolve;

import java.util.Arrays;

/**
 * Bounds of columns that follow from one row and the bounds of the other columns in it, each with the row that implies it. They
 * serve to see what cannot be violated, and never replace the bounds of a column: their duals would have nowhere to go.
 */
final class ImpliedBounds {

    /** A bound is left slack by this part of the numbers it was computed from. */
    private static final double ROUNDING = 1e-12;

    private final WorkingProgram program;
    private final LinkedMatrix matrix;
    private final double[] lower;
    private final double[] upper;
    private final int[] lowerEntry;
    private final int[] upperEntry;
    private double sum;
    private double magnitude;
    private int infinite;

    ImpliedBounds(WorkingProgram program) {
        this.program = program;
        matrix = program.matrix;
        int columns = program.columnAlive.length;
        lower = new double[columns];
        upper = new double[columns];
        lowerEntry = new int[columns];
        upperEntry = new int[columns];
    }

    /** Computes them all from the rows that are alive. */
    void compute() {
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        for (int i = 0; i < program.rowAlive.length; i++) {
            if (program.rowAlive[i]) {
                program.worked(4 * matrix.rowLength(i));
                if (program.rowUpper[i] != Double.POSITIVE_INFINITY) {
                    fromSide(i, 1, program.rowUpper[i]);
                }
                if (program.rowLower[i] != Double.NEGATIVE_INFINITY) {
                    fromSide(i, -1, -program.rowLower[i]);
                }
            }
        }
    }

    /** Takes bounds from the row in the form: sign times its activity is at most the side. */
    private void fromSide(int i, int sign, double side) {
        leastActivity(i, sign);
        if (infinite > 1) {
            return;
        }
        for (int entry = matrix.firstInRow(i); entry >= 0; entry = matrix.nextInRow(entry)) {
            int j = matrix.column(entry);
            double value = sign * matrix.value(entry);
            double share = least(j, value);
            if (infinite == 0 || share == Double.NEGATIVE_INFINITY) {
                double rest = share == Double.NEGATIVE_INFINITY ? sum : sum - share;
                double slack = ROUNDING * (magnitude + Math.abs(side));
                double bound = (side - rest + slack) / value;
                if (value > 0 && bound < upper[j]) {
                    upper[j] = bound;
                    upperEntry[j] = entry;
                } else if (value < 0 && bound > lower[j]) {
                    lower[j] = bound;
                    lowerEntry[j] = entry;
                }
            }
        }
    }

    private void leastActivity(int i, int sign) {
        sum = 0;
        magnitude = 0;
        infinite = 0;
        for (int entry = matrix.firstInRow(i); entry >= 0; entry = matrix.nextInRow(entry)) {
            double share = least(matrix.column(entry), sign * matrix.value(entry));
            if (share == Double.NEGATIVE_INFINITY) {
                infinite++;
            } else {
                sum += share;
                magnitude += Math.abs(share);
            }
        }
    }

    private double least(int j, double value) {
        return value * (value > 0 ? program.columnLower[j] : program.columnUpper[j]);
    }

    /**
     * The better of the column's own lower bound and the one that another row implies.
     *
     * @param i the row for which the bound is wanted
     * @param smallest the least coefficient in a row that may imply it
     */
    double lower(int j, int i, double smallest) {
        double own = program.columnLower[j];
        return lower[j] > own && serves(lowerEntry[j], i, smallest) ? lower[j] : own;
    }

    /** The better of the column's own upper bound and the one that another row implies. */
    double upper(int j, int i, double smallest) {
        double own = program.columnUpper[j];
        return upper[j] < own && serves(upperEntry[j], i, smallest) ? upper[j] : own;
    }

    private boolean serves(int entry, int i, double smallest) {
        int source = matrix.row(entry);
        return source != i && program.rowAlive[source] && Math.abs(matrix.value(entry)) >= smallest;
    }
}
