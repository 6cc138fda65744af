package org.stillpoint.halpern.internal.presolve;

/** Rows that are multiples of each other become one. */
final class ParallelRowRule {

    private final WorkingProgram program;
    private final ParallelLines lines;

    ParallelRowRule(WorkingProgram program) {
        this.program = program;
        lines = ParallelLines.rows(program);
    }

    /** Compares all rows of more than one entry; the first of a bundle stays. */
    void apply() {
        lines.find(2, Integer.MAX_VALUE, this::merge);
    }

    private void merge(int i, int kept, double factor) {
        double low = (factor > 0 ? program.rowLower[i] : program.rowUpper[i]) / factor;
        double high = (factor > 0 ? program.rowUpper[i] : program.rowLower[i]) / factor;
        double lower = program.rowLower[kept];
        double upper = program.rowUpper[kept];
        if (low - upper > tolerance(i, low, kept, upper, factor)) {
            program.infeasible(new int[] {i, kept}, 1 / factor, -1);
        } else if (lower - high > tolerance(i, high, kept, lower, factor)) {
            program.infeasible(new int[] {i, kept}, -1 / factor, 1);
        } else {
            program.push(new ParallelRow(i, kept, factor, low > lower, high < upper));
            program.removeRow(i);
            program.setSides(kept, Math.min(Math.max(low, lower), upper), Math.max(Math.min(high, upper), lower), 0);
            program.columnsOfRowChanged(kept);
        }
    }

    private double tolerance(int i, double side, int kept, double keptSide, double factor) {
        return program.tolerance(i, side * factor) / Math.abs(factor) + program.tolerance(kept, keptSide);
    }
}
