package org.stillpoint.verify.internal.recurrence;

/** How far states may be from those of a sequential run, given how errors of single steps are amplified. */
public final class Agreement {

    /** States that differ by more do not agree, whatever amplifies the errors. */
    static final double LARGEST = 1e-3;
    /** Steps that rounding changes by more cannot be certified to a smaller tolerance. */
    static final double LARGEST_ROUNDING = 1e-10;
    /** The rounding of a step. */
    static final double ROUNDING = 0x1p-53;

    /** The amplification is estimated from one direction of error, and may be larger. */
    private static final double SAFETY = 8;

    private Agreement() {
    }

    /** The rounding of a step of so many products, summed up in some order. */
    public static double rounding(double products) {
        return 2 * ROUNDING * Math.sqrt(1 + products);
    }

    /** What a difference may come to where single steps err by the tolerance, or by rounding. */
    public static double bound(double amplification, double tolerance) {
        return Math.min(SAFETY * amplification * tolerance, Math.max(LARGEST, tolerance));
    }
}
