package org.stillpoint.halpern.internal.presolve;

/**
 * Columns that are multiples of each other, cost included, become one. Where the costs differ, the reduced costs differ by a constant;
 * the dearer column then goes to its bound if the sign of the other's reduced cost, known from a missing bound, leaves no choice.
 */
final class ParallelColumnRule {

    private final WorkingProgram program;
    private final LinkedMatrix matrix;
    private final double[] keptValues;

    ParallelColumnRule(WorkingProgram program) {
        this.program = program;
        matrix = program.matrix;
        keptValues = new double[program.rowAlive.length];
    }

    /** Compares all columns; the first of a bundle stays. */
    void apply() {
        SignatureTable table = new SignatureTable(program.columnAlive.length);
        for (int j = 0; j < program.columnAlive.length && !program.decided(); j++) {
            if (program.columnAlive[j] && matrix.columnLength(j) > 0) {
                table.add(j, signature(j));
                int kept = table.previous(j);
                for (int tries = 0; kept >= 0 && program.columnAlive[j] && tries < 8; tries++) {
                    if (program.columnAlive[kept]) {
                        compare(j, kept);
                    }
                    kept = table.previous(kept);
                }
            }
        }
    }

    private int reference(int j) {
        int reference = matrix.firstInColumn(j);
        for (int entry = reference; entry >= 0; entry = matrix.nextInColumn(entry)) {
            if (matrix.row(entry) < matrix.row(reference)) {
                reference = entry;
            }
        }
        return reference;
    }

    private long signature(int j) {
        double reference = matrix.value(reference(j));
        long signature = 0;
        for (int entry = matrix.firstInColumn(j); entry >= 0; entry = matrix.nextInColumn(entry)) {
            signature += SignatureTable.part(matrix.row(entry), matrix.value(entry) / reference);
        }
        program.worked(matrix.columnLength(j));
        return signature;
    }

    private void compare(int j, int kept) {
        program.worked(matrix.columnLength(j));
        if (matrix.columnLength(j) != matrix.columnLength(kept)) {
            return;
        }
        for (int entry = matrix.firstInColumn(kept); entry >= 0; entry = matrix.nextInColumn(entry)) {
            keptValues[matrix.row(entry)] = matrix.value(entry);
        }
        int reference = reference(j);
        double factor = matrix.value(reference) / keptValues[matrix.row(reference)];
        boolean parallel = true;
        for (int entry = matrix.firstInColumn(j); entry >= 0 && parallel; entry = matrix.nextInColumn(entry)) {
            double value = matrix.value(entry);
            parallel = Math.abs(value - factor * keptValues[matrix.row(entry)]) <= ParallelRowRule.EQUAL * Math.abs(value);
        }
        for (int entry = matrix.firstInColumn(kept); entry >= 0; entry = matrix.nextInColumn(entry)) {
            keptValues[matrix.row(entry)] = 0;
        }
        if (parallel) {
            double difference = program.cost[j] - factor * program.cost[kept];
            if (Math.abs(difference) <= ParallelRowRule.EQUAL * Math.abs(program.cost[j])) {
                merge(j, kept, factor);
            } else if (program.significantCost(j) && program.significantCost(kept) && Math.abs(difference)
                    > WorkingProgram.FEASIBILITY * Math.max(Math.abs(program.cost[j]), Math.abs(factor * program.cost[kept]))) {
                dominate(j, kept, factor, difference);
                if (program.columnAlive[j]) {
                    dominate(kept, j, 1 / factor, -difference / factor);
                }
            }
        }
    }

    private void merge(int j, int kept, double factor) {
        double lower = program.columnLower[j];
        double upper = program.columnUpper[j];
        double keptLower = program.columnLower[kept];
        double keptUpper = program.columnUpper[kept];
        program.push(new ParallelColumn(j, kept, factor, lower, upper, keptLower, keptUpper));
        program.removeSubstituted(j);
        program.setBounds(kept, keptLower + Math.min(factor * lower, factor * upper),
                keptUpper + Math.max(factor * lower, factor * upper));
    }

    /**
     * Fixes column j, whose reduced cost is the factor times the other's plus the difference, where both terms have one sign.
     */
    private void dominate(int j, int other, double factor, double difference) {
        boolean otherNotNegative = program.columnUpper[other] == Double.POSITIVE_INFINITY;
        boolean otherNotPositive = program.columnLower[other] == Double.NEGATIVE_INFINITY;
        if (difference > 0 && (factor > 0 ? otherNotNegative : otherNotPositive) && Double.isFinite(program.columnLower[j])) {
            program.fixColumn(j, program.columnLower[j]);
        } else if (difference < 0 && (factor > 0 ? otherNotPositive : otherNotNegative) && Double.isFinite(program.columnUpper[j])) {
            program.fixColumn(j, program.columnUpper[j]);
        }
    }
}
