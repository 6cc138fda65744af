package org.stillpoint.host.internal.install.archive;

/** What is to be installed is older than what is installed, and nobody said that this is meant. */
public final class OlderVersionException extends RefusedException {

    private static final long serialVersionUID = 1L;

    /** A refusal with a message for the user. */
    public OlderVersionException(String message) {
        super(message);
    }
}
