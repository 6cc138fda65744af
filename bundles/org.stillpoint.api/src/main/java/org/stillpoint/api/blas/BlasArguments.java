package org.stillpoint.api.blas;

/**
 * The argument checks of {@link Blas}, written once. Each throws an {@link IllegalArgumentException} that names the argument,
 * what it is and what was expected.
 */
public final class BlasArguments {

    private BlasArguments() {
    }

    /** Refuses a negative dimension. */
    public static void dimension(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + "; a dimension is at least 0");
        }
    }

    /** Refuses null. */
    public static void present(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is null");
        }
    }

    /** Refuses a matrix that does not lie within its array. */
    public static void matrix(String name, double[] array, int rows, int columns, int offset, int stride) {
        present(name, array);
        extent(name, array.length, rows, columns, offset, stride);
    }

    /** Refuses a matrix that does not lie within its array. */
    public static void matrix(String name, float[] array, int rows, int columns, int offset, int stride) {
        present(name, array);
        extent(name, array.length, rows, columns, offset, stride);
    }

    /** Refuses a vector that does not lie within its array. */
    public static void vector(String name, double[] array, int count, int offset) {
        matrix(name, array, 1, count, offset, Math.max(1, count));
    }

    /** Refuses a vector that does not lie within its array. */
    public static void vector(String name, float[] array, int count, int offset) {
        matrix(name, array, 1, count, offset, Math.max(1, count));
    }

    /** Refuses row exchanges that are missing or lead out of the matrix. */
    public static void pivots(int[] pivots, int count, int rows) {
        present("pivots", pivots);
        if (pivots.length < count) {
            throw new IllegalArgumentException("pivots has length " + pivots.length + "; at least " + count + " expected");
        }
        for (int i = 0; i < count; i++) {
            if (pivots[i] < 0 || pivots[i] >= rows) {
                throw new IllegalArgumentException(
                        "pivots[" + i + "] is " + pivots[i] + "; a row number from 0 to " + (rows - 1) + " expected");
            }
        }
    }

    /** Refuses a result that shares an entry with a factor. Both have passed {@link #matrix}. */
    public static void separate(String result, double[] c, int rowsC, int columnsC, int offsetC, int strideC,
            String factor, double[] a, int rowsA, int columnsA, int offsetA, int strideA) {
        if (c == a && overlap(rowsC, columnsC, offsetC, strideC, rowsA, columnsA, offsetA, strideA)) {
            throw new IllegalArgumentException(result + " overlaps " + factor);
        }
    }

    /** Refuses a result that shares an entry with a factor. Both have passed {@link #matrix}. */
    public static void separate(String result, float[] c, int rowsC, int columnsC, int offsetC, int strideC,
            String factor, float[] a, int rowsA, int columnsA, int offsetA, int strideA) {
        if (c == a && overlap(rowsC, columnsC, offsetC, strideC, rowsA, columnsA, offsetA, strideA)) {
            throw new IllegalArgumentException(result + " overlaps " + factor);
        }
    }

    private static void extent(String name, int length, int rows, int columns, int offset, int stride) {
        if (stride < Math.max(1, columns)) {
            throw new IllegalArgumentException(
                    "the stride of " + name + " is " + stride + "; at least " + Math.max(1, columns) + " expected");
        }
        if (offset < 0) {
            throw new IllegalArgumentException("the offset of " + name + " is " + offset + "; at least 0 expected");
        }
        if (rows > 0 && columns > 0 && offset + (rows - 1L) * stride + columns > length) {
            throw new IllegalArgumentException(name + " of " + rows + " by " + columns + " at offset " + offset + " with stride "
                    + stride + " does not fit its array of length " + length);
        }
    }

    /**
     * Whether two matrices of one array share an entry. Exact for equal strides, as of blocks of one matrix; with different
     * strides any crossing of the ranges counts.
     */
    private static boolean overlap(int rowsC, int columnsC, int offsetC, int strideC, int rowsA, int columnsA, int offsetA,
            int strideA) {
        if (rowsC == 0 || columnsC == 0 || rowsA == 0 || columnsA == 0
                || offsetC + (rowsC - 1L) * strideC + columnsC <= offsetA
                || offsetA + (rowsA - 1L) * strideA + columnsA <= offsetC) {
            return false;
        }
        int stride = rowsC == 1 && columnsC <= strideA ? strideA : strideC;
        boolean comparable = stride == strideA || rowsA == 1 && columnsA <= stride;
        if (!comparable) {
            return true;
        }
        int row = Math.floorDiv(offsetC - offsetA, stride);
        int column = Math.floorMod(offsetC - offsetA, stride);
        boolean direct = column < columnsA && row < rowsA && row + rowsC > 0;
        boolean wrapped = column + columnsC > stride && row + 1 < rowsA && row + 1 + rowsC > 0;
        return direct || wrapped;
    }
}
