package org.stillpoint.recurrence.internal.automatic;

/** The methods to choose from. */
enum Method {
    /** Step after step. */
    SEQUENTIAL("recurrence.sequential"),
    /** Chunks side by side. */
    SHOOTING("recurrence.shooting"),
    /** Newton's method on windows. */
    NEWTON("recurrence.newton");

    final String id;

    Method(String id) {
        this.id = id;
    }
}
