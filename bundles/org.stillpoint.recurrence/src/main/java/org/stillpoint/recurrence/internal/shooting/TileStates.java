package org.stillpoint.recurrence.internal.shooting;

/** The states before and after each step of a tile in the precision of its steps. */
interface TileStates {

    /** Takes the panel of states before a tile. */
    void load(double[] state, int lanes);

    /** Gives the panel of states after so many steps. */
    void unload(double[] state, int lanes, int steps);
}
