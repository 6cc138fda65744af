package org.stillpoint.api.options;

/** What values an option takes. */
public enum OptionKind {
    /** {@code true} or {@code false}; {@code on}, {@code off}, {@code yes} and {@code no} are understood. */
    TRUTH,
    /** An integer. */
    INTEGER,
    /** A finite number. */
    NUMBER,
    /** One of named choices. */
    CHOICE,
    /** A text. */
    TEXT
}
