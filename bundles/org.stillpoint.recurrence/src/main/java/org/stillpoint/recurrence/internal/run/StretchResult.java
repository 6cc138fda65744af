package org.stillpoint.recurrence.internal.run;

import org.stillpoint.api.Status;

/**
 * How a stretch ended; its states are in the stretch.
 *
 * @param status {@link Status#CONVERGED} where the residual is within the tolerance
 * @param iterations the sweeps over the stretch; for methods that cut it into windows, the most that a window took
 * @param residual the largest |h_t - f(h_{t-1}, x_t)|, divided by the largest |h_t| or by 1 if that is larger
 */
public record StretchResult(Status status, long iterations, double residual) {
}
