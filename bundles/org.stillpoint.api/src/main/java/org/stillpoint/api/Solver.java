package org.stillpoint.api;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.data.Recordable;

/**
 * A method for one kind of problem, published as a service with {@link SolverInfo} and, for its options, {@code @Designate}.
 *
 * <p>A solver is thread-safe and keeps no state between calls, leaves no threads behind, prints nothing, and calls
 * {@link SolveContext#proceed} at least every few milliseconds. Callers do not look solvers up themselves: they ask the
 * {@link org.stillpoint.api.run.SolverRegistry} or submit to the {@link org.stillpoint.api.run.RunService}.
 *
 * @param <P> the problem that is solved
 * @param <S> the value that solves it
 */
@ConsumerType
public interface Solver<P extends Problem, S extends Recordable> {

    /**
     * Solves the problem as far as the context allows.
     *
     * @return the best iterate found with its status, whatever the status is; never null
     * @throws SolverException if the problem cannot be treated at all, with a message for the user
     */
    Solution<S> solve(P problem, SolveContext context) throws SolverException;

    /**
     * A problem of at most a few milliseconds that this solver is certain to solve with its default options. A host solves
     * and verifies it before it lets a newly installed solver take part.
     */
    P selfCheck();

    /**
     * The seconds this solver expects to need for the problem on one core, as far as its size tells: lower is preferred
     * when a host chooses. Positive infinity means that this solver does not take the problem.
     */
    default double expectedSeconds(P problem) {
        return 1;
    }
}
