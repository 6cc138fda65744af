package org.stillpoint.recurrence.internal.shooting;

/** The panels of states of a tile in the precision of its steps. */
interface StatePanels {

    /** Takes the states before a tile. */
    void load(double[] state, int lanes);

    /** Gives the states after so many steps. */
    void store(double[] state, int lanes, int steps);
}
