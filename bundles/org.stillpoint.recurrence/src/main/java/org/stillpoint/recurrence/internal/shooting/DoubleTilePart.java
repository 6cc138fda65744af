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
    private final Panels panels;
    private final double[] drive;
    private final double[] driveOfStep;
    private final KeptTiles<double[]> kept;

    /**
     * A part.
     *
     * @param length the number of steps of lanes whose drives are kept; 0 for none
     */
    DoubleTilePart(DenseCell cell, UnitRange range, Panels panels, int steps, int lanes, int length) {
        this.range = range;
        this.panels = panels;
        units = cell.units();
        size = cell.shape().state();
        inputs = cell.shape().input();
        drives = cell.driveSize() / units * range.size();
        kernel = cell.kernel(range, steps * lanes);
        drive = new double[drives * steps * lanes];
        driveOfStep = new double[drives * lanes];
        kept = new KeptTiles<>(double[][]::new, length, steps, lanes);
    }

    /** Kernels take inputs as they are. */
    @Override
    public void take(Tile tile) {
    }

    @Override
    public void drive(Tile tile) {
        if (kept.wants(tile)) {
            kept.keep(tile, new double[drives * tile.steps * tile.lanes]);
            kernel.drive(tile.input, 0, inputs, tile.steps * tile.lanes, kept.drives(tile), 0);
        } else if (kept.drives(tile) == null) {
            kernel.drive(tile.input, 0, inputs, tile.steps * tile.lanes, drive, 0);
        }
    }

    @Override
    public void step(Tile tile, int step, double[] states) {
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
        double[] next = panels.state[step + 1 & 1];
        kernel.step(panels.state[step & 1], 0, driveOfStep, 0, lanes, next, 0);
        for (int first = 0; first < size; first += units) {
            for (int k = first + range.from(); k < first + range.to(); k++) {
                System.arraycopy(next, k * lanes, states, (k * tile.steps + step) * lanes, lanes);
            }
        }
    }

    /** The panels of states before and after a step, by turns. */
    static final class Panels implements StatePanels {

        private final double[][] state;
        private final int size;

        Panels(int size, int lanes) {
            this.size = size;
            state = new double[2][size * lanes];
        }

        @Override
        public void load(double[] panel, int lanes) {
            System.arraycopy(panel, 0, state[0], 0, size * lanes);
        }

        @Override
        public void store(double[] panel, int lanes, int steps) {
            System.arraycopy(state[steps & 1], 0, panel, 0, size * lanes);
        }
    }
}
