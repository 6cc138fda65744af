package org.stillpoint.halpern.internal.presolve;

import java.util.Arrays;

/** Puts x_j = offset + sum of ratio_k x_k into the rows of column j other than the one that says so. */
final class Substitution {

    /** A sum smaller than this part of its terms is rounding. */
    private static final double CANCELLED = 1e-13;

    private final WorkingProgram program;
    private final LinkedMatrix matrix;
    private final int[] entryInRow;

    Substitution(WorkingProgram program) {
        this.program = program;
        matrix = program.matrix;
        entryInRow = new int[program.rowAlive.length];
        Arrays.fill(entryInRow, -1);
    }

    /** Puts in the offset, for the entries that column j had. */
    void addOffset(Entries entries, double cost, double offset) {
        for (int k = 0; k < entries.size(); k++) {
            program.shiftSides(entries.indices()[k], -entries.values()[k] * offset);
        }
        program.addConstant(cost * offset);
    }

    /** Puts in one term, ratio x_k, for the entries that column j had and its cost. */
    void addTerm(Entries entries, double cost, int kept, double ratio) {
        program.worked(matrix.columnLength(kept) + entries.size());
        for (int entry = matrix.firstInColumn(kept); entry >= 0; entry = matrix.nextInColumn(entry)) {
            entryInRow[matrix.row(entry)] = entry;
        }
        for (int k = 0; k < entries.size(); k++) {
            int i = entries.indices()[k];
            double added = entries.values()[k] * ratio;
            int entry = entryInRow[i];
            if (entry < 0) {
                matrix.add(i, kept, added);
            } else {
                double sum = matrix.value(entry) + added;
                if (Math.abs(sum) <= CANCELLED * Math.abs(added)) {
                    entryInRow[i] = -1;
                    matrix.remove(entry);
                } else {
                    matrix.setValue(entry, sum);
                }
            }
        }
        for (int entry = matrix.firstInColumn(kept); entry >= 0; entry = matrix.nextInColumn(entry)) {
            entryInRow[matrix.row(entry)] = -1;
        }
        program.shiftCost(kept, cost * ratio);
    }
}
