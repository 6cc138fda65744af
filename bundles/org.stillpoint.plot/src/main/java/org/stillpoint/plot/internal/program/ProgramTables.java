package org.stillpoint.plot.internal.program;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.internal.Lazy;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.drawing.Names;

/** The columns and rows of programs with linear constraints, and what a solution makes of them. */
final class ProgramTables {

    private static final double NEGLIGIBLE = 1e-9;
    private static final int DIGITS = 6;
    private static final int DIGITS_OF_PRICES = 4;

    private ProgramTables() {
    }

    static List<ResultTable> of(LinearProgram program) {
        Lazy<int[]> entries = new Lazy<>(() -> entriesOfRows(program.matrix()));
        return List.of(
                new ResultTable("Columns", List.of(Column.text("column"), Column.number("cost", DIGITS), Column.number("least", DIGITS),
                        Column.number("most", DIGITS), Column.number("entries", DIGITS)), program.columns(),
                        j -> List.of(name(program.columnNames(), j), program.objective()[j], bound(program.columnLower()[j]),
                                bound(program.columnUpper()[j]), (long) program.matrix().col_idx[j + 1] - program.matrix().col_idx[j])),
                new ResultTable("Rows", List.of(Column.text("row"), Column.number("least", DIGITS), Column.number("most", DIGITS),
                        Column.number("entries", DIGITS)), program.rows(),
                        i -> List.of(name(program.rowNames(), i), bound(program.rowLower()[i]), bound(program.rowUpper()[i]),
                                (long) entries.get()[i])));
    }

    static boolean fits(LinearProgram program, LinearProgramSolution solution) {
        return solution.x().length == program.columns() && solution.y().length == program.rows();
    }

    static List<ResultTable> of(LinearProgram program, LinearProgramSolution solution) {
        if (!fits(program, solution)) {
            return List.of();
        }
        List<ResultTable> tables = new ArrayList<>(List.of(notZero(program, solution.x()), rows(program, solution),
                all(program, solution)));
        if (solution.ray().length == program.columns() || solution.ray().length == program.rows()) {
            boolean ofColumns = solution.ray().length == program.columns();
            tables.add(0, new ResultTable("Ray that proves it", List.of(Column.text(ofColumns ? "column" : "row"),
                    Column.number("component", DIGITS)), solution.ray().length,
                    i -> List.of(name(ofColumns ? program.columnNames() : program.rowNames(), i), solution.ray()[i])));
        }
        return tables;
    }

    private static ResultTable notZero(LinearProgram program, double[] x) {
        double[] magnitudes = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            magnitudes[j] = Math.abs(x[j]);
        }
        double greatest = Order.greatest(magnitudes);
        int count = 0;
        for (double magnitude : magnitudes) {
            count += isListed(magnitude, greatest) ? 1 : 0;
        }
        Lazy<int[]> order = new Lazy<>(() -> Order.descending(magnitudes, j -> isListed(magnitudes[j], greatest)));
        return new ResultTable("Columns that are not zero: " + Figures.count(count) + " of " + Figures.count(x.length),
                List.of(Column.text("column"), Column.number("amount", DIGITS), Column.share()), count, row -> {
                    int j = order.get()[row];
                    return List.of(name(program.columnNames(), j), x[j], Order.share(magnitudes[j], greatest));
                });
    }

    private static boolean isListed(double magnitude, double greatest) {
        return !(magnitude <= NEGLIGIBLE * Math.max(1, greatest));
    }

    private static ResultTable rows(LinearProgram program, LinearProgramSolution solution) {
        Lazy<double[]> activity = new Lazy<>(() -> activity(program.matrix(), solution.x()));
        double[] y = solution.y();
        return new ResultTable("Rows", List.of(Column.text("row"), Column.number("least", DIGITS), Column.number("reached", DIGITS),
                Column.number("most", DIGITS), Column.number("price", DIGITS_OF_PRICES)), y.length,
                i -> List.of(name(program.rowNames(), i), bound(program.rowLower()[i]), activity.get()[i], bound(program.rowUpper()[i]),
                        Math.abs(y[i]) < NEGLIGIBLE ? 0.0 : y[i]));
    }

    private static ResultTable all(LinearProgram program, LinearProgramSolution solution) {
        boolean priced = solution.reducedCosts().length == program.columns();
        return new ResultTable("All columns", List.of(Column.text("column"), Column.number("cost", DIGITS), Column.number("least", DIGITS),
                Column.number("amount", DIGITS), Column.number("most", DIGITS), Column.number("reduced cost", DIGITS_OF_PRICES)),
                program.columns(), j -> List.of(name(program.columnNames(), j), program.objective()[j], bound(program.columnLower()[j]),
                        solution.x()[j], bound(program.columnUpper()[j]), priced ? clean(solution.reducedCosts()[j]) : ""));
    }

    private static Object clean(double price) {
        return Math.abs(price) < NEGLIGIBLE ? 0.0 : price;
    }

    /** Ax. */
    static double[] activity(DMatrixSparseCSC matrix, double[] x) {
        double[] activity = new double[matrix.numRows];
        for (int j = 0; j < matrix.numCols; j++) {
            for (int k = matrix.col_idx[j]; k < matrix.col_idx[j + 1]; k++) {
                activity[matrix.nz_rows[k]] += matrix.nz_values[k] * x[j];
            }
        }
        return activity;
    }

    private static int[] entriesOfRows(DMatrixSparseCSC matrix) {
        int[] entries = new int[matrix.numRows];
        for (int k = 0; k < matrix.nz_length; k++) {
            entries[matrix.nz_rows[k]]++;
        }
        return entries;
    }

    private static Object bound(double bound) {
        return Double.isInfinite(bound) ? "" : bound;
    }

    static String name(List<String> names, int index) {
        return Names.of(names, index).replace('_', ' ');
    }
}
