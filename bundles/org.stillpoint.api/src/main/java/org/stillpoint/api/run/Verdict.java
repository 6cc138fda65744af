package org.stillpoint.api.run;

/** What a host says of a finished run. */
public enum Verdict {
    /** The solver claimed an answer, and every check of the claim holds. */
    CERTIFIED,
    /** The solver claimed no answer, or a check of its claim fails. */
    NOT_CERTIFIED,
    /** There is no verifier for this kind of problem. */
    UNVERIFIED,
    /** The solver broke its contract or could not treat the problem; there is no solution. */
    FAILED
}
