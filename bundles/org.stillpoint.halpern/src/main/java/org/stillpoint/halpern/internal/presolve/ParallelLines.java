package org.stillpoint.halpern.internal.presolve;

/** Finds rows, or columns, that are multiples of each other. */
final class ParallelLines {

    /** Numbers that agree to this part of their size are equal. */
    static final double EQUAL = 1e-12;

    private final WorkingProgram program;
    private final LinkedMatrix matrix;
    private final Lines lines;
    private final boolean[] alive;
    private final double[] values;

    /** Takes one of two parallel lines: the later one, the earlier one, and by what factor the earlier one gives the later one. */
    interface Taker {
        void take(int line, int earlier, double factor);
    }

    private ParallelLines(WorkingProgram program, Lines lines, boolean[] alive, int places) {
        this.program = program;
        matrix = program.matrix;
        this.lines = lines;
        this.alive = alive;
        values = new double[places];
    }

    static ParallelLines rows(WorkingProgram program) {
        return new ParallelLines(program, program.matrix.rows(), program.rowAlive, program.columnAlive.length);
    }

    static ParallelLines columns(WorkingProgram program) {
        return new ParallelLines(program, program.matrix.columns(), program.columnAlive, program.rowAlive.length);
    }

    /**
     * Hands over pairs of parallel lines as long as both are alive.
     *
     * @param leastLength the least number of entries of lines to compare
     * @param mostTries to how many earlier lines of the same signature a line is compared
     */
    void find(int leastLength, int mostTries, Taker taker) {
        SignatureTable table = new SignatureTable(lines.count());
        for (int line = 0; line < lines.count() && !program.decided(); line++) {
            if (alive[line] && lines.length(line) >= leastLength) {
                table.add(line, signature(line));
                int earlier = table.previous(line);
                for (int tries = 0; earlier >= 0 && alive[line] && tries < mostTries; tries++) {
                    double factor = alive[earlier] ? factor(line, earlier) : 0;
                    if (factor != 0) {
                        taker.take(line, earlier, factor);
                    }
                    earlier = table.previous(earlier);
                }
            }
        }
    }

    /** The entry in the first place: the order of a list is not that of the places. */
    private int reference(int line) {
        int reference = lines.first(line);
        for (int entry = reference; entry >= 0; entry = lines.next(entry)) {
            if (lines.place(entry) < lines.place(reference)) {
                reference = entry;
            }
        }
        return reference;
    }

    private long signature(int line) {
        double reference = matrix.value(reference(line));
        long signature = 0;
        for (int entry = lines.first(line); entry >= 0; entry = lines.next(entry)) {
            signature += SignatureTable.part(lines.place(entry), matrix.value(entry) / reference);
        }
        program.worked(lines.length(line));
        return signature;
    }

    /** The factor by which the earlier line gives the line, or 0 if they are not parallel. */
    private double factor(int line, int earlier) {
        program.worked(lines.length(line));
        if (lines.length(line) != lines.length(earlier)) {
            return 0;
        }
        for (int entry = lines.first(earlier); entry >= 0; entry = lines.next(entry)) {
            values[lines.place(entry)] = matrix.value(entry);
        }
        int reference = reference(line);
        double divisor = values[lines.place(reference)];
        double factor = divisor == 0 ? 0 : matrix.value(reference) / divisor;
        for (int entry = lines.first(line); entry >= 0; entry = lines.next(entry)) {
            double value = matrix.value(entry);
            if (Math.abs(value - factor * values[lines.place(entry)]) > EQUAL * Math.abs(value)) {
                factor = 0;
            }
        }
        for (int entry = lines.first(earlier); entry >= 0; entry = lines.next(entry)) {
            values[lines.place(entry)] = 0;
        }
        return factor;
    }
}
