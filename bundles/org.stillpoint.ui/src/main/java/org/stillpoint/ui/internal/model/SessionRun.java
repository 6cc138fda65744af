package org.stillpoint.ui.internal.model;

import java.util.Optional;
import org.stillpoint.api.History;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;

/**
 * A run that was started in this session.
 *
 * @param run the run
 */
public record SessionRun(Run run) implements ShownRun {

    @Override
    public long id() {
        return run.id();
    }

    @Override
    public String label() {
        return run.request().label();
    }

    @Override
    public String solver() {
        return run.solver().id() + " " + run.solver().version();
    }

    @Override
    public RunState state() {
        return run.state();
    }

    @Override
    public History history() {
        return run.result().flatMap(RunResult::solution).map(Solution::history).orElseGet(run::history);
    }

    @Override
    public double tolerance() {
        Optional<Solution<?>> solution = run.result().flatMap(RunResult::solution);
        if (solution.isPresent()) {
            return solution.get().tolerance();
        }
        OptionSchema schema = run.solver().options();
        return schema.find(Options.TOLERANCE).isEmpty() ? Double.NaN
                : schema.complete(run.request().options()).get(Options.TOLERANCE) instanceof Double tolerance ? tolerance : Double.NaN;
    }

    @Override
    public Optional<Problem> problem() {
        return Optional.of(run.request().problem());
    }

    @Override
    public Optional<RunResult> result() {
        return run.result();
    }
}
