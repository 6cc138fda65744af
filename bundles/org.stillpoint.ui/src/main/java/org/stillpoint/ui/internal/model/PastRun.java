package org.stillpoint.ui.internal.model;

import java.util.Optional;
import org.stillpoint.api.History;
import org.stillpoint.api.Problem;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;

/**
 * A run out of the history.
 *
 * @param summary what the history kept of it
 */
public record PastRun(RunSummary summary) implements ShownRun {

    @Override
    public long id() {
        return summary.id();
    }

    @Override
    public String label() {
        return summary.label();
    }

    @Override
    public String solver() {
        return summary.solver() + " " + summary.version();
    }

    @Override
    public RunState state() {
        return summary.state();
    }

    @Override
    public History history() {
        return summary.history();
    }

    @Override
    public double tolerance() {
        try {
            return Double.parseDouble(summary.options().getOrDefault(Options.TOLERANCE, "NaN"));
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }

    @Override
    public Optional<Problem> problem() {
        return Optional.empty();
    }

    @Override
    public Optional<RunResult> result() {
        return Optional.empty();
    }
}
