package org.stillpoint.api.internal;

import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.data.DataException;

/** Sparse matrices of compressed columns, checked. */
public final class CompressedColumns {

    private CompressedColumns() {
    }

    public static DMatrixSparseCSC of(long rows, long columns, int[] columnStarts, int[] rowIndices, double[] values) {
        if (rows < 0 || columns < 0 || rows > Integer.MAX_VALUE || columns > Integer.MAX_VALUE - 1L) {
            throw new DataException("matrix of " + rows + " x " + columns);
        }
        if (columnStarts.length != columns + 1 || rowIndices.length != values.length
                || columnStarts[columnStarts.length - 1] != values.length) {
            throw new DataException("matrix arrays do not fit " + columns + " columns: " + columnStarts.length
                    + " column starts, " + rowIndices.length + " row indices, " + values.length + " values");
        }
        DMatrixSparseCSC matrix = new DMatrixSparseCSC((int) rows, (int) columns, 0);
        matrix.col_idx = columnStarts;
        matrix.nz_rows = rowIndices;
        matrix.nz_values = values;
        matrix.nz_length = values.length;
        matrix.indicesSorted = true;
        return matrix;
    }

    public static void check(DMatrixSparseCSC matrix) {
        if (!matrix.indicesSorted) {
            matrix.sortIndices(null);
        }
        int position = 0;
        for (int column = 0; column < matrix.numCols; column++) {
            if (matrix.col_idx[column] != position || matrix.col_idx[column + 1] < position
                    || matrix.col_idx[column + 1] > matrix.nz_length) {
                throw new DataException("matrix column " + column + " starts at " + matrix.col_idx[column]);
            }
            int previous = -1;
            for (; position < matrix.col_idx[column + 1]; position++) {
                int row = matrix.nz_rows[position];
                if (row <= previous || row >= matrix.numRows) {
                    throw new DataException("matrix column " + column + ": row " + row + " after row " + previous + " of "
                            + matrix.numRows + "; expected sorted rows, none twice");
                }
                if (!Double.isFinite(matrix.nz_values[position])) {
                    throw new DataException("matrix entry (" + row + ", " + column + ") is " + matrix.nz_values[position]);
                }
                previous = row;
            }
        }
        if (position != matrix.nz_length) {
            throw new DataException("matrix has " + matrix.nz_length + " entries, its columns have " + position);
        }
    }
}
