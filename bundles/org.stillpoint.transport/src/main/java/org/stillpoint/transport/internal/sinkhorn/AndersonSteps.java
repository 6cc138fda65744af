package org.stillpoint.transport.internal.sinkhorn;

import org.stillpoint.numerics.iterative.AndersonAcceleration;
import org.stillpoint.transport.internal.kernel.SinkhornSweeps;

/**
 * Anderson acceleration of the map from target potentials to those a sweep later. The dual value after a sweep from extrapolated potentials
 * must not be below that of the iterate which they were extrapolated from, which plain sweeps never lower; otherwise the plain iterate is
 * taken up again.
 */
final class AndersonSteps {

    /** The part of the dual value, and of its terms, that rounding may take. */
    private static final double ROUNDING = 1e-13;

    private final SinkhornSweeps sweeps;
    private final boolean balanced;
    private final AndersonAcceleration acceleration;
    private final double[] before;
    private final double[] plain;
    private final double[] trial;
    private double plainValue = Double.NEGATIVE_INFINITY;
    /** Whether the last sweep started from extrapolated potentials, or the next one will. */
    private boolean extrapolated;
    private boolean waiting;

    AndersonSteps(SinkhornSweeps sweeps, boolean balanced, int memory) {
        this.sweeps = sweeps;
        this.balanced = balanced;
        acceleration = new AndersonAcceleration(sweeps.g().length, memory);
        before = new double[sweeps.g().length];
        plain = new double[before.length];
        trial = new double[before.length];
    }

    /** Takes note of the target potentials before a sweep. */
    void remember() {
        System.arraycopy(sweeps.g(), 0, before, 0, before.length);
        waiting = false;
    }

    /** Replaces the target potentials after a sweep. */
    void step() {
        if (balanced) {
            removeMean();
        }
        double value = sweeps.dualValue();
        if (extrapolated && !(value >= plainValue - ROUNDING * Math.abs(plainValue))) {
            extrapolated = false;
            acceleration.reset();
            sweeps.targetPotentials(plain);
            return;
        }
        plainValue = value;
        System.arraycopy(sweeps.g(), 0, plain, 0, plain.length);
        System.arraycopy(before, 0, trial, 0, trial.length);
        extrapolated = acceleration.step(trial, plain);
        if (extrapolated) {
            sweeps.targetPotentials(trial);
            waiting = true;
        }
    }

    /** Where a constant may be moved from one potential to the other, it is no part of what is extrapolated. */
    private void removeMean() {
        double mean = 0;
        for (double potential : sweeps.g()) {
            mean += potential / before.length;
        }
        sweeps.translate(mean);
    }

    /** Takes back an extrapolation that no sweep has followed. */
    void restore() {
        if (waiting) {
            sweeps.targetPotentials(plain);
        }
    }
}
