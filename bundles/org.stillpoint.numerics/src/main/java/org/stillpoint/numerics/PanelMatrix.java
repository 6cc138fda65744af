package org.stillpoint.numerics;

import java.util.Objects;
import org.stillpoint.numerics.internal.ProductKernels;

/**
 * A matrix laid out once for many products by {@link PanelProducts}: blocks of rows, each column by column, the last block filled up
 * with zeros to whole registers. Immutable.
 */
public final class PanelMatrix {

    private static final int BLOCK = ProductKernels.BLOCK;
    private static final int MULTIPLE = ProductKernels.MULTIPLE;

    final double[] values;
    private final int rows;
    private final int columns;

    private PanelMatrix(double[] values, int rows, int columns) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Lays a matrix out.
     *
     * @param matrix the entries row by row; they are copied
     */
    public static PanelMatrix of(double[] matrix, int offset, int rows, int columns) {
        Objects.checkFromIndexSize(offset, Math.multiplyExact(rows, columns), matrix.length);
        double[] values = new double[Math.multiplyExact(padded(rows), columns)];
        layOut(matrix, offset, rows, columns, values);
        return new PanelMatrix(values, rows, columns);
    }

    /** The rows with those of zeros. */
    static int padded(int rows) {
        return Math.addExact(rows, MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    /** Lays a matrix out in given storage, in which the rows of zeros are already. */
    static void layOut(double[] matrix, int offset, int rows, int columns, double[] values) {
        int padded = padded(rows);
        for (int block = 0; block < rows; block += BLOCK) {
            int width = Math.min(BLOCK, padded - block);
            int end = Math.min(block + width, rows);
            int row = block;
            for (; row <= end - 4; row += 4) {
                copy(matrix, offset + row * columns, columns, values, block * columns + row - block, width);
            }
            for (; row < end; row++) {
                for (int k = 0; k < columns; k++) {
                    values[block * columns + k * width + row - block] = matrix[offset + row * columns + k];
                }
            }
        }
    }

    /** Copies four rows at a time, so that the lines of the result are in the cache for fewer passes. */
    private static void copy(double[] matrix, int offset, int columns, double[] values, int target, int width) {
        int offset1 = offset + columns;
        int offset2 = offset1 + columns;
        int offset3 = offset2 + columns;
        for (int k = 0; k < columns; k++) {
            int place = target + k * width;
            values[place] = matrix[offset + k];
            values[place + 1] = matrix[offset1 + k];
            values[place + 2] = matrix[offset2 + k];
            values[place + 3] = matrix[offset3 + k];
        }
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }
}
