package org.stillpoint.recurrence.internal.run;

import org.stillpoint.api.SolverException;

/** A method that finds all states of a stretch. */
@FunctionalInterface
public interface SequenceMethod {

    /**
     * Solves a stretch. Whatever the status, the best states found are in the stretch, all finite where they can be.
     *
     * @throws SolverException if the method does not treat this cell
     */
    StretchResult solve(Stretch stretch, Session session) throws SolverException;
}
