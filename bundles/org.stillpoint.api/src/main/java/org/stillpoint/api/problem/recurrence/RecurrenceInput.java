package org.stillpoint.api.problem.recurrence;

/** What is fed to a recurrence: sequences of values, or a signal that computes them. */
public sealed interface RecurrenceInput permits Sequences, GeneratedInput {

    /** The number of independent sequences. */
    int batch();

    /** The number of steps of each. */
    int steps();

    /** The number of components of a step; 0 for a recurrence without input. */
    int size();
}
