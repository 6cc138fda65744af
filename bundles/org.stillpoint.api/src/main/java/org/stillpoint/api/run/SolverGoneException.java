package org.stillpoint.api.run;

/** A solver is not, or no longer, installed. The message says which, since when, and what there is. */
public class SolverGoneException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** An exception with a message for the user. */
    public SolverGoneException(String message) {
        super(message);
    }
}
