package org.stillpoint.transport.internal.kernel;

/**
 * Cuts the rows of a matrix into chunks of about equally many entries. How it does so depends on the shape of the matrix alone, so that
 * sums made chunk by chunk have the same bits for every number of threads.
 *
 * @param rows the number of rows
 * @param count the number of chunks
 */
record RowChunks(int rows, int count) {

    /** What a thread does in some hundredth of a millisecond. */
    private static final int ENTRIES = 1 << 16;
    private static final int MOST = 64;

    /** The chunks of a matrix. */
    static RowChunks of(int rows, int columns) {
        long entries = (long) rows * columns;
        return new RowChunks(rows, (int) Math.max(1, Math.min(Math.min(MOST, rows), entries / ENTRIES)));
    }

    /** The first row of a chunk. */
    int from(int chunk) {
        return (int) ((long) rows * chunk / count);
    }

    /** The row after the last of a chunk. */
    int to(int chunk) {
        return from(chunk + 1);
    }
}
