package org.stillpoint.api;

/** How a solve ended. Only the first three are claims about the problem; a verifier checks those. */
public enum Status {
    /** The stated residual is below the stated tolerance. */
    CONVERGED,
    /** No feasible point (or fixed point) exists; the value carries the evidence. */
    INFEASIBLE,
    /** The objective has no bound; the value carries a direction of recession. */
    UNBOUNDED,
    /** The iteration limit was reached. */
    ITERATION_LIMIT,
    /** The time limit was reached. */
    TIME_LIMIT,
    /** The caller cancelled the run. */
    CANCELLED,
    /** The residual stopped falling above the tolerance. */
    STAGNATED,
    /** The iterates grew without bound. */
    DIVERGED,
    /** A NaN or an infinity appeared where a number was needed. */
    NONFINITE;

    /** Whether this status claims an answer that can be verified. */
    public boolean isClaim() {
        return this == CONVERGED || this == INFEASIBLE || this == UNBOUNDED;
    }

    /** Whether the host ended the solve: at the time limit, or for the caller. */
    public boolean isInterruption() {
        return this == TIME_LIMIT || this == CANCELLED;
    }
}
