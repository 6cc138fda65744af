package org.stillpoint.api.run;

import java.util.Collection;
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

    /**
     * The most recent runs without what takes most of the room: certificates and residuals along the way, which {@link #find} gives.
     *
     * @param after the number of a run: only later ones are given; 0 for all
     * @param limit how many at most
     * @return the runs, newest first
     */
    List<RunSummary> overview(long after, int limit);

    /** One run from the history. */
    Optional<RunSummary> find(long id);

    /** Several runs from the history in the order of their numbers, as many of them as there are; quicker than one by one. */
    List<RunSummary> find(Collection<Long> ids);

    /**
     * Deletes runs from the history, for all processes that share it. Those that are not done, here or in another process, are left.
     *
     * @param ids the numbers of the runs
     * @return how many were deleted
     */
    int delete(Collection<Long> ids);
}
