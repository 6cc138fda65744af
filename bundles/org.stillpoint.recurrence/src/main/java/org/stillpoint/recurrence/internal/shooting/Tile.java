package org.stillpoint.recurrence.internal.shooting;

/** The steps of lanes that {@link StepTiles} run next; filled anew for every tile. */
final class Tile {

    /** The inputs: those of step s of lane i begin at {@code (s * lanes + i)} times their number. */
    final double[] input;
    /** The numbers of the lanes. */
    final int[] lane;
    /** How many lanes there are. */
    int lanes;
    /** How many steps. */
    int steps;
    /** The steps that the lanes have behind them; -1 for the step before their first one. */
    int position;

    Tile(int inputs, int steps, int lanes) {
        input = new double[inputs * steps * lanes];
        lane = new int[lanes];
    }
}
