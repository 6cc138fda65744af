package org.stillpoint.api.run;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Runs solvers: queue, progress, cancel, limits, verification, history. */
@ProviderType
public interface RunService {

    /**
     * Puts a run into the queue. The solver's version is fixed now: an update does not touch the run.
     *
     * @throws org.stillpoint.api.options.OptionException if an option is wrong
     * @throws SolverGoneException if there is no such solver, or none for the problem
     * @throws java.util.concurrent.RejectedExecutionException if the queue is full or the host is stopping
     */
    Run submit(RunRequest request);

    /** The runs that are not done. */
    List<Run> active();

    /** The most recent runs of this host, of earlier processes too, newest first. */
    List<RunSummary> history(int limit);

    /** One run from the history. */
    Optional<RunSummary> find(long id);
}
