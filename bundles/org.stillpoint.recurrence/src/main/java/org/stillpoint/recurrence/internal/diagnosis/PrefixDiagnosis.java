package org.stillpoint.recurrence.internal.diagnosis;

import java.util.Arrays;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Looks at the first steps of the first sequence of a stretch: how differences grow, and how fast the state is forgotten. The states that it
 * computes on the way are those of a sequential run.
 *
 * <p>The Lyapunov exponent is the mean of log(|J_t v| / |v|) along the run, with a vector v that is normalised after each step (Benettin et
 * al. 1980).
 */
public final class PrefixDiagnosis {

    /** Other states are set in at as many places. */
    private static final int PLACES = 4;
    /** A vector that a singular Jacobian matrix sends to zero shrinks by this factor at most, so that means stay finite. */
    private static final double SMALLEST_GROWTH = 1e-300;

    private final Stretch stretch;
    private final int steps;
    private final int size;
    private final JacobianStructure structure;
    private final CellKernel kernel;
    private final double[] drive;
    private final double[] run;

    private PrefixDiagnosis(Stretch stretch, int steps) {
        this.stretch = stretch;
        this.steps = steps;
        size = stretch.size();
        structure = stretch.cell.jacobianStructure();
        kernel = stretch.cell.kernel(1);
        drive = new double[stretch.cell.driveSize()];
        run = new double[(steps + 1) * size];
    }

    /**
     * Diagnoses a stretch.
     *
     * @param steps the most steps to look at
     * @param tolerance the difference of states, relative to the largest of them or 1, at which one is forgotten
     */
    public static Diagnosis of(Stretch stretch, int steps, double tolerance) {
        PrefixDiagnosis prefix = new PrefixDiagnosis(stretch, Math.min(steps, stretch.steps));
        double exponent = prefix.lyapunovExponent();
        return new Diagnosis(prefix.steps, exponent, exponent > 0 ? Diagnosis.NEVER : prefix.forgetting(tolerance));
    }

    /** Runs the prefix with a tangent vector. */
    private double lyapunovExponent() {
        double[] state = new double[size];
        double[] next = new double[size];
        double[] jacobian = new double[structure.entries(size)];
        double[] tangent = new double[size];
        double[] grown = new double[size];
        for (int k = 0; k < size; k++) {
            tangent[k] = (1 + (k * 7 % 5) / 5.0) / Math.sqrt(size);
        }
        normalise(tangent, norm(tangent));
        System.arraycopy(stretch.initial, 0, state, 0, size);
        System.arraycopy(state, 0, run, 0, size);
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            kernel.drive(stretch.input, stretch.inputOffset(0, step), stretch.inputSize(), 1, drive, 0);
            kernel.linearise(state, 0, drive, 0, 1, next, 0, jacobian, 0);
            System.arraycopy(next, 0, state, 0, size);
            System.arraycopy(next, 0, run, (step + 1) * size, size);
            Tangent.multiply(structure, jacobian, tangent, grown);
            double growth = norm(grown);
            sum += Math.log(Math.max(growth, SMALLEST_GROWTH));
            if (growth > 0 && Double.isFinite(growth)) {
                System.arraycopy(grown, 0, tangent, 0, size);
                normalise(tangent, growth);
            }
        }
        return sum / steps;
    }

    private int forgetting(double tolerance) {
        double scale = 1;
        for (double value : run) {
            scale = Math.max(scale, Math.abs(value));
        }
        int longest = 0;
        for (int place = 0; place < PLACES; place++) {
            int from = (int) ((long) steps * place / (PLACES + 1));
            int merged = merging(from, tolerance * scale);
            if (merged == Diagnosis.NEVER) {
                return Diagnosis.NEVER;
            }
            longest = Math.max(longest, merged);
        }
        return longest;
    }

    /** After how many steps a run from zeros at a place, or from ones where the true state is nearly zero, is within the tolerance. */
    private int merging(int from, double tolerance) {
        double[] state = new double[size];
        double[] next = new double[size];
        if (difference(state, from) <= tolerance) {
            Arrays.fill(state, 1);
        }
        for (int step = from; step < steps; step++) {
            kernel.drive(stretch.input, stretch.inputOffset(0, step), stretch.inputSize(), 1, drive, 0);
            kernel.step(state, 0, drive, 0, 1, next, 0);
            System.arraycopy(next, 0, state, 0, size);
            double difference = difference(state, step + 1);
            if (difference <= tolerance) {
                return step + 1 - from;
            }
            if (!Double.isFinite(difference)) {
                return Diagnosis.NEVER;
            }
        }
        return Diagnosis.NEVER;
    }

    private double difference(double[] state, int step) {
        double difference = 0;
        for (int k = 0; k < size; k++) {
            double one = Math.abs(state[k] - run[step * size + k]);
            difference = one <= difference ? difference : one;
        }
        return difference;
    }

    private static double norm(double[] v) {
        double largest = 0;
        for (double value : v) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : v) {
            sum += value / largest * (value / largest);
        }
        return largest * Math.sqrt(sum);
    }

    private static void normalise(double[] v, double norm) {
        for (int k = 0; k < v.length; k++) {
            v[k] /= norm;
        }
    }
}
