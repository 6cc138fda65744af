package org.stillpoint.ui.internal.history;

import java.util.Locale;
import java.util.Objects;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;

/** A run as a row of the history. Immutable; a row that shows anything else is another entry. */
final class RunEntry {

    private final RunSummary run;
    private final String options;
    private final boolean active;
    private String searched;

    /**
     * An entry.
     *
     * @param run the run without certificate and residuals along the way
     * @param options the options that are to be shown, as text
     * @param active whether this process carries it out
     */
    RunEntry(RunSummary run, String options, boolean active) {
        this.run = Objects.requireNonNull(run, "run");
        this.options = Objects.requireNonNull(options, "options");
        this.active = active;
    }

    RunSummary run() {
        return run;
    }

    long id() {
        return run.id();
    }

    String options() {
        return options;
    }

    /** Whether this process carries the run out, and can cancel it. */
    boolean active() {
        return active;
    }

    boolean done() {
        return run.state() == RunState.DONE;
    }

    /** Everything that the row shows, and what went wrong, in small letters. */
    synchronized String searched() {
        if (searched == null) {
            StringBuilder text = new StringBuilder();
            for (RunColumn column : RunColumn.values()) {
                text.append(column.text(this)).append('\n');
            }
            run.source().ifPresent(source -> text.append(source).append('\n'));
            run.failure().ifPresent(failure -> text.append(failure).append('\n'));
            searched = text.toString().toLowerCase(Locale.ROOT);
        }
        return searched;
    }

    /** What the row does not show: what went wrong, what the host noticed, the file. */
    String tooltip() {
        StringBuilder text = new StringBuilder();
        run.failure().ifPresent(failure -> text.append(failure).append('\n'));
        run.remarks().forEach(remark -> text.append(remark).append('\n'));
        run.source().ifPresent(source -> text.append(source).append('\n'));
        if (!options.isEmpty()) {
            text.append(options).append('\n');
        }
        return text.toString().strip();
    }
}
