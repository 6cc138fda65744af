package org.stillpoint.api.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.stillpoint.api.History;
import org.stillpoint.api.Progress;

/** One execution of a solver on a problem. Thread-safe. */
@ProviderType
public interface Run {

    /** The number of the run, unique in its host's history. */
    long id();

    /** What was asked for. */
    RunRequest request();

    /** The solver that was chosen. */
    SolverDescriptor solver();

    /** Where the run stands. */
    RunState state();

    /** How far it has come. */
    Progress progress();

    /** The residuals so far, thinned to a bounded number. */
    History history();

    /**
     * Asks the run to stop; it ends with its best iterate and the status CANCELLED, which is still verified. A run whose solution is being
     * verified already, cancelled before or not, ends at once with that solution, unverified. A run that has not begun, and one whose
     * solver does not stop in time, fails and has no solution. No effect once it is done.
     */
    void cancel();

    /** The result, once the run is done. */
    Optional<RunResult> result();

    /** Waits for the result. */
    RunResult await() throws InterruptedException;

    /** Waits for the result, but not longer than a time. */
    Optional<RunResult> await(Duration time) throws InterruptedException;

    /** Completes with the result; never exceptionally. */
    CompletionStage<RunResult> completion();
}
