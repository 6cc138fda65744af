package org.stillpoint.api.run;

/** What a host says of a finished run. */
public enum Verdict {
    /** The solver claimed an answer, and every check of the claim holds. */
    CERTIFIED,
    /** The solver claimed no answer, or a check of its claim fails. */
    NOT_CERTIFIED,
    /** There is no verifier for this kind of problem, or the user did not wait for it. */
    UNVERIFIED,
    /** The solver does not treat the problem, or not with what it was given beside it, and said why; there is no solution. */
    REFUSED,
    /** The solver broke its contract, or the run could not take place; there is no solution. */
    FAILED
}
