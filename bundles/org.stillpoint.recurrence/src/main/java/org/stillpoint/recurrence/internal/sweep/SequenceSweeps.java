package org.stillpoint.recurrence.internal.sweep;

import org.stillpoint.api.Status;

/** Sweeps over one sequence after the other of a stretch, behind a solved prefix. */
public interface SequenceSweeps {

    /** Turns to a sequence and solves as much of it as the limits allow; null where going on would not pay. */
    Status solve(int sequence);

    /** What is solved of the sequence. */
    SolvedPrefix prefix();
}
