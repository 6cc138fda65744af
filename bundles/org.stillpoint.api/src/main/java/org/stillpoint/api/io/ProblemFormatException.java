package org.stillpoint.api.io;

import java.io.IOException;

/** The content of a file is wrong. The message has the form {@code file:line: what is wrong and what was expected}. */
public class ProblemFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String source;
    private final long line;

    /**
     * An exception about a place in a file.
     *
     * @param source the file's name
     * @param line the one-based line, or 0 where there are no lines
     * @param message what is wrong, and what was expected
     */
    public ProblemFormatException(String source, long line, String message) {
        this(source, line, message, null);
    }

    /** An exception about a place in a file, with its cause. */
    public ProblemFormatException(String source, long line, String message, Throwable cause) {
        super(source + (line > 0 ? ":" + line : "") + ": " + message, cause);
        this.source = source;
        this.line = line;
    }

    /** The file's name. */
    public String source() {
        return source;
    }

    /** The one-based line, or 0 where there are no lines. */
    public long line() {
        return line;
    }
}
