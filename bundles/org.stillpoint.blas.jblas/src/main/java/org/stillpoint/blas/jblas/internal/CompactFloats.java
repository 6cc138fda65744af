package org.stillpoint.blas.jblas.internal;

/** {@link Compact} in single precision. */
final class CompactFloats {
    final float[] array;
    final int stride;
    private final float[] source;
    private final int rows;
    private final int columns;
    private final int offset;
    private final int sourceStride;

    private CompactFloats(float[] array, int stride, float[] source, int rows, int columns, int offset, int sourceStride) {
        this.array = array;
        this.stride = stride;
        this.source = source;
        this.rows = rows;
        this.columns = columns;
        this.offset = offset;
        this.sourceStride = sourceStride;
    }

    /** An operand with its entries. */
    static CompactFloats of(int rows, int columns, float[] source, int offset, int stride) {
        CompactFloats compact = room(rows, columns, source, offset, stride);
        for (int i = 0; compact.array != source && i < rows; i++) {
            System.arraycopy(source, offset + i * stride, compact.array, i * columns, columns);
        }
        return compact;
    }

    /** An operand that will be written without being read. */
    static CompactFloats room(int rows, int columns, float[] source, int offset, int stride) {
        boolean whole = (stride == columns || rows == 1) && source.length == rows * columns;
        return new CompactFloats(whole ? source : new float[rows * columns], columns, source, rows, columns, offset, stride);
    }

    /** Writes the entries back. */
    void store() {
        for (int i = 0; array != source && i < rows; i++) {
            System.arraycopy(array, i * columns, source, offset + i * sourceStride, columns);
        }
    }
}
