package org.stillpoint.recurrence.internal.shooting;

/**
 * Takes lanes through a few steps, a tile, at once. States before a tile and products come in panels: a row for each component, a column
 * for each lane. Used by one thread.
 */
interface StepTiles {

    /**
     * Runs a tile.
     *
     * @param state the panel of states before the tile; receives the one after it
     * @param product a panel of Jacobian matrices, which are multiplied from the left by those of the steps; null for none
     */
    void run(Tile tile, double[] state, double[] product);

    /**
     * Copies the states after each step that the lanes have in the tile that was run last, one after the other.
     *
     * @param offsets where those of each lane begin in the target
     */
    void store(Tile tile, int[] offsets, double[] target);

    /** Copies the state of a lane after a step of the tile that was run last to the beginning of an array. */
    void state(Tile tile, int lane, int step, double[] target);
}
