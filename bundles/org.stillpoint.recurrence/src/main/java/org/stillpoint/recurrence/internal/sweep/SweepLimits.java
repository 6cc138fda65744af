package org.stillpoint.recurrence.internal.sweep;

import org.stillpoint.recurrence.internal.run.Safeguards;

/**
 * When sweeps end.
 *
 * @param target the defect, relative to the largest state or 1, up to which a step is taken for solved; 0 for bits that agree
 * @param maxIterations the most sweeps over a sequence
 * @param safeguards whether iterates that overflow are set back, or the first overflow ends the sweeps; and whether sweeps that would not
 *     pay are given up
 * @param payingSweeps with all safeguards: how many evaluations of each step may be predicted before the sweeps are given up; 0 for any
 *     number
 */
public record SweepLimits(double target, long maxIterations, Safeguards safeguards, double payingSweeps) {

    /**
     * The part of the tolerance that a residual may take, so that one measured with sums in another order is still within the tolerance.
     */
    private static final double SUMMATION = 0.999;

    /** Limits that lead to a residual within a tolerance. */
    public static SweepLimits of(double tolerance, long maxIterations, Safeguards safeguards, double payingSweeps) {
        return new SweepLimits(tolerance * SUMMATION, maxIterations, safeguards, payingSweeps);
    }

    /** The same limits with another target. */
    public SweepLimits withTarget(double other) {
        return new SweepLimits(other, maxIterations, safeguards, payingSweeps);
    }

    /** Whether iterates that overflow are set back. */
    public boolean resets() {
        return safeguards != Safeguards.NONE;
    }

    /** Whether sweeps that would not pay are given up. */
    boolean bounded() {
        return safeguards == Safeguards.ALL && payingSweeps > 0;
    }
}
