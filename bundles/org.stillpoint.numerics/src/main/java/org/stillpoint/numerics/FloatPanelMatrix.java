package org.stillpoint.numerics;

import java.util.Objects;
import org.stillpoint.numerics.internal.ProductKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * A matrix in single precision laid out once for many products by {@link PanelProducts}: blocks of rows, each column by column, the last
 * block filled up with zeros to whole registers. Immutable.
 */
public final class FloatPanelMatrix {

    /** The rows of a block; the last one may have less. */
    public static final int BLOCK = ProductKernels.FLOAT_BLOCK;

    private static final int MULTIPLE = ProductKernels.FLOAT_MULTIPLE;

    private static final ThreadTeam ALONE = new ThreadTeam(Runnable::run, 1);

    final float[] values;
    private final int rows;
    private final int columns;
    private final double[] sums;

    private FloatPanelMatrix(double[] matrix, int[] sources, int columns, ThreadTeam team) {
        rows = sources.length;
        this.columns = columns;
        sums = new double[rows];
        int padded = Math.addExact(rows, MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        values = new float[Math.multiplyExact(padded, columns)];
        team.run(block -> layOut(matrix, sources, block * BLOCK), (rows + BLOCK - 1) / BLOCK);
    }

    /**
     * Lays a matrix out.
     *
     * @param matrix the entries row by row; they are copied, each rounded to single precision
     */
    public static FloatPanelMatrix of(double[] matrix, int offset, int rows, int columns) {
        return of(matrix, offset, rows, columns, ALONE);
    }

    /**
     * Lays a matrix out by several threads.
     *
     * @param matrix the entries row by row; they are copied, each rounded to single precision
     */
    public static FloatPanelMatrix of(double[] matrix, int offset, int rows, int columns, ThreadTeam team) {
        Objects.checkFromIndexSize(offset, Math.multiplyExact(rows, columns), matrix.length);
        int[] sources = new int[rows];
        for (int row = 0; row < rows; row++) {
            sources[row] = offset + row * columns;
        }
        return new FloatPanelMatrix(matrix, sources, columns, team);
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
        return new FloatPanelMatrix(matrix, sources, columns, ALONE);
    }

    /** Lays out the block of this first row. */
    private void layOut(double[] matrix, int[] sources, int block) {
        int width = Math.min(BLOCK, values.length / Math.max(1, columns) - block);
        int end = Math.min(block + width, rows);
        int row = block;
        for (; row <= end - 4; row += 4) {
            copy(matrix, sources, row, columns, values, block * columns + row - block, width, sums);
        }
        for (; row < end; row++) {
            double sum = 0;
            for (int k = 0; k < columns; k++) {
                double value = matrix[sources[row] + k];
                values[block * columns + k * width + row - block] = (float) value;
                sum += Math.abs(value);
            }
            sums[row] = sum;
        }
    }

    /** Copies four rows at a time, so that the lines of the result are in the cache for fewer passes. */
    private static void copy(double[] matrix, int[] sources, int row, int columns, float[] values, int target, int width, double[] sums) {
        int row0 = sources[row];
        int row1 = sources[row + 1];
        int row2 = sources[row + 2];
        int row3 = sources[row + 3];
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        for (int k = 0; k < columns; k++) {
            int place = target + k * width;
            double value0 = matrix[row0 + k];
            double value1 = matrix[row1 + k];
            double value2 = matrix[row2 + k];
            double value3 = matrix[row3 + k];
            values[place] = (float) value0;
            values[place + 1] = (float) value1;
            values[place + 2] = (float) value2;
            values[place + 3] = (float) value3;
            sum0 += Math.abs(value0);
            sum1 += Math.abs(value1);
            sum2 += Math.abs(value2);
            sum3 += Math.abs(value3);
        }
        sums[row] = sum0;
        sums[row + 1] = sum1;
        sums[row + 2] = sum2;
        sums[row + 3] = sum3;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** The sum of the absolute values of a row's entries, before they were rounded. */
    public double absoluteSum(int row) {
        return sums[row];
    }
}
