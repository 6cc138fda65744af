package org.stillpoint.recurrence.internal.shooting;

/** What one thread does of tiles whose units are shared between threads. The parts do each of these things before any does the next. */
interface TilePart {

    /** Takes its share of the inputs of a tile. */
    void take(Tile tile);

    /** Computes the drives of its units for all steps. */
    void drive(Tile tile);

    /** Computes the next states of its units. */
    void step(Tile tile, int step);

    /** Copies those components of the state of a lane after a step that belong to its units to their places in a state. */
    void state(Tile tile, int lane, int step, double[] target, int offset);
}
