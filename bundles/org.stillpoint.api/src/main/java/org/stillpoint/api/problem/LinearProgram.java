package org.stillpoint.api.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.CompressedColumns;
import org.stillpoint.api.internal.StandardType;

/**
 * A linear program with ranges on rows and columns:
 *
 * <pre>
 *   minimise (or maximise)  c'x + c0   subject to   L &lt;= A x &lt;= U,   l &lt;= x &lt;= u.
 * </pre>
 *
 * <p>A is sparse, rows by columns, with sorted row indices and no entry twice. Bounds may be infinite; a lower bound may
 * exceed an upper one, which makes the program infeasible but not invalid. The arrays are shared, not copied.
 */
public final class LinearProgram implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "linear-program";

    private final String name;
    private final boolean maximise;
    private final double[] objective;
    private final double objectiveConstant;
    private final DMatrixSparseCSC matrix;
    private final double[] rowLower;
    private final double[] rowUpper;
    private final double[] columnLower;
    private final double[] columnUpper;
    private final List<String> rowNames;
    private final List<String> columnNames;

    private LinearProgram(Builder builder) {
        name = builder.name;
        maximise = builder.maximise;
        objective = builder.objective;
        objectiveConstant = builder.objectiveConstant;
        matrix = builder.matrix;
        int rows = matrix.numRows;
        int columns = matrix.numCols;
        rowLower = orFilled(builder.rowLower, rows, Double.NEGATIVE_INFINITY);
        rowUpper = orFilled(builder.rowUpper, rows, Double.POSITIVE_INFINITY);
        columnLower = orFilled(builder.columnLower, columns, 0);
        columnUpper = orFilled(builder.columnUpper, columns, Double.POSITIVE_INFINITY);
        rowNames = names(builder.rowNames, rows, "row names");
        columnNames = names(builder.columnNames, columns, "column names");
        finite(objective, columns, "objective");
        if (!Double.isFinite(objectiveConstant)) {
            throw new DataException("objective constant is " + objectiveConstant + "; expected a finite number");
        }
        bounds(rowLower, rows, "row lower bound", Double.POSITIVE_INFINITY);
        bounds(rowUpper, rows, "row upper bound", Double.NEGATIVE_INFINITY);
        bounds(columnLower, columns, "column lower bound", Double.POSITIVE_INFINITY);
        bounds(columnUpper, columns, "column upper bound", Double.NEGATIVE_INFINITY);
        CompressedColumns.check(matrix);
    }

    /**
     * Starts a linear program.
     *
     * @param objective the coefficients c, one for each column, finite
     * @param matrix the matrix A with finite entries; sorted within each column if it is not yet
     */
    public static Builder of(double[] objective, DMatrixSparseCSC matrix) {
        return new Builder(objective, matrix);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The program's name, possibly empty. */
    public String name() {
        return name;
    }

    /** Whether the objective is maximised. */
    public boolean maximise() {
        return maximise;
    }

    /** The number of rows of A. */
    public int rows() {
        return matrix.numRows;
    }

    /** The number of columns of A. */
    public int columns() {
        return matrix.numCols;
    }

    /** The coefficients c of the objective as stated, whatever the sense. */
    public double[] objective() {
        return objective;
    }

    /** The constant c0 of the objective. */
    public double objectiveConstant() {
        return objectiveConstant;
    }

    /** The matrix A. */
    public DMatrixSparseCSC matrix() {
        return matrix;
    }

    /** The lower bounds L of the rows. */
    public double[] rowLower() {
        return rowLower;
    }

    /** The upper bounds U of the rows. */
    public double[] rowUpper() {
        return rowUpper;
    }

    /** The lower bounds l of the columns. */
    public double[] columnLower() {
        return columnLower;
    }

    /** The upper bounds u of the columns. */
    public double[] columnUpper() {
        return columnUpper;
    }

    /** The names of the rows; empty if they have none. */
    public List<String> rowNames() {
        return rowNames;
    }

    /** The names of the columns; empty if they have none. */
    public List<String> columnNames() {
        return columnNames;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).text("name", name).truth("maximise", maximise).doubles("objective", objective)
                .number("objectiveConstant", objectiveConstant).integer("rows", rows()).integer("columns", columns())
                .ints("columnStarts", Arrays.copyOf(matrix.col_idx, columns() + 1))
                .ints("rowIndices", Arrays.copyOf(matrix.nz_rows, matrix.nz_length))
                .doubles("values", Arrays.copyOf(matrix.nz_values, matrix.nz_length))
                .doubles("rowLower", rowLower).doubles("rowUpper", rowUpper)
                .doubles("columnLower", columnLower).doubles("columnUpper", columnUpper)
                .texts("rowNames", rowNames).texts("columnNames", columnNames).build();
    }

    /**
     * Recreates a linear program.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static LinearProgram fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DMatrixSparseCSC matrix = CompressedColumns.of(record.integer("rows"), record.integer("columns"),
                record.ints("columnStarts"), record.ints("rowIndices"), record.doubles("values"));
        return of(record.doubles("objective"), matrix).name(record.text("name")).maximise(record.truth("maximise"))
                .objectiveConstant(record.number("objectiveConstant"))
                .rowBounds(record.doubles("rowLower"), record.doubles("rowUpper"))
                .columnBounds(record.doubles("columnLower"), record.doubles("columnUpper"))
                .names(record.texts("rowNames"), record.texts("columnNames")).build();
    }

    /** How a host recreates linear programs and their solutions. */
    public static ProblemType<LinearProgram, LinearProgramSolution> problemType() {
        return new StandardType<>(TYPE, "Linear program", LinearProgram.class, LinearProgramSolution.class,
                LinearProgram::fromRecord, LinearProgramSolution::fromRecord);
    }

    @Override
    public String toString() {
        return "LinearProgram[" + name + ", " + rows() + " x " + columns() + ", " + matrix.nz_length + " nonzeros]";
    }

    private static double[] orFilled(double[] values, int length, double filler) {
        if (values != null) {
            return values;
        }
        double[] filled = new double[length];
        Arrays.fill(filled, filler);
        return filled;
    }

    private static List<String> names(List<String> names, int length, String what) {
        if (!names.isEmpty() && names.size() != length) {
            throw new DataException(what + ": expected " + length + " or none, got " + names.size());
        }
        return List.copyOf(names);
    }

    private static void finite(double[] values, int length, String what) {
        length(values, length, what);
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new DataException(what + " " + i + " is " + values[i] + "; expected a finite number");
            }
        }
    }

    private static void bounds(double[] values, int length, String what, double excluded) {
        length(values, length, what);
        for (int i = 0; i < length; i++) {
            if (Double.isNaN(values[i]) || values[i] == excluded) {
                throw new DataException(what + " " + i + " is " + values[i]);
            }
        }
    }

    private static void length(double[] values, int length, String what) {
        if (values.length != length) {
            throw new DataException(what + ": expected " + length + " values, got " + values.length);
        }
    }

    /** Collects the parts of a {@link LinearProgram}. What is not given: rows free, columns from 0 up, minimise. */
    public static final class Builder {

        private final double[] objective;
        private final DMatrixSparseCSC matrix;
        private String name = "";
        private boolean maximise;
        private double objectiveConstant;
        private double[] rowLower;
        private double[] rowUpper;
        private double[] columnLower;
        private double[] columnUpper;
        private List<String> rowNames = List.of();
        private List<String> columnNames = List.of();

        private Builder(double[] objective, DMatrixSparseCSC matrix) {
            this.objective = Objects.requireNonNull(objective, "objective");
            this.matrix = Objects.requireNonNull(matrix, "matrix");
        }

        /** The program's name. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Whether the objective is maximised. */
        public Builder maximise(boolean maximise) {
            this.maximise = maximise;
            return this;
        }

        /** The constant of the objective. */
        public Builder objectiveConstant(double objectiveConstant) {
            this.objectiveConstant = objectiveConstant;
            return this;
        }

        /** The bounds of the rows. */
        public Builder rowBounds(double[] lower, double[] upper) {
            rowLower = lower;
            rowUpper = upper;
            return this;
        }

        /** The bounds of the columns. */
        public Builder columnBounds(double[] lower, double[] upper) {
            columnLower = lower;
            columnUpper = upper;
            return this;
        }

        /** The names of rows and columns; an empty list for none. */
        public Builder names(List<String> rows, List<String> columns) {
            rowNames = rows;
            columnNames = columns;
            return this;
        }

        /**
         * The linear program.
         *
         * @throws DataException naming what is wrong: a length, a NaN, a bound of the wrong infinity, an unsorted matrix
         */
        public LinearProgram build() {
            return new LinearProgram(this);
        }
    }
}
