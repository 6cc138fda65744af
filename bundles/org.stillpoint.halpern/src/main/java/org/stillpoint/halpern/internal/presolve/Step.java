package org.stillpoint.halpern.internal.presolve;

/**
 * One reduction, able to undo itself. Steps are undone in reverse order, so that each meets the program in which it was made:
 * with the duals of the rows and the reduced costs d = c - A'y of the columns that were alive just after it. All vectors are
 * indexed as in the original program.
 *
 * <p>Rays are restored as points of the homogeneous program: for a primal ray every finite bound counts as 0, for a dual ray
 * every cost.
 */
interface Step {

    /** Sets the values of the columns that this step removed. */
    default void restorePrimal(double[] x, boolean ray) {
    }

    /** Sets the duals of the rows that this step removed or changed, and the reduced costs of the columns that it removed. */
    default void restoreDual(double[] y, double[] d, boolean ray) {
    }

    /** Turns a point of the program before this step into one of the program after it. */
    default void reducePrimal(double[] x) {
    }

    /** Turns duals of the program before this step into those of the program after it. */
    default void reduceDual(double[] y) {
    }

    /** The bound itself, or for a ray the bound of the directions of recession. */
    static double bound(double bound, boolean ray) {
        return ray && Double.isFinite(bound) ? 0 : bound;
    }

    /** The number between the bounds that is nearest to the given one. */
    static double clip(double value, double lower, double upper) {
        return Math.max(lower, Math.min(upper, value));
    }

    /**
     * The number nearest to 0 with {@code low <= factor t + offset <= high}, moved into the bounds [lower, upper] of t.
     */
    static double split(double factor, double offset, double low, double high, double lower, double upper) {
        double atLow = (low - offset) / factor;
        double atHigh = (high - offset) / factor;
        double nearest = clip(0, Math.min(atLow, atHigh), Math.max(atLow, atHigh));
        return clip(nearest, lower, upper);
    }
}
