package org.stillpoint.transport.internal.cloud;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.stillpoint.numerics.PairSums;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * The soft minima s_i = -epsilon log(sum over j of exp((g_j - C_ij) / epsilon)) of one cloud over another, without a matrix: chunks of rows
 * meet the tiles of the columns one by one, and each pair costs its distance and one power of two.
 *
 * <p>The exponents are shifted by the soft minima of the time before, which change little from one sweep to the next, so that no pass is
 * needed to find the largest. Where a sum leaves the safe range, the rows of its chunk are done again with shifts from their largest
 * exponents. Tiles are left out where the boxes around chunk and tile, the largest potential and the shift prove that they add
 * nothing; what they may add is summed up, and where that is more than the part {@link #NEGLIGIBLE} of a sum, the chunk is done again too.
 *
 * <p>A row is summed by one thread in an order that depends on the clouds alone, so the results do not depend on the number of threads.
 */
final class HalfStep {

    /** What leaving out tiles may cost, relative to a sum. */
    static final double NEGLIGIBLE = 0x1p-56;

    private static final double LN2 = Math.log(2);
    /** Sums within this power of two of one, and its reciprocal, are as if exponents had no limits. */
    private static final int SAFE_EXPONENT = 900;
    private static final double LARGEST_SAFE = Math.scalb(1.0, SAFE_EXPONENT);
    private static final double LEAST_SAFE = Math.scalb(1.0, -SAFE_EXPONENT);
    private static final double LARGEST_SHIFT = 0x1p49;
    /** Part of the largest cost or potential. */
    private static final double LEAST_EPSILON = 1e-200;
    /** The height of points without a part. */
    private static final double NO_PART = -1e300;
    /** Tiles are left out below this exponent, the logarithm of the number of columns subtracted: sums may fall short of one by 2^12. */
    private static final int LEAST_EXPONENT = -70;
    private static final int CHUNK_BLOCKS = PointCloud.CHUNK / PairSums.ROWS;
    private static final int CHUNK_LANES = PointCloud.CHUNK * PairSums.LANES;

    private final PointCloud rows;
    private final PointCloud columns;
    private final PairCost cost;
    private final double costFactor;
    private final double largestCost;
    private final ThreadTeam team;
    private final double[] heights;
    private final double[] tallest;
    /** The soft minima of the time before in the order of space, NaN where there are none. */
    private final double[] previous;
    private final ConcurrentLinkedQueue<Scratch> scratches = new ConcurrentLinkedQueue<>();

    private final SinglePrecision single;
    private boolean singleWanted;
    private boolean useSingle;
    private double scale;
    private double[] result;
    private double[] shares;
    private double[] masses;
    private int groupTiles;
    private BooleanSupplier goOn;
    private Thread caller;
    private volatile boolean stopped;

    /** What a thread needs for one chunk. */
    private final class Scratch {
        private final double[] costs = new double[PairSums.ROWS * PointCloud.TILE];
        private final double[] lanes = new double[CHUNK_LANES];
        private final double[] totals = new double[PointCloud.CHUNK];
        private final double[] largest = new double[PointCloud.CHUNK];
        private final long[] shifts = new long[PointCloud.CHUNK];
        private final double[] parts = new double[PointCloud.CHUNK * columns.tiles()];
        private final SinglePrecision.Scratch single = useSingle ? new SinglePrecision.Scratch() : null;
        private double skipped;
    }

    /**
     * Prepares the soft minima of the rows over the columns.
     *
     * @param costFactor what costs are multiplied by
     * @param largestCost the largest magnitude of a cost after that
     */
    HalfStep(PointCloud rows, PointCloud columns, PairCost cost, double costFactor, double largestCost, ThreadTeam team) {
        this.rows = rows;
        this.columns = columns;
        this.cost = cost;
        this.costFactor = costFactor;
        this.largestCost = largestCost;
        this.team = team;
        heights = new double[columns.tiles() * PointCloud.TILE];
        tallest = new double[columns.tiles()];
        previous = new double[rows.size()];
        Arrays.fill(previous, Double.NaN);
        single = SinglePrecision.supports(cost) ? new SinglePrecision(rows, columns) : null;
    }

    /**
     * Whether to sum in single precision where the exponents are accurate to {@link SinglePrecision#ACCURACY} there; ranges in which they
     * are not stay in double precision.
     */
    void single(boolean wanted) {
        singleWanted = wanted;
    }

    /** The number of chunks of rows. */
    int chunks() {
        return (rows.size() + PointCloud.CHUNK - 1) / PointCloud.CHUNK;
    }

    /** Whether there are soft minima of a time before, or guesses of them. */
    boolean isSeeded() {
        return !Double.isNaN(previous[0]);
    }

    /** Guesses soft minima, for points in the order in which they were given, so that the first time needs no pass to find the largest. */
    void seed(double[] guesses) {
        rows.gather(guesses, previous);
    }

    /** Computes the soft minima; the points in the order in which they were given. */
    void run(double[] potentials, double epsilon, double[] softMinima) {
        run(potentials, epsilon, softMinima, null, null, 1, () -> true);
    }

    /**
     * Computes the soft minima and, if asked for, how the mass of each chunk of rows spreads over the tiles of columns when each row i has
     * the mass masses_i and spreads it like exp((g_j - C_ij) / epsilon).
     *
     * @param orderedMasses masses of the rows in the order of space, or null
     * @param spread receives a row of numbers for each chunk, one for each group of tiles; or null
     * @param tilesOfGroup how many tiles make a group
     * @param proceed asked again and again by the calling thread whether to go on
     * @return whether the work was done; if not the results are worth nothing
     */
    boolean run(double[] potentials, double epsilon, double[] softMinima, double[] orderedMasses, double[] spread,
            int tilesOfGroup, BooleanSupplier proceed) {
        double unit = unit(potentials, epsilon);
        int[] order = columns.order();
        Arrays.fill(tallest, NO_PART);
        for (int place = 0; place < heights.length; place++) {
            heights[place] = place < order.length ? Math.max(potentials[order[place]] * unit, NO_PART) : NO_PART;
            tallest[place / PointCloud.TILE] = Math.max(tallest[place / PointCloud.TILE], heights[place]);
        }
        scale = costFactor * unit;
        boolean before = useSingle;
        useSingle = singleWanted && single != null && single.prepare(scale, heights);
        if (before != useSingle) {
            scratches.clear();
        }
        result = softMinima;
        masses = orderedMasses;
        shares = spread;
        groupTiles = tilesOfGroup;
        goOn = proceed;
        caller = Thread.currentThread();
        stopped = false;
        for (int first = 0; first < chunks() && !stopped; first += ThreadTeam.MOST_CHUNKS) {
            int start = first;
            team.run(chunk -> chunk(start + chunk, unit), Math.min(chunks() - first, ThreadTeam.MOST_CHUNKS));
        }
        return !stopped;
    }

    /**
     * The reciprocal of epsilon for powers of two; of an epsilon that makes no difference to one so small that exponents would overflow.
     */
    private double unit(double[] potentials, double epsilon) {
        double magnitude = largestCost;
        for (double potential : potentials) {
            magnitude = Math.max(magnitude, Double.isInfinite(potential) ? 0 : Math.abs(potential));
        }
        return 1 / (LN2 * Math.max(epsilon, LEAST_EPSILON * magnitude));
    }

    private void chunk(int chunk, double unit) {
        if (stopped) {
            return;
        }
        if (Thread.currentThread() == caller && !goOn.getAsBoolean()) {
            stopped = true;
            return;
        }
        Scratch scratch = scratches.poll();
        if (scratch == null) {
            scratch = new Scratch();
        }
        int from = chunk * PointCloud.CHUNK;
        int count = Math.min(PointCloud.CHUNK, rows.size() - from);
        boolean known = true;
        for (int row = 0; row < PointCloud.CHUNK; row++) {
            double before = row < count ? previous[from + row] : 0;
            known &= Double.isFinite(before);
            scratch.shifts[row] = shift(before * unit);
        }
        if (!known || !sum(chunk, count, scratch)) {
            shiftByMaxima(chunk, scratch);
            if (!sum(chunk, count, scratch)) {
                replaceUnsafe(count, scratch);
            }
        }
        finish(chunk, count, unit, scratch);
        scratches.add(scratch);
    }

    private static long shift(double exponent) {
        return (long) Math.rint(Math.max(-LARGEST_SHIFT, Math.min(LARGEST_SHIFT, exponent)));
    }

    /** Sums up the powers; false if sums left the safe range or too much may have been left out. */
    private boolean sum(int chunk, int count, Scratch scratch) {
        int firstBlock = chunk * CHUNK_BLOCKS;
        int blocks = Math.min(CHUNK_BLOCKS, rows.blockCount() - firstBlock);
        long highest = Long.MIN_VALUE;
        for (int row = 0; row < count; row++) {
            highest = Math.max(highest, scratch.shifts[row]);
        }
        double limit = LEAST_EXPONENT - Math.getExponent((double) columns.size());
        Arrays.fill(scratch.totals, 0);
        scratch.skipped = 0;
        for (int tile = 0; tile < columns.tiles(); tile++) {
            double bound = tallest[tile] + highest
                    - scale * cost.least(rows.chunkBoxes(), chunk, columns.tileBoxes(), tile, rows.dimension());
            int width = columns.columns(tile);
            boolean skip = bound < limit;
            if (skip) {
                scratch.skipped += width * Math.pow(2, bound);
            } else {
                Arrays.fill(scratch.lanes, 0);
            }
            if (useSingle && !skip) {
                single.sum(firstBlock, blocks, tile, scale, scratch.shifts, scratch.single, scratch.lanes);
            }
            for (int block = 0; block < blocks && !skip && !useSingle; block++) {
                cost.costs(rows, firstBlock + block, columns, tile, scratch.costs);
                PairSums.addPowers(scratch.costs, width, scale, heights, tile * PointCloud.TILE, scratch.shifts, block * PairSums.ROWS,
                        scratch.lanes, block * PairSums.ROWS * PairSums.LANES);
            }
            for (int row = 0; row < count; row++) {
                double part = skip ? 0 : PairSums.total(scratch.lanes, row * PairSums.LANES);
                if (shares != null) {
                    scratch.parts[row * columns.tiles() + tile] = part;
                }
                scratch.totals[row] += part;
            }
        }
        boolean safe = true;
        for (int row = 0; row < count; row++) {
            double total = scratch.totals[row];
            safe &= isSafe(total) && scratch.skipped <= NEGLIGIBLE * total;
        }
        return safe;
    }

    private boolean isSafe(double total) {
        return useSingle ? SinglePrecision.isSafe(total) : total >= LEAST_SAFE && total <= LARGEST_SAFE;
    }

    private void shiftByMaxima(int chunk, Scratch scratch) {
        int firstBlock = chunk * CHUNK_BLOCKS;
        int blocks = Math.min(CHUNK_BLOCKS, rows.blockCount() - firstBlock);
        Arrays.fill(scratch.lanes, Double.NEGATIVE_INFINITY);
        for (int tile = 0; tile < columns.tiles(); tile++) {
            for (int block = 0; block < blocks; block++) {
                cost.costs(rows, firstBlock + block, columns, tile, scratch.costs);
                PairSums.maxima(scratch.costs, columns.columns(tile), scale, heights, tile * PointCloud.TILE, scratch.lanes,
                        block * PairSums.ROWS * PairSums.LANES);
            }
        }
        for (int row = 0; row < blocks * PairSums.ROWS; row++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int lane = row * PairSums.LANES; lane < (row + 1) * PairSums.LANES; lane++) {
                largest = Math.max(largest, scratch.lanes[lane]);
            }
            scratch.largest[row] = largest;
            scratch.shifts[row] = shift(-largest);
        }
    }

    /** Where the largest exponent is beyond the precision of whole numbers it stands for the whole sum. */
    private void replaceUnsafe(int count, Scratch scratch) {
        for (int row = 0; row < count; row++) {
            double total = scratch.totals[row];
            if (!isSafe(total)) {
                scratch.totals[row] = Double.NaN;
            }
        }
    }

    private void finish(int chunk, int count, double unit, Scratch scratch) {
        int from = chunk * PointCloud.CHUNK;
        int tiles = columns.tiles();
        int groups = (tiles + groupTiles - 1) / groupTiles;
        if (shares != null) {
            Arrays.fill(shares, chunk * groups, (chunk + 1) * groups, 0);
        }
        for (int row = 0; row < count; row++) {
            double total = scratch.totals[row];
            double value = (total > 0 ? scratch.shifts[row] - Math.log(total) / LN2
                    : scratch.largest[row] > NO_PART / 2 ? -scratch.largest[row] : Double.POSITIVE_INFINITY) / unit;
            previous[from + row] = value;
            result[rows.order()[from + row]] = value;
            if (shares != null && total > 0) {
                double factor = masses[from + row] / total;
                for (int tile = 0; tile < tiles; tile++) {
                    shares[chunk * groups + tile / groupTiles] += factor * scratch.parts[row * tiles + tile];
                }
            }
        }
    }
}
