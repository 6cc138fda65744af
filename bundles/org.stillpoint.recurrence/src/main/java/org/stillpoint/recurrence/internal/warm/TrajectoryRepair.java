package org.stillpoint.recurrence.internal.warm;

import org.stillpoint.api.Status;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Counters;
import org.stillpoint.recurrence.internal.run.Residual;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;

/**
 * Makes an earlier trajectory one of a problem that was changed here and there: wherever a state is not what its predecessor and the input
 * lead to, the recurrence is run on from there until its states merge with the old ones again. The work is one evaluation of all steps at
 * once, and one step after the other only for the parts that changed.
 */
public final class TrajectoryRepair {

    private static final int LANES = 64;
    private static final int STEPS_BETWEEN_REPORTS = 256;

    private final Stretch stretch;
    private final Session session;
    private final int size;
    private final CellKernel kernel;
    private final double[] previous;
    private final double[] drive;
    private final double[] next;
    private final double[] state;
    private final double[] driveOfStep;
    private final double[] following;
    private long recomputed;

    private TrajectoryRepair(Stretch stretch, Session session) {
        this.stretch = stretch;
        this.session = session;
        size = stretch.size();
        int lanes = Math.min(LANES, stretch.steps);
        kernel = stretch.cell.kernel(lanes);
        previous = new double[size * lanes];
        drive = new double[stretch.cell.driveSize() * lanes];
        next = new double[size * lanes];
        state = new double[size];
        driveOfStep = new double[stretch.cell.driveSize()];
        following = new double[size];
    }

    /**
     * Repairs the states that a stretch has.
     *
     * @param tolerance the largest difference at which states count as merged, relative as the residual is; 0 for the same bits as a
     *     sequential run of the changed parts
     */
    public static StretchResult solve(Stretch stretch, double tolerance, Session session) {
        TrajectoryRepair repair = new TrajectoryRepair(stretch, session);
        double scale;
        double next = largestState(stretch);
        double residual;
        boolean finished = true;
        do {
            scale = next;
            for (int b = 0; b < stretch.batch && finished; b++) {
                finished = repair.sequence(b, tolerance * scale);
            }
            residual = finished ? new Residual(stretch).measure() : Residual.ofInterrupted(stretch);
            next = largestState(stretch);
            // Old states that were far too large have made the tolerance too wide.
        } while (finished && residual > session.tolerance() && next < scale);
        session.count(Counters.RECOMPUTED_STEPS, repair.recomputed);
        Status status = Status.CONVERGED;
        if (!finished || !session.proceed(1 + (double) repair.recomputed / (stretch.batch * (double) stretch.steps), residual)) {
            status = session.interruption();
        } else if (!(residual <= session.tolerance())) {
            status = Double.isFinite(residual) ? Status.STAGNATED : Status.NONFINITE;
        }
        return new StretchResult(status, 1, residual);
    }

    private static double largestState(Stretch stretch) {
        return Math.max(1, VectorKernels.maxAbs(stretch.states, 0, stretch.states.length));
    }

    /** Repairs one sequence; false if the session said stop. */
    private boolean sequence(int b, double tolerance) {
        int from = 0;
        while (from < stretch.steps) {
            int count = Math.min(LANES, stretch.steps - from);
            int wrong = firstDefect(b, from, count, tolerance);
            from += wrong;
            if (wrong < count) {
                from = runOn(b, from, tolerance);
            }
            if (from < 0) {
                return false;
            }
            session.solved((double) b * stretch.steps + from);
            if (!session.proceed()) {
                return false;
            }
        }
        return true;
    }

    /** The first of some steps whose state is not what its predecessor leads to; their number if all are. */
    private int firstDefect(int b, int from, int count, double tolerance) {
        stretch.gatherBefore(b, from, count, previous);
        kernel.drive(stretch.input, stretch.inputOffset(b, from), stretch.inputSize(), count, drive, 0);
        kernel.step(previous, 0, drive, 0, count, next, 0);
        for (int lane = 0; lane < count; lane++) {
            int offset = stretch.stateOffset(b, from + lane);
            for (int k = 0; k < size; k++) {
                if (!(Math.abs(stretch.states[offset + k] - next[k * count + lane]) <= tolerance)) {
                    return lane;
                }
            }
        }
        return count;
    }

    /** Runs on from a step until the states merge with the old ones; the first step after that, or -1 if the session said stop. */
    private int runOn(int b, int from, double tolerance) {
        System.arraycopy(stretch.before(from), stretch.beforeOffset(b, from), state, 0, size);
        for (int step = from; step < stretch.steps; step++) {
            if ((step - from) % STEPS_BETWEEN_REPORTS == 0 && !session.proceed()) {
                return -1;
            }
            kernel.drive(stretch.input, stretch.inputOffset(b, step), stretch.inputSize(), 1, driveOfStep, 0);
            kernel.step(state, 0, driveOfStep, 0, 1, following, 0);
            recomputed++;
            int offset = stretch.stateOffset(b, step);
            double difference = 0;
            for (int k = 0; k < size; k++) {
                difference = Math.max(difference, Math.abs(following[k] - stretch.states[offset + k]));
            }
            if (step > from && difference <= tolerance) {
                return step;
            }
            System.arraycopy(following, 0, stretch.states, offset, size);
            System.arraycopy(following, 0, state, 0, size);
        }
        return stretch.steps;
    }
}
