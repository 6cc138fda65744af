package org.stillpoint.recurrence.internal.shooting;

/**
 * Takes lanes through a few steps, a tile, at once. States and products come in panels: a row for each component, a column for each lane.
 * Used by one thread.
 */
interface StepTiles {

    /**
     * Runs a tile.
     *
     * @param state the panel of states before the tile; receives the one after it
     * @param states receives the states after each step: component k after step s of lane i at {@code (k * steps + s) * lanes + i}
     * @param product a panel of Jacobian matrices, which are multiplied from the left by those of the steps; null for none
     */
    void run(Tile tile, double[] state, double[] states, double[] product);
}
