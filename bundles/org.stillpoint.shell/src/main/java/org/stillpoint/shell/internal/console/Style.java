package org.stillpoint.shell.internal.console;

/** How a piece of text stands out on a terminal. */
public enum Style {
    /** Not at all. */
    PLAIN(""),
    /** A heading or the one number that matters. */
    STRONG("1"),
    /** Something beside the point. */
    FAINT("2"),
    /** Something that holds. */
    GOOD("32"),
    /** Something to notice. */
    NOTICE("33"),
    /** Something that does not hold. */
    BAD("31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String wrap(String text) {
        return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
