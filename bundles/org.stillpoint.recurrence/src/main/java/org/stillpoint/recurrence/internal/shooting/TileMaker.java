package org.stillpoint.recurrence.internal.shooting;

import java.util.List;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.cell.dense.UnitRange;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;

/** Makes the tiles of a stretch, and says how large they are. */
final class TileMaker {

    /** About how many values of inputs, drives or states a tile has, so that it stays in the first cache. */
    private static final int TILE_VALUES = 1 << 11;
    private static final int MOST_TILE_STEPS = 16;
    /** So many steps are taken at a time by repairs whose drives are kept. */
    private static final int REPAIR_STEPS = 4;
    /** About how many columns the product with the inputs of wide cells has: with fewer, reading the weights takes the time. */
    private static final int PRODUCT_COLUMNS = 64;
    private static final int PRODUCT_COLUMNS_OF_SINGLE = 128;
    private static final int MOST_SHARED_STEPS = 32;
    /** Dense cells of at least so many operations have their units shared between threads. */
    private static final double SHARED_OPERATIONS = 2e5;
    /** So many drives of the first steps of all lanes are kept for repairs, which rarely go further; more would drive out the weights. */
    private static final int MOST_KEPT_DRIVES = 1 << 20;

    private final Stretch stretch;
    private final ThreadTeam team;
    private final int threads;
    private final boolean single;
    private final boolean products;
    private final boolean shared;

    /**
     * A maker.
     *
     * @param single whether in single precision, for dense cells
     * @param products whether products of Jacobian matrices will be asked for
     */
    TileMaker(Stretch stretch, Session session, boolean single, boolean products) {
        this.stretch = stretch;
        this.single = single;
        this.products = products;
        team = session.team();
        threads = session.parallelism();
        shared = stretch.cell instanceof DenseCell && !products && (single || stretch.cell.operations() >= SHARED_OPERATIONS);
    }

    /** Whether all threads work at one tile, which takes all lanes; otherwise each has tiles of its own. */
    boolean shared() {
        return shared;
    }

    /** The steps of a tile of so many lanes. */
    int steps(int lanes) {
        if (shared) {
            return Math.max(1, Math.min(MOST_SHARED_STEPS, (single ? PRODUCT_COLUMNS_OF_SINGLE : PRODUCT_COLUMNS) / lanes));
        }
        int widest = Math.max(stretch.size(), Math.max(stretch.inputSize(), stretch.cell.driveSize()));
        return Math.max(1, Math.min(MOST_TILE_STEPS, TILE_VALUES / (widest * lanes)));
    }

    /** The steps of a tile in repairs, if it has as many in the first run. */
    int repairSteps(int steps, int lanes, int length) {
        return shared && keptSteps(lanes, length) > 0 ? Math.min(REPAIR_STEPS, steps) : steps;
    }

    /** For how many steps of lanes drives are kept. */
    private int keptSteps(int lanes, int length) {
        return (int) Math.min(length, MOST_KEPT_DRIVES / ((long) stretch.cell.driveSize() * lanes));
    }

    /**
     * Tiles.
     *
     * @param steps the most steps of a tile
     * @param lanes the most lanes of a tile
     * @param length the number of steps of a lane; 0 if no lane is run twice
     */
    StepTiles tiles(int steps, int lanes, int length) {
        if (!shared) {
            return new CellTiles(stretch.cell, steps, lanes, products);
        }
        DenseCell cell = (DenseCell) stretch.cell;
        int kept = keptSteps(lanes, length);
        DoubleTilePart.States doubles = single ? null : new DoubleTilePart.States(stretch.inputSize(), stretch.size(), steps, lanes);
        SingleTilePart.States singles = single ? new SingleTilePart.States(stretch.inputSize(), stretch.size(), steps, lanes) : null;
        UnitRange[] ranges = single ? cell.singleRanges(threads) : UnitRange.cut(cell.units(), threads);
        TilePart[] parts = new TilePart[ranges.length];
        team.run(i -> {
            parts[i] = single ? new SingleTilePart(cell, ranges[i], singles, steps, lanes, kept)
                    : new DoubleTilePart(cell, ranges[i], doubles, steps, lanes, kept);
        }, parts.length);
        return new SharedTiles(team, single ? singles : doubles, List.of(parts), stretch.size());
    }
}
