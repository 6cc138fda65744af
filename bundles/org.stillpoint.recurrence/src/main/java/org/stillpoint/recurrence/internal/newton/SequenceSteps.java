package org.stillpoint.recurrence.internal.newton;

/** Solves a sequence part by part. Used by one thread. */
interface SequenceSteps {

    /**
     * Goes on with a sequence for about so many steps, or until it is finished or the pulse says stop.
     *
     * @return the iterations it took
     */
    void advance(SequenceState state, int steps);

    /** The states that started again from the guess. */
    long resets();
}
