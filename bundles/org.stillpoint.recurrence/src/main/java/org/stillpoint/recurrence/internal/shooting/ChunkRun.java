package org.stillpoint.recurrence.internal.shooting;

import java.util.Arrays;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.Transposition;

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
    private final int inputs;
    private final int tileSteps;
    private final Tile tile;
    private final int[] lanes;
    private final double[] state;
    private final double[] states;
    private final double[] product;
    /** Where the lanes read inputs or write states next. */
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
     * @param capacity the most lanes
     * @param tolerance the difference up to which states count as the same
     */
    ChunkRun(Stretch stretch, Chunks chunks, Seams seams, StepTiles tiles, int tileSteps, int capacity, double tolerance) {
        this.stretch = stretch;
        this.chunks = chunks;
        this.seams = seams;
        this.tiles = tiles;
        this.tolerance = tolerance;
        size = stretch.size();
        inputs = stretch.inputSize();
        this.tileSteps = tileSteps;
        tile = new Tile(inputs, tileSteps, capacity);
        lanes = tile.lane;
        offsets = new int[capacity];
        state = new double[size * capacity];
        states = new double[tileSteps * capacity * size];
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
        gather(1);
        tiles.run(tile, state, states, null);
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
            gather(1);
            tiles.run(tile, state, states, null);
            for (int i = 0; i < count; i++) {
                double change = change(i, 0, 1);
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
        int shortest = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            longest = Math.max(longest, remaining(lanes[i]));
            shortest = Math.min(shortest, remaining(lanes[i]));
        }
        int steps = Math.min(tileSteps, longest);
        boolean inside = steps < shortest;
        if (inside && inputs == 1) {
            gatherNumbers(steps);
        } else {
            gather(steps);
        }
        tiles.run(tile, state, states, product);
        evaluations += (long) steps * count;
        rounds += steps;
        if (inside && size == 1 && !repair) {
            storeNumbers(steps);
            position += steps;
            return;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean stays = repair ? compare(i, steps) : store(i, steps);
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

    private void begin(int steps) {
        tile.steps = steps;
        tile.lanes = count;
        tile.position = position;
    }

    /** Copies the inputs of the next steps into the tile; lanes that are at their end get zeros. */
    private void gather(int steps) {
        begin(steps);
        for (int i = 0; i < count; i++) {
            int lane = lanes[i];
            int step = chunks.from(lane) + position;
            int valid = step < 0 ? 0 : Math.min(steps, remaining(lane));
            int from = step < 0 ? 0 : stretch.inputOffset(chunks.sequence(lane), step);
            for (int s = 0; s < valid; s++) {
                int to = (s * count + i) * inputs;
                for (int j = 0; j < inputs; j++) {
                    tile.input[to + j] = stretch.input[from + s * inputs + j];
                }
            }
            for (int s = valid; s < steps; s++) {
                Arrays.fill(tile.input, (s * count + i) * inputs, (s * count + i + 1) * inputs, 0);
            }
        }
    }

    /** {@link #gather} for one input, and lanes none of which ends. */
    private void gatherNumbers(int steps) {
        begin(steps);
        for (int i = 0; i < count; i++) {
            offsets[i] = stretch.inputOffset(chunks.sequence(lanes[i]), chunks.from(lanes[i]) + position);
        }
        Transposition.toTile(stretch.input, offsets, 1, steps, count, tile.input, 0);
    }

    /** {@link #store} for states of one component, and lanes none of which ends. */
    private void storeNumbers(int steps) {
        for (int i = 0; i < count; i++) {
            offsets[i] = stretch.stateOffset(chunks.sequence(lanes[i]), chunks.from(lanes[i]) + position);
        }
        Transposition.fromTile(states, 0, offsets, 1, steps, count, stretch.states);
    }

    /** Stores the new states of a lane; answers whether steps remain. */
    private boolean store(int i, int steps) {
        int lane = lanes[i];
        int remaining = remaining(lane);
        write(i, steps, 0, Math.min(steps, remaining));
        if (remaining > steps) {
            return true;
        }
        seams.ends(lane, 0);
        keepProduct(i);
        return false;
    }

    private void write(int i, int steps, int first, int end) {
        int to = stretch.stateOffset(chunks.sequence(lanes[i]), chunks.from(lanes[i]) + position);
        for (int s = first; s < end; s++) {
            for (int k = 0; k < size; k++) {
                stretch.states[to + s * size + k] = states[(k * steps + s) * count + i];
            }
        }
    }

    /** Stores the new states of a lane up to where they merge with those that are there; answers whether steps remain. */
    private boolean compare(int i, int steps) {
        int lane = lanes[i];
        int valid = Math.min(steps, remaining(lane));
        int mergeable = seams.mergeableFrom(lane) - position;
        double change = 0;
        for (int s = 0; s < valid; s++) {
            change = change(i, s, steps);
            if (position == 0 && s == 0) {
                seams.begins(lane, change);
            }
            if (change <= tolerance && s >= mergeable) {
                seams.merges(lane, position + s, change);
                return false;
            }
            write(i, steps, s, s + 1);
        }
        if (remaining(lane) > steps) {
            return true;
        }
        seams.ends(lane, change);
        keepProduct(i);
        return false;
    }

    /** The largest difference between a new state in the tile and the one that is there; NaN if a component is. */
    private double change(int i, int s, int steps) {
        int to = stretch.stateOffset(chunks.sequence(lanes[i]), chunks.from(lanes[i]) + position + s);
        double change = 0;
        for (int k = 0; k < size; k++) {
            change = Math.max(change, Math.abs(stretch.states[to + k] - states[(k * steps + s) * count + i]));
        }
        return change;
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
