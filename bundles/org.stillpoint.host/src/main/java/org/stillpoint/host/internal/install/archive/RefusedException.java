package org.stillpoint.host.internal.install.archive;

/** An installation cannot take place. The message is the reason for people: one paragraph that says what would be right. */
public class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A refusal with its reason. */
    public RefusedException(String reason) {
        super(reason);
    }

    /** A refusal with its reason and cause. */
    public RefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
