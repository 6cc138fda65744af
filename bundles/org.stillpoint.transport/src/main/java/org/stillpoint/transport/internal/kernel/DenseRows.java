package org.stillpoint.transport.internal.kernel;

import java.util.Arrays;
import org.stillpoint.numerics.GibbsKernels;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * A matrix of costs, row by row, and the loops over its rows that threads share: soft minima, and the marginals of plans. Every chunk of
 * rows adds to column sums of its own, which are then added in the order of the chunks.
 */
public final class DenseRows implements SoftMinimum {

    /** A loop over rows: called for one after the other within a chunk. */
    @FunctionalInterface
    public interface RowTask {

        /**
         * Treats one row.
         *
         * @param row the row
         * @param columns the array of the sums over columns
         * @param offset where those of this chunk begin
         * @param scratch room for a row, from the same offset on
         * @return what to add up over the rows
         */
        double run(int row, double[] columns, int offset, double[] scratch);
    }

    private final double[] costs;
    private final int sources;
    private final int targets;
    private final ThreadTeam team;
    private final Watch watch;
    private final Thread owner = Thread.currentThread();
    private final RowChunks chunks;
    private final double[] columns;
    private final double[] scratch;
    private final double[] sums;
    private final ThreadTeam.Task chunkTask = this::runChunk;
    private RowTask task;
    private volatile boolean interrupted;

    /**
     * Rows for one thread at a time.
     *
     * @param costs the costs, row-major
     * @param sources the number of rows
     * @param targets the number of columns
     */
    public DenseRows(double[] costs, int sources, int targets, ThreadTeam team, Watch watch) {
        this.costs = costs;
        this.sources = sources;
        this.targets = targets;
        this.team = team;
        this.watch = watch;
        chunks = RowChunks.of(sources, targets);
        columns = new double[Math.multiplyExact(chunks.count(), targets)];
        scratch = new double[columns.length];
        sums = new double[chunks.count()];
    }

    @Override
    public int sources() {
        return sources;
    }

    @Override
    public int targets() {
        return targets;
    }

    /** The costs, row-major. */
    public double[] costs() {
        return costs;
    }

    /** The number of chunks of rows; that of a row task is its offset divided by the number of targets. */
    public int chunks() {
        return chunks.count();
    }

    /** The first row of a chunk. */
    public int firstRow(int chunk) {
        return chunks.from(chunk);
    }

    /** Whether a loop was interrupted; what it was to compute is then undefined. */
    public boolean interrupted() {
        return interrupted;
    }

    /** Lets loops run again after an interruption. */
    public void resume() {
        interrupted = false;
    }

    /**
     * Runs a loop over all rows. The sums over columns start at the given number.
     *
     * @return the sum of what the rows returned
     */
    public double run(RowTask rowTask, double initial) {
        Arrays.fill(columns, initial);
        task = rowTask;
        team.run(chunkTask, chunks.count());
        double sum = 0;
        for (double part : sums) {
            sum += part;
        }
        return sum;
    }

    private void runChunk(int chunk) {
        boolean asks = Thread.currentThread() == owner;
        int to = chunks.to(chunk);
        int offset = chunk * targets;
        double sum = 0;
        if (asks && !interrupted && !watch.goOn()) {
            interrupted = true;
        }
        for (int row = chunks.from(chunk); row < to && !interrupted; row++) {
            sum += task.run(row, columns, offset, scratch);
        }
        sums[chunk] = sum;
    }

    /** Adds up the sums over columns that the chunks made. */
    public void columnSums(double[] result) {
        System.arraycopy(columns, 0, result, 0, targets);
        for (int chunk = 1; chunk < chunks.count(); chunk++) {
            VectorKernels.axpy(1, columns, chunk * targets, result, 0, targets);
        }
    }

    /** The least of what the chunks found for each column. */
    void columnMinima(double[] result) {
        System.arraycopy(columns, 0, result, 0, targets);
        for (int chunk = 1; chunk < chunks.count(); chunk++) {
            for (int j = 0; j < targets; j++) {
                result[j] = Math.min(result[j], columns[chunk * targets + j]);
            }
        }
    }

    /** The soft minimum of one row; positive infinity where all g are negative infinity. */
    double overTargets(int row, double[] g, double epsilon, double[] room, int offset) {
        double least = -largestDifference(row, g, room, offset);
        if (Double.isInfinite(least)) {
            return least;
        }
        return least - epsilon * Math.log(GibbsKernels.row(g, 0, costs, row * targets, least, 1 / epsilon, room, offset, targets));
    }

    /** The largest g_j - C_ij of a row. */
    public double largestDifference(int row, double[] g, double[] room, int offset) {
        int start = row * targets;
        for (int j = 0; j < targets; j++) {
            room[offset + j] = g[j] - costs[start + j];
        }
        return VectorKernels.max(room, offset, targets);
    }

    @Override
    public void overTargets(double[] g, double epsilon, double[] result) {
        run((row, sumsOfColumns, offset, room) -> {
            result[row] = overTargets(row, g, epsilon, room, offset);
            return 0;
        }, 0);
    }

    @Override
    public void overSources(double[] f, double epsilon, double[] result) {
        leastDifferences(f, result);
        if (interrupted) {
            return;
        }
        double[] least = result.clone();
        for (int j = 0; j < targets; j++) {
            least[j] = Double.isInfinite(least[j]) ? 0 : least[j];
        }
        run((row, sumsOfColumns, offset, room) -> {
            if (f[row] > Double.NEGATIVE_INFINITY) {
                GibbsKernels.row(least, 0, costs, row * targets, f[row], 1 / epsilon, room, offset, targets);
                VectorKernels.axpy(1, room, offset, sumsOfColumns, offset, targets);
            }
            return 0;
        }, 0);
        double[] totals = new double[targets];
        columnSums(totals);
        for (int j = 0; j < targets; j++) {
            result[j] = Double.isInfinite(result[j]) ? result[j] : result[j] - epsilon * Math.log(totals[j]);
        }
    }

    /** The least C_ij - f_i of each column. */
    void leastDifferences(double[] f, double[] result) {
        run((row, minima, offset, room) -> {
            lower(minima, offset, f[row], row);
            return 0;
        }, Double.POSITIVE_INFINITY);
        columnMinima(result);
    }

    /** Lowers the minima to C_ij - f_i of one row. */
    void lower(double[] minima, int offset, double potential, int row) {
        int start = row * targets;
        for (int j = 0; j < targets; j++) {
            minima[offset + j] = Math.min(minima[offset + j], costs[start + j] - potential);
        }
    }

    /**
     * The marginals of the plan exp((F_i + G_j - C_ij) / epsilon).
     *
     * @param plan receives the plan, row-major; null for none
     */
    public void marginals(double[] kernelF, double[] kernelG, double epsilon, double[] rowSums, double[] sumsOfColumns, double[] plan) {
        run((row, columnsOfChunk, offset, room) -> {
            double[] entries = plan == null ? room : plan;
            int start = plan == null ? offset : row * targets;
            rowSums[row] = GibbsKernels.row(kernelG, 0, costs, row * targets, kernelF[row], 1 / epsilon, entries, start, targets);
            VectorKernels.axpy(1, entries, start, columnsOfChunk, offset, targets);
            return 0;
        }, 0);
        columnSums(sumsOfColumns);
    }

    /**
     * The least costs left: F0_i = min over j of C_ij - G_j, then G0_j = min over i of C_ij - F0_i. Every row and every column of
     * exp((F0_i + G0_j - C_ij) / epsilon) has the largest entry 1.
     */
    public void leastCosts(double[] kernelG, double[] baseF, double[] baseG) {
        run((row, minima, offset, room) -> {
            baseF[row] = -largestDifference(row, kernelG, room, offset);
            lower(minima, offset, baseF[row], row);
            return 0;
        }, Double.POSITIVE_INFINITY);
        columnMinima(baseG);
    }

    /** The matrix exp((F0_i + G0_j - C_ij) / epsilon), row-major. */
    public void kernel(double[] baseF, double[] baseG, double epsilon, double[] result) {
        run((row, columnsOfChunk, offset, room) -> {
            GibbsKernels.row(baseG, 0, costs, row * targets, baseF[row], 1 / epsilon, result, row * targets, targets);
            return 0;
        }, 0);
    }
}
