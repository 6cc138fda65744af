package org.stillpoint.recurrence.internal.shooting;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Runs lanes through their chunks side by side, tile by tile. Repairs compare each new state with the one that is there, and leave a lane
 * where the two are the same up to the tolerance: from there on the states that are there follow, so that the difference at this one
 * step is all of the lane's residual. Used by one thread.
 */
final class ChunkRun {

    private final Stretch stretch;
    private final Chunks chunks;
    private final Seams seams;
    private final StepTiles tiles;
    private final double tolerance;
    private final int size;
    private final int tileSteps;
    private final int repairSteps;
    private final Tile tile;
    private final int[] lanes;
    private final double[] state;
    /** A new state of a lane. */
    private final double[] next;
    private final double[] product;
    /** Where the lanes write states next. */
    private final int[] offsets;
    private int count;
    private int position;
    private boolean repair;
    private long evaluations;
    private long rounds;

    /**
     * A run.
     *
     * @param tiles evaluates the cell
     * @param tileSteps the most steps that it takes at a time
     * @param repairSteps the most in repairs, which end as soon as states merge
     * @param capacity the most lanes
     * @param tolerance the difference up to which states count as the same
     */
    ChunkRun(Stretch stretch, Chunks chunks, Seams seams, StepTiles tiles, int tileSteps, int repairSteps, int capacity,
            double tolerance) {
        this.stretch = stretch;
        this.chunks = chunks;
        this.seams = seams;
        this.tiles = tiles;
        this.tolerance = tolerance;
        size = stretch.size();
        this.tileSteps = tileSteps;
        this.repairSteps = repairSteps;
        tile = new Tile(stretch, capacity);
        lanes = tile.lane;
        offsets = new int[capacity];
        state = new double[size * capacity];
        next = new double[size];
        product = seams.entriesOfProduct() == 0 ? null : new double[seams.entriesOfProduct() * capacity];
    }

    /**
     * Takes lanes to be run from the initial states of their sequences, in first lanes, and from guesses in the others: the states before
     * them if those are there, or else one step from the initial state.
     */
    void beginPrediction(int first, int number) {
        begin(number, false);
        for (int i = 0; i < number; i++) {
            int lane = first + i;
            lanes[i] = lane;
            int sequence = chunks.sequence(lane);
            for (int k = 0; k < size; k++) {
                state[k * number + i] = stretch.initial[sequence * size + k];
            }
            if (stretch.guessed || chunks.first(lane)) {
                seams.enter(lane, seams.before(lane), seams.beforeOffset(lane));
            }
        }
        if (!stretch.guessed) {
            guess();
        }
        for (int i = 0; i < number; i++) {
            seams.entry(lanes[i], state, i, number);
        }
    }

    private void guess() {
        position = -1;
        prepare(1);
        tiles.run(tile, state, null);
        for (int i = 0; i < count; i++) {
            if (!chunks.first(lanes[i])) {
                seams.enter(lanes[i], state, i, count);
            }
        }
        position = 0;
    }

    /** Takes lanes to be repaired from the states that the seams have for them. */
    void beginRepair(int[] open, int first, int number) {
        begin(number, true);
        for (int i = 0; i < number; i++) {
            lanes[i] = open[first + i];
            seams.entry(lanes[i], state, i, number);
        }
    }

    /**
     * Settles those of some lanes whose first states follow, up to the tolerance, from the states before them.
     *
     * @return the evaluations it took
     */
    long check(int[] open) {
        for (int first = 0; first < open.length; first += lanes.length) {
            begin(Math.min(lanes.length, open.length - first), true);
            for (int i = 0; i < count; i++) {
                lanes[i] = open[first + i];
                double[] before = seams.before(lanes[i]);
                for (int k = 0; k < size; k++) {
                    state[k * count + i] = before[seams.beforeOffset(lanes[i]) + k];
                }
            }
            prepare(1);
            tiles.run(tile, state, null);
            for (int i = 0; i < count; i++) {
                double change = change(i, 0);
                if (change <= tolerance && seams.mergeableFrom(lanes[i]) == 0) {
                    seams.enter(lanes[i], seams.before(lanes[i]), seams.beforeOffset(lanes[i]));
                    seams.merges(lanes[i], 0, change);
                }
            }
        }
        count = 0;
        return open.length;
    }

    private void begin(int number, boolean repairs) {
        count = number;
        repair = repairs;
        position = 0;
        evaluations = 0;
        rounds = 0;
        if (product != null) {
            Arrays.fill(product, 0);
            int block = stretch.cell.jacobianStructure().block();
            int part = size / block * number;
            for (int p = 0; p < block; p++) {
                Arrays.fill(product, (p * block + p) * part, (p * block + p + 1) * part, 1);
            }
        }
    }

    /** Runs until about so many evaluations more are done, or all lanes have ended; answers whether lanes remain. */
    boolean advance(long most) {
        long stop = evaluations + most;
        while (count > 0 && evaluations < stop) {
            runTile();
        }
        return count > 0;
    }

    /** The evaluations since the beginning. */
    long evaluations() {
        return evaluations;
    }

    /** The steps since the beginning in which some lane ran. */
    long rounds() {
        return rounds;
    }

    /** Leaves the lanes that remain where they are. */
    void abandon() {
        for (int i = 0; i < count; i++) {
            seams.breaks(lanes[i], position);
        }
        count = 0;
    }

    private void runTile() {
        int longest = 0;
        for (int i = 0; i < count; i++) {
            longest = Math.max(longest, remaining(lanes[i]));
        }
        int steps = Math.min(repair ? Math.min(repairSteps, tileSteps - position % tileSteps) : tileSteps, longest);
        prepare(steps);
        tiles.run(tile, state, product);
        evaluations += (long) steps * count;
        rounds += steps;
        if (!repair) {
            store();
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean stays = repair ? compare(i, steps) : remaining(lanes[i]) > steps || end(i);
            if (stays) {
                lanes[kept] = lanes[i];
                move(i, kept++);
            }
        }
        position += steps;
        shrink(kept);
    }

    private int remaining(int lane) {
        return chunks.to(lane) - chunks.from(lane) - position;
    }

    /** Sets the tile to the next steps; what the lanes read for the step before their first one is not there for the first lane. */
    private void prepare(int steps) {
        tile.steps = steps;
        tile.lanes = count;
        tile.position = position;
        for (int i = 0; i < count; i++) {
            int step = chunks.from(lanes[i]) + position;
            tile.from[i] = step < 0 ? 0 : stretch.inputOffset(chunks.sequence(lanes[i]), step);
            tile.remaining[i] = step < 0 ? 0 : remaining(lanes[i]);
        }
    }

    private void store() {
        for (int i = 0; i < count; i++) {
            offsets[i] = stretch.stateOffset(chunks.sequence(lanes[i]), chunks.from(lanes[i]) + position);
        }
        tiles.store(tile, offsets, stretch.states);
    }

    /** Notes that a lane has come to its end by prediction; answers that it does not stay. */
    private boolean end(int i) {
        seams.ends(lanes[i], 0);
        keepProduct(i);
        return false;
    }

    /** Stores the new states of a lane up to where they merge with those that are there; answers whether steps remain. */
    private boolean compare(int i, int steps) {
        int lane = lanes[i];
        int valid = Math.min(steps, remaining(lane));
        int mergeable = seams.mergeableFrom(lane) - position;
        double change = 0;
        for (int s = 0; s < valid; s++) {
            change = change(i, s);
            if (position == 0 && s == 0) {
                seams.begins(lane, change);
            }
            if (change <= tolerance && s >= mergeable) {
                seams.merges(lane, position + s, change);
                return false;
            }
            System.arraycopy(next, 0, stretch.states, stretch.stateOffset(chunks.sequence(lane), chunks.from(lane) + position + s), size);
        }
        if (remaining(lane) > steps) {
            return true;
        }
        seams.ends(lane, change);
        keepProduct(i);
        return false;
    }

    /** Takes a new state out of the tile; answers its largest difference from the one that is there, NaN if a component is. */
    private double change(int i, int s) {
        tiles.state(tile, i, s, next);
        int there = stretch.stateOffset(chunks.sequence(lanes[i]), chunks.from(lanes[i]) + position + s);
        return Math.max(VectorKernels.maxDifference(stretch.states, there, next, 0, size),
                VectorKernels.maxDifference(next, 0, stretch.states, there, size));
    }

    private void keepProduct(int i) {
        if (product != null) {
            seams.product(lanes[i], product, i, count);
        }
    }

    /** Moves a lane to a column further left; the rows keep their length until {@link #shrink}. */
    private void move(int from, int to) {
        if (from == to) {
            return;
        }
        for (int k = 0; k < size; k++) {
            state[k * count + to] = state[k * count + from];
        }
        if (product != null) {
            for (int k = 0; k < seams.entriesOfProduct(); k++) {
                product[k * count + to] = product[k * count + from];
            }
        }
    }

    private void shrink(int kept) {
        if (kept < count) {
            shrink(state, size, kept);
            if (product != null) {
                shrink(product, seams.entriesOfProduct(), kept);
            }
            count = kept;
        }
    }

    private void shrink(double[] panel, int rows, int kept) {
        for (int k = 1; k < rows; k++) {
            System.arraycopy(panel, k * count, panel, k * kept, kept);
        }
    }
}
