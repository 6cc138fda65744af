package org.stillpoint.recurrence.internal.shooting;

import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Measures at a few places how long it takes until states forget where they were started from: two runs a few steps apart, each from the
 * guess that chunks are started from, see the same inputs until they agree.
 */
final class ForgettingProbe {

    /** Where runs are compared. */
    static final int PLACES = 4;
    /** How many steps earlier one of the two starts. */
    private static final int HEAD_START = 8;
    /** The probe takes one of so many steps of the sequence, within limits. */
    private static final int PART = 64;
    private static final int MOST_STEPS = 512;
    /** From here on the probe is worth its time. */
    private static final int SHORTEST_SEQUENCE = PART * PART;

    private final Stretch stretch;
    private final StepTiles tiles;
    private final double tolerance;
    private final int size;
    private final Tile tile;
    private long evaluations;

    /**
     * A probe.
     *
     * @param tiles evaluates the cell, for twice as many lanes as there are places
     * @param tolerance the difference up to which states count as the same
     */
    ForgettingProbe(Stretch stretch, StepTiles tiles, double tolerance) {
        this.stretch = stretch;
        this.tiles = tiles;
        this.tolerance = tolerance;
        size = stretch.size();
        tile = new Tile(stretch, 2 * PLACES);
    }

    /** Whether a sequence is long enough to be probed. */
    static boolean worthwhile(Stretch stretch) {
        return stretch.steps >= SHORTEST_SEQUENCE;
    }

    /** The evaluations it took. */
    long evaluations() {
        return evaluations;
    }

    /**
     * The mean of the numbers of steps until the runs agree, extrapolated where they do not within the probe; a run that is never
     * forgotten counts as one that lasts for the whole sequence. NaN if the session said stop.
     */
    double steps(Session session) {
        int[] place = new int[2 * PLACES];
        double[] early = start(place, PLACES, -HEAD_START);
        for (int step = -HEAD_START; step < 0; step++) {
            run(place, PLACES, step, early);
        }
        double[] late = start(place, PLACES, 0);
        double[] state = new double[2 * PLACES * size];
        for (int i = 0; i < PLACES; i++) {
            place[PLACES + i] = place[i];
            for (int k = 0; k < size; k++) {
                state[k * 2 * PLACES + i] = early[k * PLACES + i];
                state[k * 2 * PLACES + PLACES + i] = late[k * PLACES + i];
            }
        }
        double[] first = new double[PLACES];
        double[] change = new double[PLACES];
        double[] merged = new double[PLACES];
        differences(state, first);
        int most = Math.min(MOST_STEPS, stretch.steps / PART);
        int open = PLACES;
        for (int step = 0; step < most && open > 0; step++) {
            if (!session.proceed()) {
                return Double.NaN;
            }
            run(place, 2 * PLACES, step, state);
            differences(state, change);
            open = 0;
            for (int i = 0; i < PLACES; i++) {
                if (merged[i] == 0 && change[i] <= tolerance) {
                    merged[i] = step + 1;
                }
                open += merged[i] == 0 ? 1 : 0;
            }
        }
        double sum = 0;
        for (int i = 0; i < PLACES; i++) {
            sum += Math.min(merged[i] > 0 ? merged[i] : extrapolate(first[i], change[i], most), stretch.steps);
        }
        return sum / PLACES;
    }

    /** How long differences last that shrink at one rate. */
    private double extrapolate(double first, double last, int steps) {
        double target = Math.max(tolerance, Math.ulp(1.0));
        return last < first ? steps * Math.log(target / first) / Math.log(last / first) : Double.POSITIVE_INFINITY;
    }

    /** Guesses at the places: one step from the initial state of the sequence, with the input of the step before. */
    private double[] start(int[] place, int lanes, int shift) {
        double[] state = new double[size * lanes];
        for (int i = 0; i < lanes; i++) {
            place[i] = (int) ((i + 1L) * stretch.steps / (lanes + 1));
            for (int k = 0; k < size; k++) {
                state[k * lanes + i] = stretch.initial[sequence(i) * size + k];
            }
        }
        run(place, lanes, shift - 1, state);
        return state;
    }

    private int sequence(int lane) {
        return lane % PLACES % stretch.batch;
    }

    private void run(int[] place, int lanes, int step, double[] state) {
        for (int i = 0; i < lanes; i++) {
            tile.from[i] = stretch.inputOffset(sequence(i), place[i] + step);
            tile.remaining[i] = 1;
        }
        tile.steps = 1;
        tile.lanes = lanes;
        tiles.run(tile, state, null);
        evaluations += lanes;
    }

    private void differences(double[] state, double[] result) {
        for (int i = 0; i < PLACES; i++) {
            double largest = 0;
            for (int k = 0; k < size; k++) {
                largest = Math.max(largest, Math.abs(state[k * 2 * PLACES + i] - state[k * 2 * PLACES + PLACES + i]));
            }
            result[i] = largest;
        }
    }
}
