package org.stillpoint.api.options;

/** An option that does not exist or does not take the value. The message names the option, its range, and the nearest name. */
public class OptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String option;

    /** An exception about one option. */
    public OptionException(String option, String message) {
        super(message);
        this.option = option;
    }

    /** The name that was given. */
    public String option() {
        return option;
    }
}
