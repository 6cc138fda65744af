package org.stillpoint.recurrence.internal.newton;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Consecutive steps of a sequence with what Newton's method keeps of them, component-major: value t of row k of a panel is that of
 * component k at step t of the tile. The states are kept as the states <em>before</em> each step, which is what a cell is evaluated at, and
 * apart the state after the last one; so the state after step t is that before step t + 1. Used by one thread at a time.
 */
final class Tile {

    final int size;
    /** The number of steps, which is the length of the rows of all panels. */
    int count;
    /** States before each step, size rows. */
    final double[] before;
    /** The state after the last step. */
    final double[] last;
    /** The values f(h_{t-1}, x_t) of the last evaluation, size rows. */
    final double[] next;
    /** The entries of the Jacobian matrices of the last evaluation that computed them. */
    final double[] jacobian;
    private final double[] drive;
    private final CellKernel kernel;
    private final int driveSize;
    /** The drives of steps that come in when a tile slides; made when it first does. */
    private double[] arriving;
    private final double[] keptBefore;
    private final double[] keptLast;

    Tile(Cell cell, int capacity) {
        size = cell.shape().state();
        driveSize = cell.driveSize();
        kernel = cell.kernel(capacity);
        before = new double[size * capacity];
        last = new double[size];
        keptBefore = new double[size * capacity];
        keptLast = new double[size];
        next = new double[size * capacity];
        jacobian = new double[cell.jacobianStructure().entries(size) * capacity];
        drive = new double[driveSize * capacity];
    }

    /** Takes steps of a sequence, with the state before them; the other states are left to {@link #guess} and {@link #copyStates}. */
    void load(Stretch stretch, int sequence, int from, int steps) {
        count = steps;
        kernel.drive(stretch.input, stretch.inputOffset(sequence, from), stretch.inputSize(), steps, drive, 0);
        double[] source = stretch.before(from);
        int offset = stretch.beforeOffset(sequence, from);
        for (int k = 0; k < size; k++) {
            before[k * count] = source[offset + k];
        }
    }

    /**
     * Replaces the states from a step on by a guess: constant, or one evaluation of the cell from a constant state where that is finite.
     * What the last evaluation gave is lost.
     */
    void guess(int from, double[] constant, boolean evaluated) {
        guess(from, constant, evaluated, drive, count);
    }

    /** Guesses the states from a step on with the drives of so many last steps. */
    private void guess(int from, double[] constant, boolean evaluated, double[] drives, int lanes) {
        if (evaluated) {
            double[] constants = jacobian;
            for (int k = 0; k < size; k++) {
                Arrays.fill(constants, k * lanes, (k + 1) * lanes, constant[k]);
            }
            kernel.step(constants, 0, drives, 0, lanes, next, 0);
        }
        boolean taken = evaluated && VectorKernels.maxAbs(next, 0, size * lanes) <= Double.MAX_VALUE;
        for (int k = 0; k < size; k++) {
            int row = k * count;
            int end = (k + 1) * lanes;
            if (taken) {
                System.arraycopy(next, end - count + from, before, row + from + 1, count - 1 - from);
            } else {
                Arrays.fill(before, row + from + 1, row + count, constant[k]);
            }
            last[k] = taken ? next[end - 1] : constant[k];
        }
    }

    /** Moves on by some steps, of which there are as many more in the sequence; they are left to {@link #guessArrived}. */
    void slide(Stretch stretch, int sequence, int from, int steps) {
        int kept = count - steps;
        for (int k = 0; k < size; k++) {
            int row = k * count;
            System.arraycopy(before, row + steps, before, row, kept);
            if (steps > 0) {
                before[row + kept] = last[k];
            }
        }
        if (arriving == null) {
            arriving = new double[drive.length];
        }
        kernel.drive(stretch.input, stretch.inputOffset(sequence, from + count), stretch.inputSize(), steps, arriving, 0);
        for (int k = 0; k < driveSize; k++) {
            int row = k * count;
            System.arraycopy(drive, row + steps, drive, row, kept);
            System.arraycopy(arriving, k * steps, drive, row + kept, steps);
        }
    }

    /** Guesses the states of the steps that came in last. */
    void guessArrived(int steps, double[] constant, boolean evaluated) {
        guess(count - steps, constant, evaluated, arriving, steps);
    }

    /** Takes the first states from a sequence. */
    void copyStates(Stretch stretch, int sequence, int from, int steps) {
        for (int t = 0; t < steps; t++) {
            int offset = stretch.stateOffset(sequence, from + t);
            for (int k = 0; k < size; k++) {
                set(k, t, stretch.states[offset + k]);
            }
        }
    }

    /** Writes the states of the first steps to the sequence. */
    void store(Stretch stretch, int sequence, int from, int steps) {
        int whole = Math.min(steps, count - 1);
        if (size == 1) {
            System.arraycopy(before, 1, stretch.states, stretch.stateOffset(sequence, from), whole);
        } else {
            for (int k = 0; k < size; k++) {
                int target = stretch.stateOffset(sequence, from) + k;
                for (int t = 1; t <= whole; t++, target += size) {
                    stretch.states[target] = before[k * count + t];
                }
            }
        }
        if (steps == count) {
            System.arraycopy(last, 0, stretch.states, stretch.stateOffset(sequence, from + count - 1), size);
        }
    }

    /** The component k of the state after step t. */
    double state(int k, int t) {
        return t + 1 < count ? before[k * count + t + 1] : last[k];
    }

    /** Sets a component of the state after a step. */
    void set(int k, int t, double value) {
        if (t + 1 < count) {
            before[k * count + t + 1] = value;
        } else {
            last[k] = value;
        }
    }

    /** Evaluates the cell at all steps. */
    void evaluate(boolean derivative) {
        if (derivative) {
            kernel.linearise(before, 0, drive, 0, count, next, 0, jacobian, 0);
        } else {
            kernel.step(before, 0, drive, 0, count, next, 0);
        }
    }

    /** The largest |f(h_{t-1}, x_t) - h_t| of the last evaluation; NaN if one is not a number. */
    double defect() {
        double defect = 0;
        for (int k = 0; k < size; k++) {
            int row = k * count;
            defect = Math.max(defect, Math.abs(next[row + count - 1] - last[k]));
            if (count > 1) {
                defect = Math.max(defect, Math.max(VectorKernels.maxDifference(next, row, before, row + 1, count - 1),
                        VectorKernels.maxDifference(before, row + 1, next, row, count - 1)));
            }
        }
        return defect;
    }

    /** The largest defect of the first steps. */
    double defect(int steps) {
        double sofar = 0;
        for (int k = 0; k < size; k++) {
            for (int t = 0; t < steps; t++) {
                sofar = Math.max(sofar, Math.abs(next[k * count + t] - state(k, t)));
            }
        }
        return sofar;
    }

    /** The largest of the first states. */
    double largestState(int steps) {
        double sofar = 0;
        for (int k = 0; k < size; k++) {
            for (int t = 0; t < steps; t++) {
                sofar = Math.max(sofar, Math.abs(state(k, t)));
            }
        }
        return sofar;
    }

    /** The sum of all (f(h_{t-1}, x_t) - h_t)^2. */
    double squaredDefect() {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            int row = k * count;
            double difference = next[row + count - 1] - last[k];
            sum += difference * difference + VectorKernels.squaredDistance(next, row, before, row + 1, count - 1);
        }
        return sum;
    }

    /** The largest |f(h_{t-1}, x_t)| of the last evaluation, which differs from the largest |h_t| by the defect at most. */
    double largestNext() {
        return VectorKernels.maxAbs(next, 0, size * count);
    }

    /** The first step from one on whose state is not, to the bit, what the evaluation gave; {@code count} if there is none. */
    int firstUnequal(int from) {
        for (int t = from; t < count; t++) {
            for (int k = 0; k < size; k++) {
                if (state(k, t) != next[k * count + t]) {
                    return t;
                }
            }
        }
        return count;
    }

    /** The first step whose state differs from what the evaluation gave by more than a bound; {@code count} if there is none. */
    int firstBeyond(double bound) {
        for (int t = 0; t < count; t++) {
            for (int k = 0; k < size; k++) {
                if (!(Math.abs(state(k, t) - next[k * count + t]) <= bound)) {
                    return t;
                }
            }
        }
        return count;
    }

    /** Whether what the evaluation gave for a step is finite. */
    boolean finiteNext(int t) {
        for (int k = 0; k < size; k++) {
            if (!Double.isFinite(next[k * count + t])) {
                return false;
            }
        }
        return true;
    }

    /** The first step from one on whose state is not finite; {@code count} if there is none. */
    int firstNonfinite(int from) {
        for (int t = from; t < count; t++) {
            for (int k = 0; k < size; k++) {
                if (!Double.isFinite(state(k, t))) {
                    return t;
                }
            }
        }
        return count;
    }

    /** Keeps a copy of the states. */
    void keep() {
        System.arraycopy(before, 0, keptBefore, 0, size * count);
        System.arraycopy(last, 0, keptLast, 0, size);
    }

    /** Goes back to the kept states after the steps from one on, or with -1 to all. */
    void restore(int from) {
        for (int k = 0; k < size; k++) {
            int first = k * count + from + 1;
            System.arraycopy(keptBefore, first, before, first, count - from - 1);
        }
        System.arraycopy(keptLast, 0, last, 0, size);
    }

    /** Moves the states into a box, from a step on. */
    void clip(int from, double lower, double upper) {
        for (int k = 0; k < size; k++) {
            for (int t = from; t < count; t++) {
                set(k, t, Math.min(upper, Math.max(lower, state(k, t))));
            }
        }
    }

    /** Writes a step's drive as a vector. */
    void driveOf(int t, double[] vector) {
        for (int k = 0; k < driveSize; k++) {
            vector[k] = drive[k * count + t];
        }
    }
}
