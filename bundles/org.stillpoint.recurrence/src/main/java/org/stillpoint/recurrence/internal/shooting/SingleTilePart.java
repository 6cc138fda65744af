package org.stillpoint.recurrence.internal.shooting;

import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.cell.dense.FloatKernel;
import org.stillpoint.recurrence.internal.cell.dense.UnitRange;

/** Part of the units of a dense cell in single precision. */
final class SingleTilePart implements TilePart {

    private final UnitRange range;
    private final int units;
    private final int size;
    private final int inputs;
    private final int drives;
    private final FloatKernel kernel;
    private final Panels panels;
    private final float[] drive;
    private final float[] driveOfStep;
    private final KeptTiles<float[]> kept;

    /**
     * A part.
     *
     * @param length the number of steps of lanes whose drives are kept; 0 for none
     */
    SingleTilePart(DenseCell cell, UnitRange range, Panels panels, int steps, int lanes, int length) {
        this.range = range;
        this.panels = panels;
        units = cell.units();
        size = cell.shape().state();
        inputs = cell.shape().input();
        kernel = cell.floatKernel(range, lanes);
        drives = kernel.driveSize();
        drive = new float[drives * steps * lanes];
        driveOfStep = new float[drives * lanes];
        kept = new KeptTiles<>(float[][]::new, length, steps, lanes);
    }

    /** Takes one in so many components of the inputs, as many as it has of the units. */
    @Override
    public void take(Tile tile) {
        if (kept.drives(tile) != null) {
            return;
        }
        int columns = tile.steps * tile.lanes;
        int from = (int) ((long) inputs * range.from() / units);
        int to = (int) ((long) inputs * range.to() / units);
        for (int column = 0; column < columns; column++) {
            for (int j = from; j < to; j++) {
                panels.input[j * columns + column] = (float) tile.input[column * inputs + j];
            }
        }
    }

    @Override
    public void drive(Tile tile) {
        if (kept.wants(tile)) {
            kept.keep(tile, new float[drives * tile.steps * tile.lanes]);
            kernel.drive(panels.input, tile.steps * tile.lanes, kept.drives(tile), 0);
        } else if (kept.drives(tile) == null) {
            kernel.drive(panels.input, tile.steps * tile.lanes, drive, 0);
        }
    }

    @Override
    public void step(Tile tile, int step, double[] states) {
        int lanes = tile.lanes;
        float[] known = kept.drives(tile);
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
        float[] next = panels.state[step + 1 & 1];
        kernel.step(panels.state[step & 1], driveOfStep, 0, lanes, next);
        for (int first = 0; first < size; first += units) {
            for (int k = first + range.from(); k < first + range.to(); k++) {
                for (int i = 0; i < lanes; i++) {
                    states[(k * tile.steps + step) * lanes + i] = next[k * lanes + i];
                }
            }
        }
    }

    /** The panel of inputs, and the panels of states before and after a step, by turns. */
    static final class Panels implements StatePanels {

        private final float[] input;
        private final float[][] state;
        private final int size;

        Panels(int inputs, int size, int steps, int lanes) {
            this.size = size;
            input = new float[inputs * steps * lanes];
            state = new float[2][size * lanes];
        }

        @Override
        public void load(double[] panel, int lanes) {
            for (int i = 0; i < size * lanes; i++) {
                state[0][i] = (float) panel[i];
            }
        }

        @Override
        public void store(double[] panel, int lanes, int steps) {
            for (int i = 0; i < size * lanes; i++) {
                panel[i] = state[steps & 1][i];
            }
        }
    }
}
