package org.stillpoint.halpern.internal.presolve;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/**
 * Makes a linear program smaller without changing what solves it. Only reductions of which primal points, duals and rays can be
 * restored exactly are made, each of them a {@link Step}:
 *
 * <ul>
 * <li>empty, free and redundant rows; rows of one entry, which become bounds; rows that force their columns to bounds
 *     ({@link RowRules});
 * <li>fixed and dominated columns; columns of one entry, which become slack or leave with their row ({@link ColumnRules});
 * <li>equations of two columns, and equations of short columns that rows keep within bounds ({@link DoubletonRule},
 *     {@link ImpliedFreeRule});
 * <li>rows that bounds implied by other rows keep from being violated ({@link RedundantRowRule});
 * <li>parallel rows and columns ({@link ParallelRowRule}, {@link ParallelColumnRule}).
 * </ul>
 *
 * <p>The simpler rules are those of Andersen and Andersen (Presolving in linear programming, 1995); what each does to duals is told with
 * its step.
 *
 * <p>A rule looks again at a row or column only after it changed, and the whole work is bounded by that of some passes over the
 * matrix. The same program is always reduced in the same way.
 */
public final class Presolve {

    /** The work after which to ask whether to go on. */
    private static final long QUESTION_INTERVAL = 50_000;

    private final WorkingProgram program;
    private final RowRules rowRules;
    private final ColumnRules columnRules;
    private final DoubletonRule doubletonRule;
    private final ImpliedFreeRule impliedFreeRule;
    private final RedundantRowRule redundantRowRule;
    private final ParallelRowRule parallelRowRule;
    private final ParallelColumnRule parallelColumnRule;

    private Presolve(RangeProgram original) {
        program = new WorkingProgram(original);
        rowRules = new RowRules(program);
        columnRules = new ColumnRules(program);
        ImpliedBounds bounds = new ImpliedBounds(program);
        Substitution substitution = new Substitution(program);
        doubletonRule = new DoubletonRule(program, substitution);
        impliedFreeRule = new ImpliedFreeRule(program, bounds, substitution);
        redundantRowRule = new RedundantRowRule(program, bounds);
        parallelRowRule = new ParallelRowRule(program);
        parallelColumnRule = new ParallelColumnRule(program);
    }

    /** Presolves a program. */
    public static Presolved run(RangeProgram original) {
        return run(original, () -> true);
    }

    /**
     * Presolves a program as far as time allows.
     *
     * @param goesOn asked every now and then whether to go on; if not, the program as reduced until then is the result
     */
    public static Presolved run(RangeProgram original, BooleanSupplier goesOn) {
        Presolve presolve = new Presolve(original);
        presolve.reduce(goesOn);
        return presolve.result();
    }

    private void reduce(BooleanSupplier goesOn) {
        int stepsCompared = -1;
        long nextQuestion = QUESTION_INTERVAL;
        while (!program.decided() && !program.exhausted()) {
            if (program.work() >= nextQuestion) {
                if (!goesOn.getAsBoolean()) {
                    return;
                }
                nextQuestion = program.work() + QUESTION_INTERVAL;
            }
            if (!program.changedRows.isEmpty()) {
                rowRules.apply(program.changedRows.remove());
            } else if (!program.changedColumns.isEmpty()) {
                columnRules.apply(program.changedColumns.remove());
            } else if (!program.doubletons.isEmpty()) {
                doubletonRule.apply(program.doubletons.remove());
            } else if (stepsCompared != program.steps().size()) {
                stepsCompared = program.steps().size();
                redundantRowRule.apply();
                impliedFreeRule.apply();
                parallelRowRule.apply();
                if (!program.decided()) {
                    parallelColumnRule.apply();
                }
            } else {
                return;
            }
        }
    }

    private Presolved result() {
        Outcome outcome = program.outcome();
        int[] rows = alive(program.rowAlive);
        int[] columns = alive(program.columnAlive);
        if (outcome == Outcome.REDUCED && rows.length == 0 && columns.length == 0) {
            outcome = Outcome.SOLVED;
        }
        boolean untouched = rows.length == program.rowAlive.length && columns.length == program.columnAlive.length
                && Arrays.equals(program.rowLower, program.original.rowLower())
                && Arrays.equals(program.rowUpper, program.original.rowUpper());
        RangeProgram reduced = untouched ? program.original : remainder(rows, columns);
        return new Presolved(program.original, reduced, outcome, program.steps(), rows, columns, program.ray());
    }

    private RangeProgram remainder(int[] rows, int[] columns) {
        LinkedMatrix matrix = program.matrix;
        int[] newRow = new int[program.rowAlive.length];
        for (int k = 0; k < rows.length; k++) {
            newRow[rows[k]] = k;
        }
        int[] starts = new int[columns.length + 1];
        int[] indices = new int[matrix.size()];
        double[] values = new double[indices.length];
        double[] inColumn = new double[rows.length];
        int count = 0;
        for (int k = 0; k < columns.length; k++) {
            int start = count;
            for (int entry = matrix.firstInColumn(columns[k]); entry >= 0; entry = matrix.nextInColumn(entry)) {
                int row = newRow[matrix.row(entry)];
                inColumn[row] = matrix.value(entry);
                indices[count++] = row;
            }
            Arrays.sort(indices, start, count);
            for (int position = start; position < count; position++) {
                values[position] = inColumn[indices[position]];
            }
            starts[k + 1] = count;
        }
        return new RangeProgram(rows.length, columns.length, starts, indices, values, gather(program.cost, columns), program.constant(),
                gather(program.rowLower, rows), gather(program.rowUpper, rows), gather(program.columnLower, columns),
                gather(program.columnUpper, columns));
    }

    private static int[] alive(boolean[] flags) {
        int[] indices = new int[flags.length];
        int count = 0;
        for (int index = 0; index < flags.length; index++) {
            if (flags[index]) {
                indices[count++] = index;
            }
        }
        return Arrays.copyOf(indices, count);
    }

    private static double[] gather(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }
}
