package org.stillpoint.recurrence.internal.shooting;

/** What one thread does of tiles whose units are shared between threads. The parts do each of these things before any does the next. */
interface TilePart {

    /** Takes its share of the inputs of a tile, given as {@link StepTiles#run} says. */
    void take(double[] input, int steps, int lanes);

    /** Computes the drives of its units for all steps. */
    void drive(int steps, int lanes);

    /** Computes the next states of its units and stores them, as {@link StepTiles#run} says, among all. */
    void step(int step, int steps, int lanes, double[] states);
}
