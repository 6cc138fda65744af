package org.stillpoint.recurrence.internal.sweep;

/** Decides, sweep by sweep, up to which relative defect a step is taken for solved. */
@FunctionalInterface
public interface Threshold {

    /** The target itself. */
    Threshold TARGET = (worst, scale, target) -> target;

    /**
     * The threshold of a sweep.
     *
     * @param worst the largest defect in the window
     * @param scale the largest state, or 1
     * @param target the target of the limits
     */
    double next(double worst, double scale, double target);
}
