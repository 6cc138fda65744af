package org.stillpoint.recurrence.internal.shooting;

import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.cell.dense.FloatKernel;
import org.stillpoint.recurrence.internal.cell.dense.UnitRange;

/** Part of the units of a dense cell in single precision. */
final class SingleTilePart implements TilePart {

    private final UnitRange range;
    private final int units;
    private final int size;
    private final FloatKernel kernel;
    private final States states;
    private final float[] drive;
    private final float[] driveOfStep;
    private final KeptTiles<float[]> kept;

    /**
     * A part.
     *
     * @param length the number of steps of lanes whose drives are kept; 0 for none
     */
    SingleTilePart(DenseCell cell, UnitRange range, States states, int steps, int lanes, int length) {
        this.range = range;
        this.states = states;
        units = cell.units();
        size = cell.shape().state();
        kernel = cell.floatKernel(range, lanes);
        drive = new float[kernel.driveSize() * steps * lanes];
        driveOfStep = new float[kernel.driveSize() * lanes];
        kept = new KeptTiles<>(float[][]::new, length, steps, lanes);
    }

    @Override
    public void take(Tile tile) {
        if (kept.drives(tile) == null) {
            tile.gather(range.share(tile.lanes, units).from(), range.share(tile.lanes, units).to(), states.input);
        }
    }

    @Override
    public void drive(Tile tile) {
        int columns = tile.steps * tile.lanes;
        if (kept.wants(tile)) {
            kept.keep(tile, new float[kernel.driveSize() * columns]);
            kernel.drive(states.input, columns, kept.drives(tile));
        } else if (kept.drives(tile) == null) {
            kernel.drive(states.input, columns, drive);
        }
    }

    @Override
    public void step(Tile tile, int step) {
        int lanes = tile.lanes;
        int before = step * lanes * size;
        int after = before + lanes * size;
        float[] known = kept.drives(tile);
        if (known == null) {
            kernel.step(states.values, before, drive, tile.steps * lanes, step * lanes, lanes, states.values, after);
        } else if (kept.hasAll(tile)) {
            kernel.step(states.values, before, known, kept.columns(tile), kept.column(tile, step, 0), lanes, states.values, after);
        } else {
            for (int i = 0; i < lanes; i++) {
                kernel.copyDrive(known, kept.columns(tile), kept.column(tile, step, tile.lane[i]), driveOfStep, lanes, i);
            }
            kernel.step(states.values, before, driveOfStep, lanes, 0, lanes, states.values, after);
        }
    }

    @Override
    public void state(Tile tile, int lane, int step, double[] target, int offset) {
        int source = ((step + 1) * tile.lanes + lane) * size;
        for (int first = range.from(); first < size; first += units) {
            for (int k = first; k < first + range.size(); k++) {
                target[offset + k] = states.values[source + k];
            }
        }
    }

    /** The inputs of a tile, and the states before and after each step, lane after lane. */
    static final class States implements TileStates {

        private final float[] input;
        private final float[] values;
        private final int size;

        States(int inputs, int size, int steps, int lanes) {
            this.size = size;
            input = new float[inputs * steps * lanes];
            values = new float[(steps + 1) * size * lanes];
        }

        @Override
        public void load(double[] state, int lanes) {
            for (int i = 0; i < lanes; i++) {
                for (int k = 0; k < size; k++) {
                    values[i * size + k] = (float) state[k * lanes + i];
                }
            }
        }

        @Override
        public void unload(double[] state, int lanes, int steps) {
            for (int i = 0; i < lanes; i++) {
                for (int k = 0; k < size; k++) {
                    state[k * lanes + i] = values[(steps * lanes + i) * size + k];
                }
            }
        }
    }
}
