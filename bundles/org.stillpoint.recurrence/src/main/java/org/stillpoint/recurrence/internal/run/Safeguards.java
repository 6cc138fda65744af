package org.stillpoint.recurrence.internal.run;

/** What an iteration over many steps is guarded by. */
public enum Safeguards {
    /** Nothing. */
    NONE,
    /** What keeps iterates finite. */
    RESET,
    /** Besides, what bounds the work: in the end steps are run one after the other. */
    ALL
}
