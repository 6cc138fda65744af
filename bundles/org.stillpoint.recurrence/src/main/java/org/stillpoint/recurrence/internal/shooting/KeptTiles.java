package org.stillpoint.recurrence.internal.shooting;

import java.util.function.IntFunction;

/**
 * Drives of tiles as the first run through all lanes computed them, for repairs to use again: the k-th one at step s of lane l is value
 * {@code (k * steps + s) * lanes + l} of the array of the tile, with the steps and lanes of the first run.
 *
 * @param <A> the arrays
 */
final class KeptTiles<A> {

    private final A[] arrays;
    private final int[] steps;
    private final int tileSteps;
    private final int lanes;

    /**
     * Room for tiles.
     *
     * @param maker makes an array of tiles
     * @param length of how many steps of a lane, or some more; 0 to keep nothing
     * @param tileSteps the number of steps of a tile
     * @param lanes the number of all lanes
     */
    KeptTiles(IntFunction<A[]> maker, int length, int tileSteps, int lanes) {
        this.tileSteps = tileSteps;
        this.lanes = lanes;
        arrays = maker.apply((length + tileSteps - 1) / tileSteps);
        steps = new int[arrays.length];
    }

    /** Whether the drives of a tile are to be kept: it has all lanes, and nothing is kept for it so far. */
    boolean wants(Tile tile) {
        return hasRoom(tile) && tile.lanes == lanes && arrays[tile.position / tileSteps] == null;
    }

    /** Keeps the drives of a tile. */
    void keep(Tile tile, A drives) {
        arrays[tile.position / tileSteps] = drives;
        steps[tile.position / tileSteps] = tile.steps;
    }

    /** The drives that are kept for a tile, which may begin within the one that they were kept for; null if there are none. */
    A drives(Tile tile) {
        return hasRoom(tile) ? arrays[tile.position / tileSteps] : null;
    }

    private boolean hasRoom(Tile tile) {
        return tile.position >= 0 && tile.position / tileSteps < arrays.length;
    }

    /** Whether a tile has the lanes for which drives are kept, all of them. */
    boolean hasAll(Tile tile) {
        return tile.lanes == lanes;
    }

    /** How many columns of drives are kept for a tile, where they are kept by columns. */
    int columns(Tile tile) {
        return steps[tile.position / tileSteps] * lanes;
    }

    /** Which of these columns belongs to a step of a lane. */
    int column(Tile tile, int step, int lane) {
        return (tile.position % tileSteps + step) * lanes + lane;
    }

    /** Where in a row of the drives that are kept for a tile those of a step begin. */
    int place(Tile tile, int row, int step) {
        return (row * steps[tile.position / tileSteps] + tile.position % tileSteps + step) * lanes;
    }
}
