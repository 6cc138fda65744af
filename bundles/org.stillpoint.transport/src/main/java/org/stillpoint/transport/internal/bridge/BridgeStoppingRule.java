package org.stillpoint.transport.internal.bridge;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;

/** Tells of the residuals of an iteration whether it should stop. */
final class BridgeStoppingRule {

    /** What the order of summation may change in a residual, so that who computes it again finds it under the tolerance too. */
    private static final double SUMMATION = 1e-15;
    /** The iterations, and at least half of all, in which the residual has to fall by a hundredth. */
    private static final long PATIENCE = 500;
    private static final double PROGRESS = 0.01;

    private final SolveContext context;
    private final double tolerance;
    private final long maxIterations;
    private double least = Double.POSITIVE_INFINITY;
    private double before = Double.POSITIVE_INFINITY;
    private long nextCheck = PATIENCE;

    /** A rule for one run. */
    BridgeStoppingRule(SolveContext context, double tolerance, long maxIterations) {
        this.context = context;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
    }

    /** Whether a residual is under the tolerance in whatever order it is summed. */
    boolean small(double residual) {
        return residual <= tolerance * (1 - 1e-9) - Math.min(tolerance / 2, SUMMATION);
    }

    /** Why to stop after this iteration, whose residual is not small; null to go on. */
    Status check(long iteration, double residual) {
        if (!Double.isFinite(residual)) {
            return Status.NONFINITE;
        }
        least = Math.min(least, residual);
        if (iteration >= maxIterations) {
            return Status.ITERATION_LIMIT;
        }
        if (iteration >= nextCheck) {
            if (least > (1 - PROGRESS) * before) {
                return Status.STAGNATED;
            }
            before = least;
            nextCheck = iteration + Math.max(iteration, PATIENCE);
        }
        return context.proceed(iteration, residual) ? null : context.interruption();
    }
}
