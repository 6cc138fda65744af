package org.stillpoint.transport.internal.cloud;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.api.SolverException;
import org.stillpoint.numerics.PairSums;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.instance.CostUnits;

/**
 * The largest and the mean cost between two clouds. For the mean every pair is visited; for the largest alone only those that boxes do not
 * prove smaller than what was found. Chunks of rows are treated by one thread each, so the results do not depend on the number of threads.
 */
final class CostRange {

    private final PointCloud rows;
    private final PointCloud columns;
    private final PairCost cost;
    private final boolean everyPair;
    private final double[] largest;
    private final double[] sums;
    private volatile double best;
    private volatile boolean finite = true;
    private volatile boolean stopped;

    private CostRange(PointCloud rows, PointCloud columns, PairCost cost, boolean everyPair) {
        this.rows = rows;
        this.columns = columns;
        this.cost = cost;
        this.everyPair = everyPair;
        int chunks = (rows.size() + PointCloud.CHUNK - 1) / PointCloud.CHUNK;
        largest = new double[chunks];
        sums = new double[chunks];
    }

    /**
     * Finds the units.
     *
     * @param mean whether the mean is needed; otherwise it is NaN
     * @param proceed asked by the calling thread whether to go on; if not, the units are NaN
     * @throws SolverException if a cost is not finite
     */
    static CostUnits of(PointCloud rows, PointCloud columns, PairCost cost, boolean mean, ThreadTeam team, BooleanSupplier proceed)
            throws SolverException {
        CostRange range = new CostRange(rows, columns, cost, mean);
        Thread caller = Thread.currentThread();
        int chunks = range.sums.length;
        for (int first = 0; first < chunks; first += ThreadTeam.MOST_CHUNKS) {
            int start = first;
            team.run(chunk -> {
                if (Thread.currentThread() == caller && !proceed.getAsBoolean()) {
                    range.stopped = true;
                }
                if (!range.stopped) {
                    range.chunk(start + chunk);
                }
            }, Math.min(chunks - first, ThreadTeam.MOST_CHUNKS));
        }
        if (range.stopped) {
            return new CostUnits(Double.NaN, Double.NaN);
        }
        if (!range.finite) {
            throw new SolverException("a cost between the points is not finite; expected points whose costs are finite numbers");
        }
        double sum = Arrays.stream(range.sums).sum();
        return new CostUnits(Arrays.stream(range.largest).max().orElse(0), mean ? sum / rows.size() : Double.NaN);
    }

    private void chunk(int chunk) {
        double[] costs = new double[PairSums.ROWS * PointCloud.TILE];
        int first = chunk * PointCloud.CHUNK;
        int last = Math.min(first + PointCloud.CHUNK, rows.size());
        double high = 0;
        double sum = 0;
        for (int tile = 0; tile < columns.tiles(); tile++) {
            double bound = cost.largest(rows.chunkBoxes(), chunk, columns.tileBoxes(), tile, rows.dimension());
            if (!everyPair && bound <= Math.max(high, best)) {
                continue;
            }
            int width = columns.columns(tile);
            int used = Math.min(PointCloud.TILE, columns.size() - tile * PointCloud.TILE);
            for (int block = first / PairSums.ROWS; block * PairSums.ROWS < last; block++) {
                cost.costs(rows, block, columns, tile, costs);
                for (int row = 0; row < Math.min(PairSums.ROWS, last - block * PairSums.ROWS); row++) {
                    double rowSum = 0;
                    for (int j = row * width; j < row * width + used; j++) {
                        high = Math.max(high, Math.abs(costs[j]));
                        rowSum += costs[j];
                    }
                    sum += rowSum / columns.size();
                }
            }
        }
        if (!(high < Double.POSITIVE_INFINITY) || Double.isNaN(sum)) {
            finite = false;
        }
        largest[chunk] = high;
        sums[chunk] = sum;
        best = Math.max(best, high);
    }
}
