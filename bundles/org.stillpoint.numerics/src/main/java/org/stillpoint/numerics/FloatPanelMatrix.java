package org.stillpoint.numerics;

import java.util.Objects;
import org.stillpoint.numerics.internal.ProductKernels;

/**
 * A matrix in single precision laid out once for many products by {@link PanelProducts}: blocks of rows, each column by column, the last
 * block filled up with zeros to whole registers. Immutable.
 */
public final class FloatPanelMatrix {

    private static final int BLOCK = ProductKernels.FLOAT_BLOCK;
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
        int padded = Math.addExact(rows, MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        float[] values = new float[Math.multiplyExact(padded, columns)];
        for (int block = 0; block < rows; block += BLOCK) {
            int width = Math.min(BLOCK, padded - block);
            for (int row = block; row < Math.min(block + width, rows); row++) {
                for (int k = 0; k < columns; k++) {
                    values[block * columns + k * width + row - block] = (float) matrix[offset + row * columns + k];
                }
            }
        }
        return new FloatPanelMatrix(values, rows, columns);
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
