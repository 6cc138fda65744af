package org.stillpoint.api.data;

/** Data that is missing, of the wrong kind, or damaged. The message names the field or the place. */
public class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception with a message that names the place. */
    public DataException(String message) {
        super(message);
    }

    /** An exception with a message that names the place, and its cause. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
