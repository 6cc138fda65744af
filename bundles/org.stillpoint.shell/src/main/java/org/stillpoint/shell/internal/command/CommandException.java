package org.stillpoint.shell.internal.command;

/** Something the user can put right: one line that says what is wrong, and one that says what to do. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    /** An exception with a hint. */
    public CommandException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** An exception without a hint. */
    public CommandException(String message) {
        this(message, "");
    }

    /** What to do; possibly empty. */
    public String hint() {
        return hint;
    }
}
