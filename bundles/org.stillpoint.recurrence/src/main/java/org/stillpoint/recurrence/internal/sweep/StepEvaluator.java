package org.stillpoint.recurrence.internal.sweep;

import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Evaluates f(h_{t-1}, x_t) for many steps of a sequence at once, and how far each is from h_t. The drives of a sequence are computed once
 * and kept, where memory allows. Evaluating allocates nothing; the bits do not depend on the number of threads.
 */
final class StepEvaluator {

    private static final int MOST_LANES = 64;
    /** Up to this, the memory for a panel of states is worth its place in the cache. */
    private static final int PANEL_VALUES = 1 << 15;
    /** The most values of drives that are kept. */
    private static final int KEPT_DRIVES = 1 << 24;
    /** The floating-point operations below which a second thread costs more than it brings. */
    private static final double LEAST_OPERATIONS = 50_000;
    /** About the floating-point operations of a thread in a millisecond. */
    private static final double OPERATIONS_PER_REPORT = 1e6;

    private final Stretch stretch;
    private final Session session;
    private final Cell cell;
    private final int size;
    private final int lanes;
    private final Worker[] workers;
    private final ThreadTeam.Task evaluation = this::evaluatePart;
    private final ThreadTeam.Task driving = this::drivePart;
    private final double[] drives;
    /** For each step the largest component of |f(h_{t-1}, x_t) - h_t| and of |h_t|. */
    final double[] defects;
    final double[] magnitudes;
    private int sequence;
    private int driven;
    private double[] current;
    private int currentBase;
    private double[] next;
    private int nextBase;
    private int solved;
    private int from;
    private int to;
    private int parts;

    /**
     * An evaluator for a stretch.
     *
     * @param cell the cell to evaluate, the stretch's own or another of the same sizes
     */
    StepEvaluator(Stretch stretch, Cell cell, Session session) {
        this.stretch = stretch;
        this.session = session;
        this.cell = cell;
        size = stretch.size();
        lanes = Math.max(1, Math.min(Math.min(MOST_LANES, stretch.steps), PANEL_VALUES / Math.max(size, cell.driveSize())));
        workers = new Worker[session.parallelism()];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker();
        }
        drives = (long) cell.driveSize() * stretch.steps <= KEPT_DRIVES ? new double[cell.driveSize() * stretch.steps] : null;
        defects = new double[stretch.steps];
        magnitudes = new double[stretch.steps];
    }

    /** Turns to a sequence. */
    void begin(int number) {
        sequence = number;
        driven = 0;
    }

    /**
     * Evaluates the steps from {@code first} (inclusive) to {@code end} (exclusive).
     *
     * @param states the current states of the sequence from {@code base} on; the one before {@code first} is taken from the stretch
     * @param results receives f at the places of the steps, from {@code resultBase} on
     * @return false if the session said stop
     */
    boolean evaluate(int first, int end, double[] states, int base, double[] results, int resultBase) {
        current = states;
        currentBase = base;
        next = results;
        nextBase = resultBase;
        solved = first;
        int atOnce = (int) Math.max(lanes, Math.min(end - first, workers.length * OPERATIONS_PER_REPORT / cell.operations()));
        for (int begin = first; begin < end; begin += atOnce) {
            if (!session.proceed()) {
                return false;
            }
            int finish = Math.min(end, begin + atOnce);
            if (drives != null && driven < finish) {
                run(driving, Math.max(driven, begin), finish);
                driven = finish;
            }
            run(evaluation, begin, finish);
        }
        return true;
    }

    private void run(ThreadTeam.Task task, int begin, int finish) {
        from = begin;
        to = finish;
        int count = finish - begin;
        parts = count * cell.operations() < LEAST_OPERATIONS ? 1 : Math.min(workers.length, count);
        session.team().run(task, parts);
    }

    private void evaluatePart(int part) {
        int begin = from + (int) ((long) (to - from) * part / parts);
        int finish = from + (int) ((long) (to - from) * (part + 1) / parts);
        for (int step = begin; step < finish; step += lanes) {
            workers[part].evaluate(step, Math.min(lanes, finish - step));
        }
    }

    private void drivePart(int part) {
        int begin = from + (int) ((long) (to - from) * part / parts);
        int finish = from + (int) ((long) (to - from) * (part + 1) / parts);
        for (int step = begin; step < finish; step += lanes) {
            workers[part].keepDrive(step, Math.min(lanes, finish - step));
        }
    }

    /** What one thread works with. */
    private final class Worker {

        private final CellKernel kernel = cell.kernel(lanes);
        private final double[] previous = new double[size * lanes];
        private final double[] drive = new double[cell.driveSize() * lanes];
        private final double[] result = new double[size * lanes];

        /** Keeps the drives of some steps, component by component. */
        void keepDrive(int step, int count) {
            kernel.drive(stretch.input, stretch.inputOffset(sequence, step), stretch.inputSize(), count, drive, 0);
            for (int k = 0; k < cell.driveSize(); k++) {
                System.arraycopy(drive, k * count, drives, k * stretch.steps + step, count);
            }
        }

        void evaluate(int step, int count) {
            for (int lane = 0; lane < count; lane++) {
                double[] source = current;
                int offset = currentBase + (step + lane - 1) * size;
                if (step + lane == 0) {
                    source = stretch.initial;
                    offset = sequence * size;
                } else if (step + lane == solved) {
                    source = stretch.states;
                    offset = stretch.stateOffset(sequence, solved - 1);
                }
                for (int k = 0; k < size; k++) {
                    previous[k * count + lane] = source[offset + k];
                }
            }
            if (drives == null) {
                kernel.drive(stretch.input, stretch.inputOffset(sequence, step), stretch.inputSize(), count, drive, 0);
            } else {
                for (int k = 0; k < cell.driveSize(); k++) {
                    System.arraycopy(drives, k * stretch.steps + step, drive, k * count, count);
                }
            }
            kernel.step(previous, 0, drive, 0, count, result, 0);
            for (int lane = 0; lane < count; lane++) {
                compare(step + lane, lane, count);
            }
        }

        private void compare(int step, int lane, int count) {
            int offset = currentBase + step * size;
            int target = nextBase + step * size;
            double defect = 0;
            double magnitude = 0;
            for (int k = 0; k < size; k++) {
                double value = result[k * count + lane];
                double state = current[offset + k];
                next[target + k] = value;
                defect = Math.max(defect, Math.abs(value - state));
                magnitude = Math.max(magnitude, Math.abs(state));
            }
            defects[step] = defect;
            magnitudes[step] = magnitude;
        }
    }
}
