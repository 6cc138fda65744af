package org.stillpoint.io.internal.mps;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.LinearProgram;

/** What has been read of a linear program. Rows are numbered as in the file, the objective and other free rows among them. */
final class MpsModel {

    /** From this magnitude on a bound, right-hand side or range is infinite. */
    static final double INFINITE = 1e20;

    private static final int NOT_IN_MATRIX = -1;

    final NameTable rowNames = new NameTable();
    final NameTable columnNames = new NameTable();
    String name = "";
    boolean maximise;

    private byte[] rowKinds = new byte[256];
    private int objectiveRow = -1;
    private int[] matrixRow = {};
    private int matrixRows;
    private double[] rightHandSides = {};
    private double[] ranges = {};
    private int[] rightHandSideLines = {};
    private int[] rangeLines = {};
    private int[] lastColumnOfRow = {};

    private double[] objective = new double[256];
    private int[] columnStarts = new int[257];
    private int[] entryRows = new int[1 << 12];
    private double[] entryValues = new double[1 << 12];
    private int entries;
    private BoundTable bounds;

    /** Adds a row of kind N, E, L or G. */
    void addRow(byte kind, byte[] bytes, int start, int end) {
        int row = rowNames.add(bytes, start, end);
        if (row == rowKinds.length) {
            rowKinds = Arrays.copyOf(rowKinds, 2 * row);
        }
        rowKinds[row] = kind;
    }

    /** The first free row, or -1. */
    int firstFreeRow() {
        return IntStream.range(0, rowNames.size()).filter(row -> rowKinds[row] == 'N').findFirst().orElse(-1);
    }

    /** The kind of a row. */
    byte rowKind(int row) {
        return rowKinds[row];
    }

    /** Says that all rows are there, and which free row is the objective (-1 for none); the other free rows leave the matrix. */
    void closeRows(int objectiveRow) {
        this.objectiveRow = objectiveRow;
        int count = rowNames.size();
        matrixRow = new int[count];
        for (int row = 0; row < count; row++) {
            matrixRow[row] = rowKinds[row] == 'N' ? NOT_IN_MATRIX : matrixRows++;
        }
        rightHandSides = new double[count];
        ranges = new double[count];
        rightHandSideLines = new int[count];
        rangeLines = new int[count];
        lastColumnOfRow = new int[count];
        Arrays.fill(lastColumnOfRow, -1);
    }

    /** Starts a column. */
    void addColumn(byte[] bytes, int start, int end) {
        int column = columnNames.add(bytes, start, end);
        if (column == objective.length) {
            objective = Arrays.copyOf(objective, 2 * column);
            columnStarts = Arrays.copyOf(columnStarts, 2 * column + 1);
        }
        columnStarts[column] = entries;
    }

    /** The column that is being read, or -1. */
    int currentColumn() {
        return columnNames.size() - 1;
    }

    /** Whether the current column has an entry in a row already. */
    boolean hasEntry(int row) {
        return lastColumnOfRow[row] == currentColumn();
    }

    /** Adds an entry to the current column. */
    void addEntry(int row, double value) {
        lastColumnOfRow[row] = currentColumn();
        if (row == objectiveRow) {
            objective[currentColumn()] = value;
        } else if (matrixRow[row] != NOT_IN_MATRIX && value != 0) {
            if (entries == entryRows.length) {
                int capacity = (int) Math.min(Integer.MAX_VALUE - 8, 2L * entries);
                entryRows = Arrays.copyOf(entryRows, capacity);
                entryValues = Arrays.copyOf(entryValues, capacity);
            }
            entryRows[entries] = matrixRow[row];
            entryValues[entries++] = value;
        }
    }

    /** The line that gave a row's right-hand side, or 0. */
    int rightHandSideLine(int row) {
        return rightHandSideLines[row];
    }

    /** Sets a right-hand side; of the objective, minus the constant. */
    void rightHandSide(int row, double value, int line) {
        rightHandSides[row] = value;
        rightHandSideLines[row] = line;
    }

    /** The line that gave a row's range, or 0. */
    int rangeLine(int row) {
        return rangeLines[row];
    }

    /** Sets a range. */
    void range(int row, double value, int line) {
        ranges[row] = value;
        rangeLines[row] = line;
    }

    /** Whether a row is the objective. */
    boolean isObjective(int row) {
        return row == objectiveRow;
    }

    /** The bounds of the columns read. */
    BoundTable bounds() {
        if (bounds == null) {
            bounds = new BoundTable(columnNames.size());
        }
        return bounds;
    }

    /** The linear program. */
    LinearProgram build() {
        int columns = columnNames.size();
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(matrixRows, columns, 0);
        matrix.col_idx = Arrays.copyOf(columnStarts, columns + 1);
        matrix.col_idx[columns] = entries;
        matrix.nz_rows = Arrays.copyOf(entryRows, entries);
        matrix.nz_values = Arrays.copyOf(entryValues, entries);
        matrix.nz_length = entries;
        matrix.indicesSorted = sorted(matrix);
        double[] lower = new double[matrixRows];
        double[] upper = new double[matrixRows];
        for (int row = 0; row < rowNames.size(); row++) {
            if (matrixRow[row] != NOT_IN_MATRIX) {
                setRowBounds(row, lower, upper);
            }
        }
        // Zero minus zero, not minus zero: a file without a constant has the constant 0.
        double constant = objectiveRow < 0 ? 0 : 0 - rightHandSides[objectiveRow];
        return LinearProgram.of(Arrays.copyOf(objective, columns), matrix).name(name).maximise(maximise)
                .objectiveConstant(constant).rowBounds(lower, upper)
                .columnBounds(bounds().lower(), bounds().upper()).names(matrixRowNames(), names(columnNames)).build();
    }

    private void setRowBounds(int row, double[] lower, double[] upper) {
        double side = rightHandSides[row];
        double range = ranges[row];
        boolean ranged = rangeLines[row] > 0;
        double width = Math.abs(range);
        double low = switch (rowKinds[row]) {
            case 'E' -> ranged && range < 0 ? side - width : side;
            case 'L' -> ranged ? side - width : Double.NEGATIVE_INFINITY;
            default -> side;
        };
        double high = switch (rowKinds[row]) {
            case 'E' -> ranged && range > 0 ? side + width : side;
            case 'G' -> ranged ? side + width : Double.POSITIVE_INFINITY;
            default -> side;
        };
        lower[matrixRow[row]] = low;
        upper[matrixRow[row]] = high;
    }

    private static boolean sorted(DMatrixSparseCSC matrix) {
        for (int column = 0; column < matrix.numCols; column++) {
            for (int entry = matrix.col_idx[column] + 1; entry < matrix.col_idx[column + 1]; entry++) {
                if (matrix.nz_rows[entry] < matrix.nz_rows[entry - 1]) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<String> matrixRowNames() {
        return IntStream.range(0, rowNames.size()).filter(row -> matrixRow[row] != NOT_IN_MATRIX)
                .mapToObj(rowNames::name).toList();
    }

    private static List<String> names(NameTable names) {
        return IntStream.range(0, names.size()).mapToObj(names::name).toList();
    }
}
