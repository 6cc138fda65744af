package org.stillpoint.numerics;

import java.util.Objects;
import org.stillpoint.numerics.internal.ProductKernels;

/**
 * A matrix in single precision laid out once for many products by {@link PanelProducts}: blocks of rows, each column by column, the last
 * block filled up with zeros to whole registers. Immutable.
 */
public final class FloatPanelMatrix {

    /** The rows of a block; the last one may have less. */
    public static final int BLOCK = ProductKernels.FLOAT_BLOCK;

    private static final int MULTIPLE = ProductKernels.FLOAT_MULTIPLE;

    final float[] values;
    private final int rows;
    private final int columns;

    private FloatPanelMatrix(float[] values, int rows, int columns) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Lays a matrix out.
     *
     * @param matrix the entries row by row; they are copied, each rounded to single precision
     */
    public static FloatPanelMatrix of(double[] matrix, int offset, int rows, int columns) {
        Objects.checkFromIndexSize(offset, Math.multiplyExact(rows, columns), matrix.length);
        int[] sources = new int[rows];
        for (int row = 0; row < rows; row++) {
            sources[row] = offset + row * columns;
        }
        return new FloatPanelMatrix(layOut(matrix, sources, columns), rows, columns);
    }

    /**
     * Lays out some rows of a matrix.
     *
     * @param matrix the entries row by row; they are copied, each rounded to single precision
     * @param rows the numbers of the rows, in the order that they are to have
     */
    public static FloatPanelMatrix ofRows(double[] matrix, int[] rows, int columns) {
        int[] sources = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            sources[i] = Math.multiplyExact(rows[i], columns);
            Objects.checkFromIndexSize(sources[i], columns, matrix.length);
        }
        return new FloatPanelMatrix(layOut(matrix, sources, columns), rows.length, columns);
    }

    private static float[] layOut(double[] matrix, int[] sources, int columns) {
        int all = sources.length;
        int padded = Math.addExact(all, MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        float[] values = new float[Math.multiplyExact(padded, columns)];
        for (int block = 0; block < all; block += BLOCK) {
            int width = Math.min(BLOCK, padded - block);
            int end = Math.min(block + width, all);
            int row = block;
            for (; row <= end - 4; row += 4) {
                copy(matrix, sources[row], sources[row + 1], sources[row + 2], sources[row + 3], columns, values,
                        block * columns + row - block, width);
            }
            for (; row < end; row++) {
                for (int k = 0; k < columns; k++) {
                    values[block * columns + k * width + row - block] = (float) matrix[sources[row] + k];
                }
            }
        }
        return values;
    }

    /** Copies four rows at a time, so that the lines of the result are in the cache for fewer passes. */
    private static void copy(double[] matrix, int row0, int row1, int row2, int row3, int columns, float[] values, int target, int width) {
        for (int k = 0; k < columns; k++) {
            int place = target + k * width;
            values[place] = (float) matrix[row0 + k];
            values[place + 1] = (float) matrix[row1 + k];
            values[place + 2] = (float) matrix[row2 + k];
            values[place + 3] = (float) matrix[row3 + k];
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
