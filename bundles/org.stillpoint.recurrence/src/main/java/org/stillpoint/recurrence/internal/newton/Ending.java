package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.api.Status;

/** How the iterations on a window ended. */
enum Ending {
    /** All defects are within the bound. */
    CONVERGED(Status.CONVERGED),
    /** The iteration limit. */
    LIMIT(Status.ITERATION_LIMIT),
    /** The residual does not fall any more. */
    STALLED(Status.STAGNATED),
    /** The iterates overflowed. */
    DIVERGED(Status.DIVERGED),
    /** The cell has no finite value at a state that is exact, or at a guess. */
    NONFINITE(Status.NONFINITE),
    /** The host said stop. */
    STOPPED(Status.CANCELLED);

    private final Status status;

    Ending(Status status) {
        this.status = status;
    }

    /** The status of a solve that ends so. */
    Status status() {
        return status;
    }
}
