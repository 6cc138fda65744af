package org.stillpoint.ui.internal.model;

import java.util.Optional;
import org.stillpoint.api.History;
import org.stillpoint.api.Problem;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;

/** A run as the views show it: one of this session, or one out of the history. Thread-safe. */
public sealed interface ShownRun permits SessionRun, PastRun {

    /** The number of the run. */
    long id();

    /** The name of the problem. */
    String label();

    /** The solver's id and version. */
    String solver();

    /** Where it stands. */
    RunState state();

    /** The residuals so far. */
    History history();

    /** The tolerance it works to, NaN where that is not known. */
    double tolerance();

    /** The problem; empty for runs out of the history. */
    Optional<Problem> problem();

    /** The result; empty before the run is done, and for runs out of the history. */
    Optional<RunResult> result();
}
