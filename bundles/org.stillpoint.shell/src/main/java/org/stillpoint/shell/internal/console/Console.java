package org.stillpoint.shell.internal.console;

import java.io.PrintStream;
import java.util.Set;

/** Where a command prints: results on one stream, progress and errors on the other. */
public final class Console {

    /**
     * What the streams are connected to.
     *
     * @param input whether lines come from a terminal
     * @param output whether results go to a terminal
     * @param error whether progress and errors go to a terminal
     * @param colour whether colours are wanted on terminals
     * @param unicode whether terminals show characters beyond ASCII
     */
    public record Terminal(boolean input, boolean output, boolean error, boolean colour, boolean unicode) {

        /** No terminal anywhere. */
        public static final Terminal NONE = new Terminal(false, false, false, false, false);

        /** System property: which of {@code in}, {@code out} and {@code err} are terminals, joined by commas. */
        public static final String PROPERTY = "stillpoint.terminal";

        /** What the start script found out, or else what the platform tells. */
        public static Terminal detect() {
            String found = System.getProperty(PROPERTY);
            boolean every = System.console() != null;
            Set<String> names = found != null ? Set.of(found.split(",")) : every ? Set.of("in", "out", "err") : Set.of();
            boolean colour = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
            boolean unicode = "UTF-8".equalsIgnoreCase(System.getProperty("native.encoding"));
            return new Terminal(names.contains("in"), names.contains("out"), names.contains("err"), colour, unicode);
        }
    }

    private final PrintStream out;
    private final PrintStream error;
    private final Terminal terminal;

    /** A console over two streams. */
    public Console(PrintStream out, PrintStream error, Terminal terminal) {
        this.out = out;
        this.error = error;
        this.terminal = terminal;
    }

    /** The stream of results. */
    public PrintStream out() {
        return out;
    }

    /** The stream of progress and errors. */
    public PrintStream error() {
        return error;
    }

    /** What the streams are connected to. */
    public Terminal terminal() {
        return terminal;
    }

    /** Prints a line of results. */
    public void line(String text) {
        out.println(text);
    }

    /** Prints an empty line of results. */
    public void line() {
        out.println();
    }

    /** A text for the stream of results, in a style where that is a terminal. */
    public String styled(Style style, String text) {
        return terminal.output() && terminal.colour() ? style.wrap(text) : text;
    }

    /** A text for the stream of errors, in a style where that is a terminal. */
    public String styledError(Style style, String text) {
        return terminal.error() && terminal.colour() ? style.wrap(text) : text;
    }

    /** Whether results may contain characters beyond ASCII. */
    public boolean unicode() {
        return terminal.output() && terminal.unicode();
    }
}
