package org.stillpoint.recurrence.internal.implicit;

import org.stillpoint.api.Status;

/**
 * Follows the residuals of a fixed-point iteration and tells when it ends. A contraction may first let residuals grow, so that only a long
 * time without a new best one counts: far above the best it does not contract, near it has come to the rounding.
 */
final class ContractionWatch {

    /** So many iterations without a residual below this fraction of the best end the iteration. */
    private static final int PATIENCE = 100;
    private static final double PROGRESS = 0.99;
    /** Growth beyond this is no transient. */
    private static final double EXPLOSION = 1e30;
    /** Below this multiple of the rounding unit residuals stagnate rather than diverge. */
    private static final double ROUNDING = 1e6 * Math.ulp(1.0);

    private final double tolerance;
    private final long limit;
    private double best = Double.POSITIVE_INFINITY;
    private double mark = Double.POSITIVE_INFINITY;
    private double before = Double.NaN;
    private double rate = Double.NaN;
    private long settledBefore;
    private long marked;

    ContractionWatch(double tolerance, long limit) {
        this.tolerance = tolerance;
        this.limit = limit;
    }

    /** The ratio of the last residual to the one before. */
    double rate() {
        return rate;
    }

    /** Takes a residual where it is not known which steps are settled. */
    Status take(long iterations, double residual) {
        return take(iterations, residual, 0);
    }

    /**
     * Takes the residual after a number of iterations.
     *
     * @param settled how many steps from the start on no longer change; a larger number is progress, too
     * @return how the iteration ends; null if it goes on
     */
    Status take(long iterations, double residual, long settled) {
        if (!Double.isFinite(residual)) {
            return Double.isFinite(best) && iterations > 1 ? Status.DIVERGED : Status.NONFINITE;
        }
        rate = residual / before;
        before = residual;
        best = Math.min(best, residual);
        if (residual < PROGRESS * mark || settled > settledBefore) {
            mark = Math.min(mark, residual);
            settledBefore = Math.max(settled, settledBefore);
            marked = iterations;
        }
        if (residual <= tolerance) {
            return Status.CONVERGED;
        }
        if (residual > EXPLOSION) {
            return Status.DIVERGED;
        }
        if (iterations - marked >= PATIENCE) {
            return best <= ROUNDING ? Status.STAGNATED : Status.DIVERGED;
        }
        return iterations >= limit ? Status.ITERATION_LIMIT : null;
    }
}
