package org.stillpoint.halpern.internal.presolve;

/** Rows that cannot be violated because of bounds which other rows imply go. */
final class RedundantRowRule {

    /** How much smaller than in the redundant row a coefficient may be in the row that implies a bound. */
    private static final double AMPLIFICATION = 1e-3;

    private final WorkingProgram program;
    private final LinkedMatrix matrix;
    private final ImpliedBounds bounds;

    RedundantRowRule(WorkingProgram program, ImpliedBounds bounds) {
        this.program = program;
        this.bounds = bounds;
        matrix = program.matrix;
    }

    /**
     * Looks at all rows. Only rows go meanwhile, and a bound counts only as long as the row that implies it is there: so no two rows
     * can excuse each other.
     */
    void apply() {
        bounds.compute();
        for (int i = 0; i < program.rowAlive.length; i++) {
            if (program.rowAlive[i] && program.rowLower[i] != program.rowUpper[i] && isRedundant(i)) {
                program.removeRow(i);
            }
        }
    }

    private boolean isRedundant(int i) {
        program.worked(matrix.rowLength(i));
        double minimum = 0;
        double maximum = 0;
        for (int entry = matrix.firstInRow(i); entry >= 0; entry = matrix.nextInRow(entry)) {
            int j = matrix.column(entry);
            double value = matrix.value(entry);
            double smallest = AMPLIFICATION * Math.abs(value);
            double lower = bounds.lower(j, i, smallest);
            double upper = bounds.upper(j, i, smallest);
            minimum += value * (value > 0 ? lower : upper);
            maximum += value * (value > 0 ? upper : lower);
        }
        return minimum >= program.rowLower[i] && maximum <= program.rowUpper[i];
    }
}
