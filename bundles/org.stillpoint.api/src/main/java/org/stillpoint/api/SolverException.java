package org.stillpoint.api;

/** A solver cannot treat the problem at all. The message is for the user: what is wrong, and what would be right. */
public class SolverException extends Exception {

    private static final long serialVersionUID = 1L;

    /** An exception with a message for the user. */
    public SolverException(String message) {
        super(message);
    }

    /** An exception with a message for the user, and its cause. */
    public SolverException(String message, Throwable cause) {
        super(message, cause);
    }
}
