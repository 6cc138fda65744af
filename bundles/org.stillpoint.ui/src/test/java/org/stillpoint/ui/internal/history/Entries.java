package org.stillpoint.ui.internal.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillpoint.api.History;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;

/** Runs for tests. */
final class Entries {

    private Entries() {
    }

    static RunSummary run(long id, String label, String solver, Verdict verdict, double residual, Map<String, String> options) {
        boolean solved = verdict == Verdict.CERTIFIED || verdict == Verdict.NOT_CERTIFIED || verdict == Verdict.UNVERIFIED;
        return new RunSummary(id, label, Optional.of("/problems/" + label), "linear-program", solver, "1.0.0", options,
                verdict == null ? RunState.RUNNING : RunState.DONE, solved ? Optional.of("CONVERGED") : Optional.empty(),
                Optional.ofNullable(verdict), residual, 1000 * id, Instant.EPOCH.plusSeconds(60 * id), 1.0 / id, verdict == null ? "" : "java",
                verdict == Verdict.FAILED ? Optional.of("the solver returned null") : Optional.empty(), List.of(), Optional.empty(),
                History.EMPTY);
    }

    static RunEntry entry(long id, String label, String solver, Verdict verdict, double residual) {
        return new RunEntry(run(id, label, solver, verdict, residual, Map.of()), "", verdict == null);
    }
}
