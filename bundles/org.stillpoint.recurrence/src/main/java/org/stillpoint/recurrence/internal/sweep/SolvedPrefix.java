package org.stillpoint.recurrence.internal.sweep;

/** The solved steps of a sequence, from the first on. */
public interface SolvedPrefix {

    /** How many there are. */
    int solved();

    /** The largest defect of them. */
    double defect();

    /** The largest component of their states. */
    double magnitude();
}
