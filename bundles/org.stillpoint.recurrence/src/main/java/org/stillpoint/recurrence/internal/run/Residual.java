package org.stillpoint.recurrence.internal.run;

import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.CellKernel;

/** Measures |h_t - f(h_{t-1}, x_t)| over a stretch, many steps at once. Used by one thread. */
public final class Residual {

    /** So often the weights of a wide cell are used for each time that they are read. */
    private static final int MOST_LANES = 64;
    /** Of how many tiles of steps a sample takes one. */
    private static final int SAMPLED = 8;
    /** The operations of a few milliseconds. */
    private static final double QUICK = 1e7;

    private final Stretch stretch;
    private final int lanes;
    private final int tilesOfASequence;
    private final Meter meter;
    private final int distance;
    private final int tiles;

    /** A meter for a stretch. */
    public Residual(Stretch stretch) {
        this(stretch, 1);
    }

    /**
     * A meter for one of eight tiles of 64 steps, the first and the last included. That is enough where the same code computed all steps,
     * as in a sequential run, whose defects are the rounding of its precision.
     */
    public static Residual sampled(Stretch stretch) {
        return new Residual(stretch, SAMPLED);
    }

    /** The residual after the host said stop, where measuring it takes but a few milliseconds; otherwise NaN: it is not known. */
    public static double ofInterrupted(Stretch stretch) {
        return stretch.cell.operations() * stretch.steps * stretch.batch <= QUICK ? new Residual(stretch).measure() : Double.NaN;
    }

    private Residual(Stretch stretch, int distance) {
        this.stretch = stretch;
        this.distance = distance;
        lanes = Math.max(1, Math.min(MOST_LANES, stretch.steps));
        tilesOfASequence = (stretch.steps + lanes - 1) / lanes;
        tiles = (stretch.batch * tilesOfASequence - 1 + distance - 1) / distance + 1;
        meter = new Meter();
    }

    /** The residual of the states as they are, as {@link StretchResult} defines it; NaN if a state or a defect is. */
    public double measure() {
        meter.measure(0, tiles);
        return of(meter);
    }

    /** The same residual, measured by several threads. */
    public double measure(ThreadTeam team, int threads) {
        Meter[] meters = new Meter[Math.max(1, Math.min(threads, tiles))];
        for (int i = 0; i < meters.length; i++) {
            meters[i] = i == 0 ? meter : new Meter();
        }
        team.run(i -> meters[i].measure((int) ((long) tiles * i / meters.length), (int) ((long) tiles * (i + 1) / meters.length)),
                meters.length);
        return of(meters);
    }

    private static double of(Meter... meters) {
        double largestDefect = 0;
        double largestState = 0;
        for (Meter part : meters) {
            largestDefect = Math.max(largestDefect, part.largestDefect);
            largestState = Math.max(largestState, part.largestState);
        }
        return largestDefect / Math.max(1, largestState);
    }

    /** What one thread needs. */
    private final class Meter {

        private final CellKernel kernel = stretch.cell.kernel(lanes);
        private final double[] previous = new double[stretch.size() * lanes];
        private final double[] drive = new double[stretch.cell.driveSize() * lanes];
        private final double[] next = new double[stretch.size() * lanes];
        private double largestDefect;
        private double largestState;

        void measure(int firstTile, int endTile) {
            largestDefect = 0;
            largestState = 0;
            for (int i = firstTile; i < endTile; i++) {
                int tile = Math.min(i * distance, stretch.batch * tilesOfASequence - 1);
                int from = tile % tilesOfASequence * lanes;
                add(tile / tilesOfASequence, from, Math.min(lanes, stretch.steps - from));
            }
        }

        private void add(int sequence, int from, int count) {
            int size = stretch.size();
            stretch.gatherBefore(sequence, from, count, previous);
            kernel.drive(stretch.input, stretch.inputOffset(sequence, from), stretch.inputSize(), count, drive, 0);
            kernel.step(previous, 0, drive, 0, count, next, 0);
            for (int lane = 0; lane < count; lane++) {
                int offset = stretch.stateOffset(sequence, from + lane);
                for (int k = 0; k < size; k++) {
                    next[k * count + lane] -= stretch.states[offset + k];
                }
            }
            largestDefect = Math.max(largestDefect, VectorKernels.maxAbs(next, 0, size * count));
            largestState = Math.max(largestState, VectorKernels.maxAbs(stretch.states, stretch.stateOffset(sequence, from), size * count));
        }
    }
}
