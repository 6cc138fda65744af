package org.stillpoint.halpern.internal.presolve;

/** What presolving a linear program came to. */
public enum Outcome {
    /** A program is left to be solved; possibly the original one. */
    REDUCED,
    /** Nothing is left: the empty point solves what is left, and restoring it solves the program. */
    SOLVED,
    /** The program has no feasible point. */
    INFEASIBLE_DETECTED,
    /** The dual program has no feasible point: the program is unbounded, or has no feasible point either. */
    UNBOUNDED_DETECTED
}
