package org.stillpoint.halpern.internal.presolve;

/** Rows that are multiples of each other become one. */
final class ParallelRowRule {

    /** Entries that agree to this part of their size are equal. */
    static final double EQUAL = 1e-12;

    private final WorkingProgram program;
    private final LinkedMatrix matrix;
    private final double[] keptValues;

    ParallelRowRule(WorkingProgram program) {
        this.program = program;
        matrix = program.matrix;
        keptValues = new double[program.columnAlive.length];
    }

    /** Compares all rows; the first of a bundle stays. */
    void apply() {
        SignatureTable table = new SignatureTable(program.rowAlive.length);
        for (int i = 0; i < program.rowAlive.length && !program.decided(); i++) {
            if (program.rowAlive[i] && matrix.rowLength(i) > 1) {
                table.add(i, signature(i));
                int kept = table.previous(i);
                while (kept >= 0 && program.rowAlive[i]) {
                    if (program.rowAlive[kept]) {
                        compare(i, kept);
                    }
                    kept = table.previous(kept);
                }
            }
        }
    }

    private int reference(int i) {
        int reference = matrix.firstInRow(i);
        for (int entry = reference; entry >= 0; entry = matrix.nextInRow(entry)) {
            if (matrix.column(entry) < matrix.column(reference)) {
                reference = entry;
            }
        }
        return reference;
    }

    private long signature(int i) {
        double reference = matrix.value(reference(i));
        long signature = 0;
        for (int entry = matrix.firstInRow(i); entry >= 0; entry = matrix.nextInRow(entry)) {
            signature += SignatureTable.part(matrix.column(entry), matrix.value(entry) / reference);
        }
        program.worked(matrix.rowLength(i));
        return signature;
    }

    private void compare(int i, int kept) {
        program.worked(matrix.rowLength(i));
        if (matrix.rowLength(i) != matrix.rowLength(kept)) {
            return;
        }
        for (int entry = matrix.firstInRow(kept); entry >= 0; entry = matrix.nextInRow(entry)) {
            keptValues[matrix.column(entry)] = matrix.value(entry);
        }
        int reference = reference(i);
        double factor = matrix.value(reference) / keptValues[matrix.column(reference)];
        boolean parallel = true;
        for (int entry = matrix.firstInRow(i); entry >= 0 && parallel; entry = matrix.nextInRow(entry)) {
            double value = matrix.value(entry);
            parallel = Math.abs(value - factor * keptValues[matrix.column(entry)]) <= EQUAL * Math.abs(value);
        }
        for (int entry = matrix.firstInRow(kept); entry >= 0; entry = matrix.nextInRow(entry)) {
            keptValues[matrix.column(entry)] = 0;
        }
        if (parallel) {
            merge(i, kept, factor);
        }
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
