package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.CellKernel;

/**
 * Elman's cells {@link StandardCell#ELMAN} and {@link StandardCell#ELMAN_RELU}. Their drive is W x + b + c, their Jacobian matrix
 * diag(1 - h'^2) U, or the rows of U whose h' is positive.
 */
public final class ElmanCell extends DenseCell {

    private final boolean rectified;

    /**
     * The cell with its parameters.
     *
     * @param cell which of the two
     */
    public ElmanCell(StandardCell cell, DataRecord parameters) {
        super(parameters, 1, 1, 1);
        rectified = cell == StandardCell.ELMAN_RELU;
    }

    @Override
    CellKernel kernel(DensePart part, int lanes) {
        return new Kernel(part, lanes, rectified);
    }

    @Override
    FloatKernel floatKernel(FloatDensePart part, int lanes) {
        return new FloatElmanKernel(part, lanes, rectified);
    }

    private static final class Kernel extends DenseKernel {

        private final boolean rectified;

        Kernel(DensePart part, int lanes, boolean rectified) {
            super(part, lanes);
            this.rectified = rectified;
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            int count = size * lanes;
            int first = nextOffset + part.range.from() * lanes;
            System.arraycopy(drive, driveOffset, next, first, count);
            products.addPanel(next, first, part.hidden, state, stateOffset, lanes);
            if (rectified) {
                rectify(next, first, count);
            } else {
                VectorKernels.tanh(next, first, next, first, count);
            }
        }

        private static void rectify(double[] x, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                x[i] = Math.max(0, x[i]);
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            int first = nextOffset + part.range.from() * lanes;
            for (int i = 0; i < size * lanes; i++) {
                double value = next[first + i];
                gates[i] = rectified ? value > 0 ? 1 : 0 : 1 - value * value;
            }
            rows(gates, lanes, jacobian, jacobianOffset, units, 0);
        }
    }
}
