package org.stillpoint.api.problem.recurrence;

import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;

/** What is fed to a recurrence: sequences of values, or a signal that computes them. */
public sealed interface RecurrenceInput permits Sequences, GeneratedInput {

    /** The number of independent sequences. */
    int batch();

    /** The number of steps of each. */
    int steps();

    /** The number of components of a step; 0 for a recurrence without input. */
    int size();

    /**
     * All values, computed where they are not given.
     *
     * @throws SolverException if there is no signal of the name, or if it has another number of components
     */
    Sequences sequences(Functions functions) throws SolverException;
}
