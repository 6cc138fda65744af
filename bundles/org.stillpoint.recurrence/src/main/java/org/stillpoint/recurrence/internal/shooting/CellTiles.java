package org.stillpoint.recurrence.internal.shooting;

import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.LaneSweep;
import org.stillpoint.recurrence.internal.run.Transposition;

/** Tiles of a cell in double precision. */
final class CellTiles implements StepTiles {

    /** Fewer lanes do not fill a register; a step of several units does. */
    private static final int LEAST_LANES = 8;

    private final CellKernel kernel;
    private final int size;
    private final int inputs;
    private final int drives;
    private final int block;
    private final double[] input;
    private final double[] drive;
    private final double[] driveOfStep;
    private final double[] next;
    /** Component k after step s of lane i at {@code (k * steps + s) * lanes + i}. */
    private final double[] states;
    private final double[] jacobian;
    private final double[] column;

    /**
     * Tiles of up to so many steps and lanes.
     *
     * @param products whether products of Jacobian matrices will be asked for
     */
    CellTiles(Cell cell, int steps, int lanes, boolean products) {
        kernel = cell.kernel(steps * lanes);
        size = cell.shape().state();
        inputs = cell.shape().input();
        drives = cell.driveSize();
        block = cell.jacobianStructure().block();
        input = new double[inputs * steps * lanes];
        drive = new double[drives * steps * lanes];
        driveOfStep = new double[drives * lanes];
        next = new double[size * lanes];
        states = new double[size * steps * lanes];
        jacobian = new double[products ? size * block * lanes : 0];
        column = new double[block];
    }

    @Override
    public void run(Tile tile, double[] state, double[] product) {
        int steps = tile.steps;
        int lanes = tile.lanes;
        if (inputs == 1 && tile.isFull()) {
            Transposition.toTile(tile.inputs, tile.from, 1, steps, lanes, input, 0);
        } else {
            tile.gather(0, lanes, input);
        }
        kernel.drive(input, 0, inputs, steps * lanes, drive, 0);
        if (product == null && kernel instanceof LaneSweep sweep && (lanes >= LEAST_LANES || size == 1)) {
            sweep.sweep(state, 0, drive, 0, steps, lanes, states, 0);
            for (int k = 0; k < size; k++) {
                System.arraycopy(states, (k * steps + steps - 1) * lanes, state, k * lanes, lanes);
            }
            return;
        }
        for (int step = 0; step < steps; step++) {
            double[] drives = steps == 1 ? drive : driveOf(step, steps, lanes);
            if (product == null) {
                kernel.step(state, 0, drives, 0, lanes, next, 0);
            } else {
                kernel.linearise(state, 0, drives, 0, lanes, next, 0, jacobian, 0);
                multiply(lanes, product);
            }
            for (int k = 0; k < size; k++) {
                System.arraycopy(next, k * lanes, states, (k * steps + step) * lanes, lanes);
            }
            System.arraycopy(next, 0, state, 0, size * lanes);
        }
    }

    @Override
    public void store(Tile tile, int[] offsets, double[] target) {
        int steps = tile.steps;
        int lanes = tile.lanes;
        if (size == 1 && tile.isFull()) {
            Transposition.fromTile(states, 0, offsets, 1, steps, lanes, target);
            return;
        }
        for (int i = 0; i < lanes; i++) {
            for (int s = 0; s < tile.stepsOf(i); s++) {
                for (int k = 0; k < size; k++) {
                    target[offsets[i] + s * size + k] = states[(k * steps + s) * lanes + i];
                }
            }
        }
    }

    @Override
    public void state(Tile tile, int lane, int step, double[] target) {
        for (int k = 0; k < size; k++) {
            target[k] = states[(k * tile.steps + step) * tile.lanes + lane];
        }
    }

    private double[] driveOf(int step, int steps, int lanes) {
        for (int k = 0; k < drives; k++) {
            System.arraycopy(drive, (k * steps + step) * lanes, driveOfStep, k * lanes, lanes);
        }
        return driveOfStep;
    }

    /** M &lt;- J M, part by part: the parts of both are diagonal. */
    private void multiply(int lanes, double[] product) {
        int part = size / block * lanes;
        for (int i = 0; i < part; i++) {
            for (int q = 0; q < block; q++) {
                for (int r = 0; r < block; r++) {
                    column[r] = product[(r * block + q) * part + i];
                }
                for (int p = 0; p < block; p++) {
                    double sum = 0;
                    for (int r = 0; r < block; r++) {
                        sum += jacobian[(p * block + r) * part + i] * column[r];
                    }
                    product[(p * block + q) * part + i] = sum;
                }
            }
        }
    }
}
