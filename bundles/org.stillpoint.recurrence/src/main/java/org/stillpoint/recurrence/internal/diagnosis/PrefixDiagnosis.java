package org.stillpoint.recurrence.internal.diagnosis;

import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Looks at the first steps of the first sequence of a stretch: how differences grow, and how fast the state is forgotten. Several runs go
 * side by side as lanes: the true one, one that is kept close to it, and some that start from other states further on. Once these have all
 * merged with the true one, enough is known.
 *
 * <p>The Lyapunov exponent is the mean of log(|d_t| / |d_{t-1}|), where d is the difference of the two close runs, which is brought back to
 * its first size after each step (Benettin et al. 1980).
 */
public final class PrefixDiagnosis {

    /** Other states are set in at as many places. */
    private static final int PLACES = 6;
    private static final int LANES = 2 + PLACES;
    /** The steps between two places. */
    private static final int DISTANCE = 4;
    /** After as many steps the difference of the close runs points where it grows most. */
    private static final int ALIGNMENT = 16;
    /** The size of the difference of the close runs, relative to the state: about the square root of the rounding unit. */
    private static final double SEPARATION = 0x1p-26;
    /** A difference that vanishes counts as one that shrinks by this factor, so that means stay finite. */
    private static final double SMALLEST_GROWTH = 1e-16;

    private final Stretch stretch;
    private final int steps;
    private final int size;
    private final CellKernel kernel;
    private final double[] drive;
    private final double[] drives;
    private double[] states;
    private double[] next;

    private PrefixDiagnosis(Stretch stretch, int steps) {
        this.stretch = stretch;
        this.steps = steps;
        size = stretch.size();
        kernel = stretch.cell.kernel(LANES);
        drive = new double[stretch.cell.driveSize()];
        drives = new double[stretch.cell.driveSize() * LANES];
        states = new double[size * LANES];
        next = new double[size * LANES];
    }

    /**
     * Diagnoses a stretch.
     *
     * @param steps the most steps to look at
     * @param tolerance the difference of states, relative to the largest of them or 1, at which one is forgotten
     */
    public static Diagnosis of(Stretch stretch, int steps, double tolerance) {
        return new PrefixDiagnosis(stretch, Math.min(steps, stretch.steps)).run(tolerance);
    }

    private Diagnosis run(double tolerance) {
        for (int k = 0; k < size; k++) {
            states[k * LANES] = stretch.initial[k];
        }
        double separation = separate();
        double growth = 0;
        double scale = 1;
        int[] merged = new int[PLACES];
        int open = PLACES;
        int step = 0;
        for (; step < steps && open > 0; step++) {
            for (int place = 0; place < PLACES; place++) {
                if (step == place * DISTANCE) {
                    disturb(2 + place, tolerance * scale);
                }
            }
            advance(step);
            double grown = distance(1);
            if (step == ALIGNMENT) {
                growth = 0;
            }
            growth += Math.log(Math.max(grown / separation, SMALLEST_GROWTH));
            separation = grown > 0 && Double.isFinite(grown) ? rescale(grown) : separate();
            scale = Math.max(scale, magnitude());
            for (int place = 0; place < PLACES; place++) {
                int since = step + 1 - place * DISTANCE;
                if (since > 0 && merged[place] == 0 && distance(2 + place) <= tolerance * scale) {
                    merged[place] = since;
                    open--;
                }
            }
        }
        double exponent = growth / (step > ALIGNMENT ? step - ALIGNMENT : step);
        int forgetting = 0;
        for (int place = 0; place < PLACES && place * DISTANCE < step; place++) {
            forgetting = Math.max(forgetting, merged[place] > 0 ? merged[place]
                    : extrapolate(step - place * DISTANCE, distance(2 + place) / (tolerance * scale), exponent));
        }
        return new Diagnosis(step, exponent, forgetting);
    }

    /**
     * After how many steps a run will have merged that has not within the prefix.
     *
     * @param since the steps since it began
     * @param excess how many times larger than it may be its difference from the true run is
     */
    private static int extrapolate(int since, double excess, double exponent) {
        double more = exponent < 0 ? Math.log(excess) / -exponent : Double.NaN;
        return since + more < Diagnosis.NEVER ? (int) (since + more) : Diagnosis.NEVER;
    }

    private void advance(int step) {
        kernel.drive(stretch.input, stretch.inputOffset(0, step), stretch.inputSize(), 1, drive, 0);
        for (int k = 0; k < drive.length; k++) {
            for (int lane = 0; lane < LANES; lane++) {
                drives[k * LANES + lane] = drive[k];
            }
        }
        kernel.step(states, 0, drives, 0, LANES, next, 0);
        double[] swap = states;
        states = next;
        next = swap;
    }

    /** Sets the second run close to the first in a direction that no coordinate axis favours; their distance. */
    private double separate() {
        double distance = SEPARATION * Math.max(1, magnitude());
        for (int k = 0; k < size; k++) {
            states[k * LANES + 1] = states[k * LANES] + distance * (1 + k * 7 % 5 / 5.0) / 2;
        }
        return distance(1);
    }

    /** Brings the second run as close to the first again as it was, in the direction that it has; their distance. */
    private double rescale(double distance) {
        double factor = SEPARATION * Math.max(1, magnitude()) / distance;
        for (int k = 0; k < size; k++) {
            states[k * LANES + 1] = states[k * LANES] + factor * (states[k * LANES + 1] - states[k * LANES]);
        }
        return distance(1);
    }

    /** Sets a run to zeros, or to ones where the true state is nearly zero. */
    private void disturb(int lane, double tolerance) {
        double value = magnitude() <= tolerance ? 1 : 0;
        for (int k = 0; k < size; k++) {
            states[k * LANES + lane] = value;
        }
    }

    /** The largest component of the true state. */
    private double magnitude() {
        double largest = 0;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, Math.abs(states[k * LANES]));
        }
        return largest;
    }

    /** The largest difference of a run from the true one. */
    private double distance(int lane) {
        double largest = 0;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, Math.abs(states[k * LANES + lane] - states[k * LANES]));
        }
        return largest;
    }
}
