package org.stillpoint.halpern.internal.presolve;

/** The bounds of a row's activity that follow from the bounds of its columns. */
final class Activity {

    private static final double ROUNDING = 1e-13;

    private final WorkingProgram program;
    private double minimum;
    private double maximum;
    private double magnitude;

    Activity(WorkingProgram program) {
        this.program = program;
    }

    /** Computes the bounds of row i without the excluded column. */
    void compute(int i, int excludedColumn) {
        LinkedMatrix matrix = program.matrix;
        minimum = 0;
        maximum = 0;
        magnitude = 0;
        for (int entry = matrix.firstInRow(i); entry >= 0; entry = matrix.nextInRow(entry)) {
            int j = matrix.column(entry);
            if (j != excludedColumn) {
                double value = matrix.value(entry);
                double low = value * (value > 0 ? program.columnLower[j] : program.columnUpper[j]);
                double high = value * (value > 0 ? program.columnUpper[j] : program.columnLower[j]);
                minimum += low;
                maximum += high;
                magnitude = Math.max(magnitude, Math.max(WorkingProgram.finite(low), WorkingProgram.finite(high)));
            }
        }
    }

    /** The least activity, possibly negative infinity. */
    double minimum() {
        return minimum;
    }

    /** The greatest activity, possibly positive infinity. */
    double maximum() {
        return maximum;
    }

    /** What rounding may have done to the bounds. */
    double rounding() {
        return ROUNDING * magnitude;
    }

    /**
     * Whether column j, the one that was excluded, stays within its bounds if it keeps row i at a side, whatever the other columns of
     * the row do within theirs.
     */
    boolean keepsWithinBounds(int i, int j, double coefficient, double side) {
        return keepsLower(i, j, coefficient, side) && keepsUpper(i, j, coefficient, side);
    }

    /** The part of {@link #keepsWithinBounds} that concerns the lower bound of the column. */
    boolean keepsLower(int i, int j, double coefficient, double side) {
        double share = coefficient * program.columnLower[j];
        return coefficient > 0 ? above(i, share, side) : below(i, share, side);
    }

    /** The part of {@link #keepsWithinBounds} that concerns the upper bound of the column. */
    boolean keepsUpper(int i, int j, double coefficient, double side) {
        double share = coefficient * program.columnUpper[j];
        return coefficient > 0 ? below(i, share, side) : above(i, share, side);
    }

    private boolean above(int i, double share, double side) {
        return share == Double.NEGATIVE_INFINITY || side - maximum >= share - program.tolerance(i, share) - rounding();
    }

    private boolean below(int i, double share, double side) {
        return share == Double.POSITIVE_INFINITY || side - minimum <= share + program.tolerance(i, share) + rounding();
    }
}
