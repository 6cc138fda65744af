package org.stillpoint.api.run;

/** Where a run stands. */
public enum RunState {
    /** Waiting for a free place. */
    QUEUED,
    /** The solver is at work. */
    RUNNING,
    /** The verifier is at work. */
    VERIFYING,
    /** The result is there. */
    DONE
}
