package org.stillpoint.recurrence.internal.sequential;

/** The steps of some sequences, that one thread at a time computes. */
interface StepRun {

    /** Computes some steps from the one before them. */
    void run(int first, int count);
}
