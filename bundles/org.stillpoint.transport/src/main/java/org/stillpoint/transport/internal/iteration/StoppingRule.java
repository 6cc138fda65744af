package org.stillpoint.transport.internal.iteration;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;

/** Decides after each iteration whether to stop, and why. */
public final class StoppingRule {

    /** What rounding may change in sums, so that who computes a residual again finds it under the tolerance too. */
    private static final double ROUNDING = 0x1p-44;
    /** The iterations in which, and in at least half of all, the residual has to fall by a hundredth. */
    private static final long PATIENCE = 200;

    private final SolveContext context;
    private final double tolerance;
    private final double goal;
    private final long maxIterations;
    private double best = Double.POSITIVE_INFINITY;
    private double bestBefore = Double.POSITIVE_INFINITY;
    private final long first;
    private long nextCheck;
    private long lastIteration;
    private double lastResidual = Double.NaN;

    /**
     * A rule for one solve.
     *
     * @param rounding what rounding may change in a residual, beyond what it does in any sum
     */
    public StoppingRule(SolveContext context, double tolerance, long maxIterations, double rounding) {
        this(context, tolerance, maxIterations, rounding, 0);
    }

    /**
     * A rule for one of several runs of a solve.
     *
     * @param maxIterations the number of the last iteration
     * @param rounding what rounding may change in a residual, beyond what it does in any sum
     * @param first the number of iterations in the runs before
     */
    public StoppingRule(SolveContext context, double tolerance, long maxIterations, double rounding, long first) {
        this.context = context;
        this.first = first;
        nextCheck = first + PATIENCE;
        lastIteration = first;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
        goal = tolerance - Math.min(ROUNDING + rounding, tolerance / 2);
    }

    /** The residual at which an iteration stops: the tolerance less what rounding may change. */
    public double goal() {
        return goal;
    }

    /** The tolerance. */
    public double tolerance() {
        return tolerance;
    }

    /** Why to stop after this iteration; null to go on. */
    public Status check(long iteration, double residual) {
        if (!Double.isFinite(residual)) {
            return Status.NONFINITE;
        }
        best = Math.min(best, residual);
        lastIteration = iteration;
        lastResidual = residual;
        if (residual <= goal) {
            return Status.CONVERGED;
        }
        if (iteration >= maxIterations) {
            return Status.ITERATION_LIMIT;
        }
        if (iteration >= nextCheck) {
            if (best > 0.99 * bestBefore) {
                return Status.STAGNATED;
            }
            bestBefore = best;
            nextCheck = iteration + Math.max(iteration - first, PATIENCE);
        }
        return report() ? null : context.interruption();
    }

    /** Reports where the last check was, and answers whether to go on. */
    public boolean report() {
        return context.proceed(lastIteration, lastResidual);
    }
}
