package org.stillpoint.recurrence.internal.sweep;

import org.stillpoint.api.Status;

/** Sweeps over one sequence after the other of a stretch, behind a solved prefix. */
public interface SequenceSweeps {

    /** Turns to a sequence and solves as much of it as the limits allow; null where going on would not pay. */
    Status solve(int sequence);

    /** How many steps of the sequence, from the first on, are solved. */
    int solved();

    /** The largest defect of the solved steps of the sequence. */
    double defect();

    /** The largest component of the solved states of the sequence. */
    double magnitude();
}
