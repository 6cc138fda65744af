package org.stillpoint.halpern.internal.presolve;

/** An equation of two columns gives one of them by the other. */
final class DoubletonRule {

    /** The column that goes has at least this part of the other's coefficient. */
    private static final double PIVOT = 1e-2;

    private final WorkingProgram program;
    private final LinkedMatrix matrix;
    private final Substitution substitution;

    DoubletonRule(WorkingProgram program, Substitution substitution) {
        this.program = program;
        this.substitution = substitution;
        matrix = program.matrix;
    }

    void apply(int i) {
        if (!program.rowAlive[i] || matrix.rowLength(i) != 2 || program.rowLower[i] != program.rowUpper[i]) {
            return;
        }
        int first = matrix.firstInRow(i);
        int second = matrix.nextInRow(first);
        program.worked(matrix.columnLength(matrix.column(first)) + matrix.columnLength(matrix.column(second)));
        if (leaves(first, second)) {
            substitute(i, first, second);
        } else {
            substitute(i, second, first);
        }
    }

    /** Whether to remove the column of the first entry rather than that of the second. */
    private boolean leaves(int first, int second) {
        double ratio = Math.abs(matrix.value(first) / matrix.value(second));
        if (ratio < PIVOT || ratio * PIVOT > 1) {
            return ratio > 1;
        }
        int difference = matrix.columnLength(matrix.column(first)) - matrix.columnLength(matrix.column(second));
        return difference != 0 ? difference < 0 : ratio >= 1;
    }

    private void substitute(int i, int removedEntry, int keptEntry) {
        int removed = matrix.column(removedEntry);
        int kept = matrix.column(keptEntry);
        double a = matrix.value(removedEntry);
        double b = matrix.value(keptEntry);
        double side = program.rowLower[i];
        double lower = program.columnLower[removed];
        double upper = program.columnUpper[removed];
        double atLower = (side - a * lower) / b;
        double atUpper = (side - a * upper) / b;
        double low = Math.min(atLower, atUpper);
        double high = Math.max(atLower, atUpper);
        if (WorkingProgram.tooLarge(low) || WorkingProgram.tooLarge(high)) {
            return;
        }
        double keptLower = program.columnLower[kept];
        double keptUpper = program.columnUpper[kept];
        Entries entries = matrix.columnWithout(removed, i);
        program.push(new SubstitutedColumn(i, removed, kept, a, b, side, program.cost[removed], entries, lower, upper,
                low > keptLower, high < keptUpper));
        program.removeRow(i);
        program.removeSubstituted(removed);
        substitution.addOffset(entries, program.cost[removed], side / a);
        substitution.addTerm(entries, program.cost[removed], kept, -b / a);
        program.setBounds(kept, Math.min(Math.max(low, keptLower), keptUpper), Math.max(Math.min(high, keptUpper), keptLower));
    }
}
