package org.stillpoint.transport.internal.gromov;

import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.TransportPlan;

/**
 * Where a method came to from one start.
 *
 * @param status how it ended
 * @param plan the plan with its potentials, of all points
 * @param value the distortion with the linear part
 * @param objective what is minimised, with the entropy
 * @param residual the residual
 * @param lastStep the number of the last step
 */
record StationaryPlan(Status status, TransportPlan plan, double value, double objective, double residual,
        long lastStep) {

    /** Whether this one is to be preferred: what is stationary before what is not, then what has the lower objective. */
    boolean betterThan(StationaryPlan other) {
        if (other == null || (status == Status.CONVERGED) != (other.status == Status.CONVERGED)) {
            return other == null || status == Status.CONVERGED;
        }
        return objective < other.objective || Double.isNaN(other.objective) && !Double.isNaN(objective);
    }
}
