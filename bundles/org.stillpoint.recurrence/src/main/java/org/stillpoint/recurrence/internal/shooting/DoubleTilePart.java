package org.stillpoint.recurrence.internal.shooting;

import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.cell.dense.UnitRange;

/** Part of the units of a dense cell in double precision. */
final class DoubleTilePart implements TilePart {

    private final UnitRange range;
    private final int units;
    private final int size;
    private final int inputs;
    private final int drives;
    private final CellKernel kernel;
    private final States states;
    private final double[] drive;
    private final double[] driveOfStep;
    private final KeptTiles<double[]> kept;

    /**
     * A part.
     *
     * @param length the number of steps of lanes whose drives are kept; 0 for none
     */
    DoubleTilePart(DenseCell cell, UnitRange range, States states, int steps, int lanes, int length) {
        this.range = range;
        this.states = states;
        units = cell.units();
        size = cell.shape().state();
        inputs = cell.shape().input();
        drives = cell.driveSize() / units * range.size();
        kernel = cell.kernel(range, steps * lanes);
        drive = new double[drives * steps * lanes];
        driveOfStep = new double[drives * lanes];
        kept = new KeptTiles<>(double[][]::new, length, steps, lanes);
    }

    @Override
    public void take(Tile tile) {
        if (kept.drives(tile) == null) {
            tile.gather(range.share(tile.lanes, units).from(), range.share(tile.lanes, units).to(), states.input);
        }
    }

    @Override
    public void drive(Tile tile) {
        if (kept.wants(tile)) {
            kept.keep(tile, new double[drives * tile.steps * tile.lanes]);
            kernel.drive(states.input, 0, inputs, tile.steps * tile.lanes, kept.drives(tile), 0);
        } else if (kept.drives(tile) == null) {
            kernel.drive(states.input, 0, inputs, tile.steps * tile.lanes, drive, 0);
        }
    }

    @Override
    public void step(Tile tile, int step) {
        int lanes = tile.lanes;
        double[] known = kept.drives(tile);
        for (int k = 0; k < drives; k++) {
            if (known == null) {
                System.arraycopy(drive, (k * tile.steps + step) * lanes, driveOfStep, k * lanes, lanes);
            } else {
                int row = kept.place(tile, k, step);
                for (int i = 0; i < lanes; i++) {
                    driveOfStep[k * lanes + i] = known[row + tile.lane[i]];
                }
            }
        }
        int before = step * lanes * size;
        kernel.step(states.values, before, driveOfStep, 0, lanes, states.values, before + lanes * size);
    }

    @Override
    public void state(Tile tile, int lane, int step, double[] target, int offset) {
        int source = (step + 1) * tile.lanes * size + lane;
        for (int first = range.from(); first < size; first += units) {
            for (int k = first; k < first + range.size(); k++) {
                target[offset + k] = states.values[source + k * tile.lanes];
            }
        }
    }

    /** The inputs of a tile, and the panels of states before and after each step. */
    static final class States implements TileStates {

        private final double[] input;
        private final double[] values;
        private final int size;

        States(int inputs, int size, int steps, int lanes) {
            this.size = size;
            input = new double[inputs * steps * lanes];
            values = new double[(steps + 1) * size * lanes];
        }

        @Override
        public void load(double[] state, int lanes) {
            System.arraycopy(state, 0, values, 0, size * lanes);
        }

        @Override
        public void unload(double[] state, int lanes, int steps) {
            System.arraycopy(values, steps * size * lanes, state, 0, size * lanes);
        }
    }
}
