package org.stillpoint.numerics.internal;

/** Decides on each pivot of one factorisation and keeps the count. */
public final class PivotRule {

    /** Large enough to leave a zero in the solution, small enough for the entries below it to stay finite. */
    public static final double LARGE_PIVOT = 1e128;

    private double smallest;
    private boolean replacing;
    private int replaced;
    private int failedColumn = -1;
    private boolean factored;

    /** Begins a factorisation of a matrix with this largest diagonal entry. */
    public void begin(double threshold, double largestDiagonal) {
        replacing = threshold > 0;
        smallest = replacing ? threshold * largestDiagonal : 0;
        replaced = 0;
        failedColumn = -1;
        factored = false;
    }

    /** The pivot to use in place of the one found, or 0 if the factorisation ends here. */
    public double accept(double pivot, int column) {
        if (pivot > smallest && pivot <= Double.MAX_VALUE) {
            return pivot;
        }
        if (replacing) {
            replaced++;
            return LARGE_PIVOT;
        }
        failedColumn = column;
        return 0;
    }

    /** Ends a factorisation and returns the number of pivots replaced, or 1 if one was refused. */
    public int end() {
        factored = failedColumn < 0;
        return factored ? replaced : 1;
    }

    public int failedColumn() {
        return failedColumn;
    }

    public void requireFactor() {
        if (!factored) {
            throw new IllegalStateException("there is no factor to solve with");
        }
    }
}
