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
    private final int[] lowerSource;
    private final int[] upperSource;
    private final double[] lowerCoefficient;
    private final double[] upperCoefficient;
    private final boolean[] rowChanged;
    private double sum;
    private double magnitude;
    private int infinite;

    ImpliedBounds(WorkingProgram program) {
        this.program = program;
        matrix = program.matrix;
        int columns = program.columnAlive.length;
        lower = new double[columns];
        upper = new double[columns];
        lowerSource = new int[columns];
        upperSource = new int[columns];
        lowerCoefficient = new double[columns];
        upperCoefficient = new double[columns];
        rowChanged = new boolean[program.rowAlive.length];
    }

    /** Computes them all from the rows that are alive. */
    void compute() {
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        Arrays.fill(rowChanged, false);
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
                    upperSource[j] = i;
                    upperCoefficient[j] = value;
                } else if (value < 0 && bound > lower[j]) {
                    lower[j] = bound;
                    lowerSource[j] = i;
                    lowerCoefficient[j] = value;
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

    /** A row has entries or sides other than those from which bounds were computed; they no longer count. */
    void changed(int i) {
        rowChanged[i] = true;
    }

    /**
     * The better of the column's own lower bound and the one that another row implies.
     *
     * @param i the row for which the bound is wanted
     * @param smallest the least coefficient in a row that may imply it
     */
    double lower(int j, int i, double smallest) {
        double own = program.columnLower[j];
        return lower[j] > own && lowerCounts(j, i, smallest) ? lower[j] : own;
    }

    /** The better of the column's own upper bound and the one that another row implies. */
    double upper(int j, int i, double smallest) {
        double own = program.columnUpper[j];
        return upper[j] < own && upperCounts(j, i, smallest) ? upper[j] : own;
    }

    /** Whether rows kept the column within both its bounds when the implied ones were computed. */
    boolean implied(int j) {
        return lowerImplied(j) && upperImplied(j);
    }

    /** Whether a row other than row i keeps the column above its lower bound. */
    boolean implyLower(int j, int i, double smallest) {
        return lowerImplied(j) && lowerCounts(j, i, smallest);
    }

    /** Whether a row other than row i keeps the column below its upper bound. */
    boolean implyUpper(int j, int i, double smallest) {
        return upperImplied(j) && upperCounts(j, i, smallest);
    }

    private boolean lowerImplied(int j) {
        double own = program.columnLower[j];
        return own == Double.NEGATIVE_INFINITY || lower[j] >= own - WorkingProgram.FEASIBILITY * (1 + Math.abs(own));
    }

    private boolean upperImplied(int j) {
        double own = program.columnUpper[j];
        return own == Double.POSITIVE_INFINITY || upper[j] <= own + WorkingProgram.FEASIBILITY * (1 + Math.abs(own));
    }

    private boolean lowerCounts(int j, int i, double smallest) {
        return counts(lowerSource[j], i) && Math.abs(lowerCoefficient[j]) >= smallest;
    }

    private boolean upperCounts(int j, int i, double smallest) {
        return counts(upperSource[j], i) && Math.abs(upperCoefficient[j]) >= smallest;
    }

    private boolean counts(int source, int i) {
        return source != i && program.rowAlive[source] && !rowChanged[source];
    }
}
