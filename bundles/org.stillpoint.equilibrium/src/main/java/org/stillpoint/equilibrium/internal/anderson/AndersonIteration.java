package org.stillpoint.equilibrium.internal.anderson;

import java.util.Arrays;
import org.stillpoint.equilibrium.internal.run.SampleIteration;
import org.stillpoint.numerics.VectorKernels;

/**
 * Anderson acceleration of one sample by differences. With g = f(z) - z, the differences dZ, dG of the last states and of their g, and
 * dG = Q R,
 *
 * <pre>
 *   z_next = z + beta (g - Q Q'g) - dZ gamma,    R gamma = Q'g,
 * </pre>
 *
 * so that gamma makes |g - dG gamma| least. Q and R are updated: a new difference is made orthogonal to the columns of Q, and the oldest
 * one is taken out by plane rotations. All is independent of the scale of g. A difference that depends on the older ones takes their
 * place, and an accelerated state whose residual is far larger, or not finite, is taken back; a plain step follows.
 */
final class AndersonIteration implements SampleIteration {

    /** A column of which less than this part is new depends on the others. */
    private static final double RANK = 1e-12;
    /** A column of which less than this part is left is made orthogonal once more. */
    private static final double CANCELLATION = .1;
    /** An accelerated step whose residual has grown by more than this factor is taken back. */
    private static final double GROWTH = 10;

    private final int size;
    private final int memory;
    private final double mixing;
    private final double[] lastState;
    private final double[] lastDefect;
    private final double[] defect;
    private final double[] column;
    /** The differences of states in a ring, the oldest from {@code oldest * size}. */
    private final double[] differences;
    private final double[] q;
    /** Column j of R from j * memory. */
    private final double[] r;
    private final double[] weights;
    private int oldest;
    private int columns;
    private boolean started;
    private boolean accelerated;
    private double lastResidual;

    AndersonIteration(int size, int memory, double mixing) {
        this.size = size;
        this.memory = Math.min(memory, size);
        this.mixing = mixing;
        lastState = new double[size];
        lastDefect = new double[size];
        defect = new double[size];
        column = new double[size];
        differences = new double[Math.multiplyExact(this.memory, size)];
        q = new double[this.memory * size];
        r = new double[this.memory * this.memory];
        weights = new double[this.memory];
    }

    @Override
    public boolean advance(double[] state, double[] image, double residual) {
        if (accelerated && !(residual <= GROWTH * lastResidual)) {
            columns = 0;
            accelerated = false;
            System.arraycopy(lastState, 0, state, 0, size);
            VectorKernels.axpy(mixing, lastDefect, state);
            return false;
        }
        for (int k = 0; k < size; k++) {
            defect[k] = image[k] - state[k];
        }
        if (started) {
            addDifference(state);
        }
        started = true;
        System.arraycopy(state, 0, lastState, 0, size);
        System.arraycopy(defect, 0, lastDefect, 0, size);
        lastResidual = residual;
        accelerated = columns > 0;
        step(state);
        return accelerated;
    }

    private void addDifference(double[] state) {
        for (int k = 0; k < size; k++) {
            column[k] = defect[k] - lastDefect[k];
        }
        double length = VectorKernels.norm2(column);
        if (!(length > 0)) {
            columns = 0;
            return;
        }
        if (columns == memory) {
            removeOldest();
        }
        double left = orthogonalise(length);
        if (left <= RANK * length) {
            columns = 0;
            for (int k = 0; k < size; k++) {
                column[k] = defect[k] - lastDefect[k];
            }
            left = length;
        }
        r[columns * memory + columns] = left;
        VectorKernels.scale(1 / left, column, 0, q, columns * size, size);
        int place = (oldest + columns) % memory * size;
        for (int k = 0; k < size; k++) {
            differences[place + k] = state[k] - lastState[k];
        }
        columns++;
    }

    /** Makes the new column orthogonal to the others, and writes a column of R; returns the length that is left. */
    private double orthogonalise(double length) {
        int entry = columns * memory;
        Arrays.fill(r, entry, entry + columns, 0);
        double before = length;
        double left = length;
        do {
            before = left;
            for (int i = 0; i < columns; i++) {
                double projection = VectorKernels.dot(q, i * size, column, 0, size);
                r[entry + i] += projection;
                VectorKernels.axpy(-projection, q, i * size, column, 0, size);
            }
            left = VectorKernels.norm2(column);
        } while (left < CANCELLATION * before && left > RANK * length);
        return left;
    }

    /** Takes the first column out of Q R: what remains of R has one diagonal too many, which rotations remove. */
    private void removeOldest() {
        for (int i = 0; i + 1 < columns; i++) {
            int entry = (i + 1) * memory + i;
            double length = Math.hypot(r[entry], r[entry + 1]);
            double cosine = r[entry] / length;
            double sine = r[entry + 1] / length;
            for (int j = i + 1; j < columns; j++) {
                double upper = r[j * memory + i];
                double lower = r[j * memory + i + 1];
                r[(j - 1) * memory + i] = cosine * upper + sine * lower;
                r[j * memory + i + 1] = cosine * lower - sine * upper;
            }
            for (int k = i * size; k < (i + 1) * size; k++) {
                double upper = q[k];
                double lower = q[k + size];
                q[k] = cosine * upper + sine * lower;
                q[k + size] = cosine * lower - sine * upper;
            }
        }
        oldest = (oldest + 1) % memory;
        columns--;
    }

    /** z + beta (g - Q Q'g) - dZ gamma; overwrites g. */
    private void step(double[] state) {
        for (int i = 0; i < columns; i++) {
            weights[i] = VectorKernels.dot(q, i * size, defect, 0, size);
            VectorKernels.axpy(-weights[i], q, i * size, defect, 0, size);
        }
        VectorKernels.axpy(mixing, defect, state);
        for (int i = columns - 1; i >= 0; i--) {
            for (int j = i + 1; j < columns; j++) {
                weights[i] -= r[j * memory + i] * weights[j];
            }
            weights[i] /= r[i * memory + i];
            VectorKernels.axpy(-weights[i], differences, (oldest + i) % memory * size, state, 0, size);
        }
    }
}
