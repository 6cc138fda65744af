package org.stillpoint.blas.jblas.internal;

/**
 * An operand in an array of its own. jblas copies every array whole, and writes the one of the result back whole: that costs
 * time where the operand is a part of its array, and overwrites what another thread writes to another part. An operand that
 * fills its array is taken as it is.
 */
final class Compact {
    final double[] array;
    final int stride;
    private final double[] source;
    private final int rows;
    private final int columns;
    private final int offset;
    private final int sourceStride;

    private Compact(double[] array, int stride, double[] source, int rows, int columns, int offset, int sourceStride) {
        this.array = array;
        this.stride = stride;
        this.source = source;
        this.rows = rows;
        this.columns = columns;
        this.offset = offset;
        this.sourceStride = sourceStride;
    }

    /** An operand with its entries. */
    static Compact of(int rows, int columns, double[] source, int offset, int stride) {
        Compact compact = room(rows, columns, source, offset, stride);
        for (int i = 0; compact.array != source && i < rows; i++) {
            System.arraycopy(source, offset + i * stride, compact.array, i * columns, columns);
        }
        return compact;
    }

    /** An operand that will be written without being read. */
    static Compact room(int rows, int columns, double[] source, int offset, int stride) {
        boolean whole = (stride == columns || rows == 1) && source.length == rows * columns;
        return new Compact(whole ? source : new double[rows * columns], columns, source, rows, columns, offset, stride);
    }

    /** Writes the entries back. */
    void store() {
        for (int i = 0; array != source && i < rows; i++) {
            System.arraycopy(array, i * columns, source, offset + i * sourceStride, columns);
        }
    }

    /** Writes the entries of one triangle back. */
    void store(boolean upper) {
        for (int i = 0; array != source && i < rows; i++) {
            int start = upper ? i : 0;
            int end = upper ? columns : i + 1;
            System.arraycopy(array, i * columns + start, source, offset + i * sourceStride + start, end - start);
        }
    }

    void storeTransposed() {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i; j++) {
                double below = array[i * columns + j];
                source[offset + i * sourceStride + j] = array[j * columns + i];
                source[offset + j * sourceStride + i] = below;
            }
        }
    }
}
