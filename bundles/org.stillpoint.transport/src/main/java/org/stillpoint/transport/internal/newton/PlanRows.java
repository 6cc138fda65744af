package org.stillpoint.transport.internal.newton;

import java.util.Arrays;
import org.stillpoint.numerics.GibbsKernels;
import org.stillpoint.numerics.VectorKernels;

/**
 * The large entries of some rows of a plan, row by row. Where they stand together a row is kept as runs of columns, small entries between
 * the large ones included, so that products with it run on vector registers; otherwise as single entries with their columns.
 */
final class PlanRows {

    /** In how many times as many entries, of which the others are small, a row is still kept as runs. */
    private static final int SMALL_AMONG_LARGE = 2;
    /** Every so many rows it is looked at how to keep rows. */
    private static final int LOOK_EVERY = 16;

    /** From how many rows one can tell what all rows take. */
    private static final int SIMILAR_ROWS = 8;

    /** The first of the rows. */
    final int first;
    /** Where the values of each row start. */
    final int[] starts;
    /** Where the runs of each row start; a row without any is one of single entries. */
    final int[] runStarts;
    /** What the entries of each row add up to. */
    final double[] sums;
    /** The first columns of the runs. */
    int[] runFrom = new int[0];
    /** How many columns the runs have. */
    int[] runLength = new int[0];
    /** The columns of single entries. */
    int[] columns = new int[0];
    double[] values = new double[0];
    int rows;
    int size;

    private int runs;
    private boolean together;

    /**
     * No rows yet.
     *
     * @param first the first of the rows
     * @param most the most rows
     */
    PlanRows(int first, int most) {
        this.first = first;
        starts = new int[most + 1];
        runStarts = new int[most + 1];
        sums = new double[most];
    }

    /** Forgets all rows. */
    void clear() {
        rows = 0;
        size = 0;
        runs = 0;
    }

    /** Whether a row is kept as runs. */
    boolean together(int row) {
        return runStarts[row + 1] > runStarts[row];
    }

    /**
     * Keeps the next row.
     *
     * @param entries its entries, all of which are in the runs given
     * @param least entries are large if they are larger than that
     * @param factor what to multiply entries by
     */
    void keep(double[] entries, int offset, RowRuns found, double least, double factor) {
        int room = room(found, least);
        if (!together || rows % LOOK_EVERY == 0) {
            int single = keepSingle(entries, offset, found, least, factor);
            together = room <= (long) SMALL_AMONG_LARGE * single;
            size += together ? 0 : single;
        }
        if (together) {
            keepRuns(entries, offset, found, least, factor, room);
        }
        sums[rows] = VectorKernels.sum(values, starts[rows], size - starts[rows]);
        rows++;
        starts[rows] = size;
        runStarts[rows] = runs;
    }

    /** The entries of a row that is kept as runs. */
    private static int room(RowRuns found, double least) {
        int room = 0;
        for (int run = 0; run < found.count; run++) {
            for (int segment = first(found, run, found.first[run], least); segment < found.last[run];) {
                int end = end(found, run, segment, least);
                room += found.lengthOf(segment, end);
                segment = first(found, run, end, least);
            }
        }
        return room;
    }

    /** The first segment with a large entry, from one on; that after the last of the run if there is none. */
    private static int first(RowRuns found, int run, int from, double least) {
        int segment = from;
        while (segment < found.last[run] && !(found.largest[segment] > least)) {
            segment++;
        }
        return segment;
    }

    /** The segment after those with large entries; one between two of them counts as well, since short runs take longer. */
    private static int end(RowRuns found, int run, int from, double least) {
        int last = found.last[run];
        int segment = from;
        while (segment < last && (found.largest[segment] > least || segment + 1 < last && found.largest[segment + 1] > least)) {
            segment++;
        }
        return segment;
    }

    private int keepSingle(double[] entries, int offset, RowRuns found, double least, double factor) {
        int most = 0;
        for (int run = 0; run < found.count; run++) {
            most += found.length(run);
        }
        reserve(most);
        if (columns.length < values.length) {
            columns = Arrays.copyOf(columns, values.length);
        }
        int kept = 0;
        for (int run = 0; run < found.count; run++) {
            int from = found.from(run);
            int begin = size + kept;
            int taken = GibbsKernels.select(entries, offset + from, found.length(run), least, factor, columns, values, begin);
            for (int k = begin; k < begin + taken; k++) {
                columns[k] += from;
            }
            kept += taken;
        }
        return kept;
    }

    private void keepRuns(double[] entries, int offset, RowRuns found, double least, double factor, int room) {
        reserve(room);
        if (runFrom.length < runs + found.largest.length) {
            int length = Math.max(runs + found.largest.length, runs + runs / 2);
            runFrom = Arrays.copyOf(runFrom, length);
            runLength = Arrays.copyOf(runLength, length);
        }
        for (int run = 0; run < found.count; run++) {
            for (int segment = first(found, run, found.first[run], least); segment < found.last[run];) {
                int end = end(found, run, segment, least);
                int from = found.fromOf(segment);
                int length = found.lengthOf(segment, end);
                VectorKernels.scale(factor, entries, offset + from, values, size, length);
                runFrom[runs] = from;
                runLength[runs++] = length;
                size += length;
                segment = first(found, run, end, least);
            }
        }
    }

    private void reserve(int more) {
        if (values.length < size + more) {
            long likely = rows < SIMILAR_ROWS ? 0 : (long) (1.1 * (size + more) / (rows + 1) * sums.length);
            values = Arrays.copyOf(values, (int) Math.max(size + more, Math.min(Integer.MAX_VALUE - 8, Math.max(likely, 2L * size))));
        }
    }

    /** A row times a vector. */
    double product(int row, double[] x) {
        int from = starts[row];
        int to = starts[row + 1];
        double even = 0;
        double odd = 0;
        if (together(row)) {
            int at = from;
            for (int run = runStarts[row]; run < runStarts[row + 1]; run++) {
                even += VectorKernels.dot(values, at, x, runFrom[run], runLength[run]);
                at += runLength[run];
            }
            return even;
        }
        int k = from;
        for (; k < to - 1; k += 2) {
            even += values[k] * x[columns[k]];
            odd += values[k + 1] * x[columns[k + 1]];
        }
        return k < to ? even + odd + values[k] * x[columns[k]] : even + odd;
    }

    /** y = y + factor times a row. */
    void add(int row, double factor, double[] y) {
        if (together(row)) {
            int at = starts[row];
            for (int run = runStarts[row]; run < runStarts[row + 1]; run++) {
                VectorKernels.axpy(factor, values, at, y, runFrom[run], runLength[run]);
                at += runLength[run];
            }
        } else {
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                y[columns[k]] += values[k] * factor;
            }
        }
    }

    /** y = y + factor times the squares of a row. */
    void addSquares(int row, double factor, double[] y) {
        if (together(row)) {
            int at = starts[row];
            for (int run = runStarts[row]; run < runStarts[row + 1]; run++) {
                addSquares(values, at, runLength[run], factor, y, runFrom[run]);
                at += runLength[run];
            }
        } else {
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                y[columns[k]] += values[k] * values[k] * factor;
            }
        }
    }

    private static void addSquares(double[] x, int xOffset, int length, double factor, double[] y, int yOffset) {
        for (int k = 0; k < length; k++) {
            y[yOffset + k] += x[xOffset + k] * x[xOffset + k] * factor;
        }
    }
}
