package org.stillpoint.numerics.sparse;

import java.util.concurrent.Executor;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.numerics.sparse.internal.SharedWork;

/**
 * A sparse matrix stored twice, by rows and by columns, so that both A x and A'y are sums over contiguous entries and no result element is
 * written more than once. Indices increase within each row and each column. The pattern is immutable; values change together in both
 * storages by {@link #scale}.
 *
 * <p>The array accessors give the live arrays, for loops that fuse a product with other work; they are not to be written to. Products may
 * run in several threads at once, {@link #scale} not beside anything else.
 */
public final class RowColumnMatrix {

    /** From here on a second thread pays: measured, it breaks even near 70000 entries and saves two fifths of the time at 300000. */
    private static final int SHARED_WORK_NONZEROS = 100_000;

    private final int rows;
    private final int columns;
    private final DMatrixSparseCSC byColumns;
    private final DMatrixSparseCSC byRows;
    private final int middleRow;
    private final int middleColumn;

    private RowColumnMatrix(DMatrixSparseCSC byRows, DMatrixSparseCSC byColumns) {
        this.rows = byColumns.numRows;
        this.columns = byColumns.numCols;
        this.byColumns = byColumns;
        this.byRows = byRows;
        this.middleRow = middle(byRows);
        this.middleColumn = middle(byColumns);
    }

    /** A copy of the matrix in both storages. */
    public static RowColumnMatrix of(DMatrixSparseCSC a) {
        DMatrixSparseCSC byRows = SparseProducts.transpose(a);
        return new RowColumnMatrix(byRows, SparseProducts.transpose(byRows));
    }

    /** The transposed matrix, which shares the storage of this one. */
    public RowColumnMatrix transposed() {
        return new RowColumnMatrix(byColumns, byRows);
    }

    /** First column of the second half of the entries. */
    private static int middle(DMatrixSparseCSC matrix) {
        int half = matrix.nz_length / 2;
        int column = 0;
        while (column < matrix.numCols && matrix.col_idx[column] < half) {
            column++;
        }
        return column;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    public int nonzeros() {
        return byColumns.nz_length;
    }

    /** Entries of column j stand at columnStarts()[j] ... columnStarts()[j + 1] - 1 of {@link #rowIndices} and {@link #columnValues}. */
    public int[] columnStarts() {
        return byColumns.col_idx;
    }

    /** The row of each entry, in column storage. */
    public int[] rowIndices() {
        return byColumns.nz_rows;
    }

    /** The value of each entry, in column storage. */
    public double[] columnValues() {
        return byColumns.nz_values;
    }

    /** Entries of row i stand at rowStarts()[i] ... rowStarts()[i + 1] - 1 of {@link #columnIndices} and {@link #rowValues}. */
    public int[] rowStarts() {
        return byRows.col_idx;
    }

    /** The column of each entry, in row storage. */
    public int[] columnIndices() {
        return byRows.nz_rows;
    }

    /** The value of each entry, in row storage. */
    public double[] rowValues() {
        return byRows.nz_values;
    }

    /** result = A x. */
    public void multiply(double[] x, double[] result) {
        check(x, columns, result, rows);
        gather(byRows, x, result, 0, rows);
    }

    /** result = A'y. */
    public void multiplyTransposed(double[] y, double[] result) {
        check(y, rows, result, columns);
        gather(byColumns, y, result, 0, columns);
    }

    /**
     * result = A x, half of it on a thread of the executor if the matrix is large enough for that to pay. The result is the same bit for
     * bit. The caller does all the work itself when the executor is busy, so a full or small pool cannot block it.
     */
    public void multiply(double[] x, double[] result, Executor executor) {
        check(x, columns, result, rows);
        gatherShared(byRows, x, result, middleRow, executor);
    }

    /** result = A'y, half of it on a thread of the executor; see {@link #multiply(double[], double[], Executor)}. */
    public void multiplyTransposed(double[] y, double[] result, Executor executor) {
        check(y, rows, result, columns);
        gatherShared(byColumns, y, result, middleColumn, executor);
    }

    /** Multiplies row i by rowFactors[i] and column j by columnFactors[j]. */
    public void scale(double[] rowFactors, double[] columnFactors) {
        SparseProducts.requireLength("rowFactors", rowFactors, rows);
        SparseProducts.requireLength("columnFactors", columnFactors, columns);
        scale(byRows, columnFactors, rowFactors);
        scale(byColumns, rowFactors, columnFactors);
    }

    private static void scale(DMatrixSparseCSC matrix, double[] inner, double[] outer) {
        for (int column = 0; column < matrix.numCols; column++) {
            for (int k = matrix.col_idx[column]; k < matrix.col_idx[column + 1]; k++) {
                // Factors first: then both storages hold the same bits.
                matrix.nz_values[k] *= inner[matrix.nz_rows[k]] * outer[column];
            }
        }
    }

    private static void gatherShared(DMatrixSparseCSC matrix, double[] x, double[] result, int middle, Executor executor) {
        if (matrix.nz_length < SHARED_WORK_NONZEROS) {
            gather(matrix, x, result, 0, matrix.numCols);
        } else {
            SharedWork.run(executor, () -> gather(matrix, x, result, 0, middle),
                    () -> gather(matrix, x, result, middle, matrix.numCols));
        }
    }

    private static void gather(DMatrixSparseCSC matrix, double[] x, double[] result, int first, int end) {
        int[] starts = matrix.col_idx;
        int[] indices = matrix.nz_rows;
        double[] values = matrix.nz_values;
        for (int i = first; i < end; i++) {
            result[i] = SparseProducts.gather(values, indices, starts[i], starts[i + 1], x);
        }
    }

    private static void check(double[] x, int xLength, double[] result, int resultLength) {
        SparseProducts.requireLength("the argument", x, xLength);
        SparseProducts.requireLength("the result", result, resultLength);
        SparseProducts.requireDistinct(x, result);
    }
}
