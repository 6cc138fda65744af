package org.stillpoint.recurrence.internal.sequential;

/** A part of the steps of a recurrence, some sequences or some units of them, that one thread at a time computes. */
interface StepPart extends StepRun {

    /** Computes the drives of some steps. */
    void prepare(int first, int count);

    /** Computes a step from the one before, which all parts of the same sequences have done. */
    void step(int step);

    @Override
    default void run(int first, int count) {
        prepare(first, count);
        for (int step = first; step < first + count; step++) {
            step(step);
        }
    }
}
