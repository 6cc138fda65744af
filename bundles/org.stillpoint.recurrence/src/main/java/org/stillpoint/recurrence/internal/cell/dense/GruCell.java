package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.CellKernel;

/**
 * {@link StandardCell#GRU}, the gated recurrent unit. Its drive is [W_r x + b_r + c_r, W_z x + b_z + c_z, W_m x + b_m]. With
 * q = U_m h + c_m the Jacobian matrix is diag((1 - z)(1 - m^2) q r (1 - r)) U_r + diag((h - m) z (1 - z)) U_z
 * + diag((1 - z)(1 - m^2) r) U_m + diag(z).
 */
public final class GruCell extends DenseCell {

    private static final int GATES = 3;
    private static final int CANDIDATE = 2;

    /** The cell with its parameters. */
    public GruCell(DataRecord parameters) {
        super(parameters, GATES, 1, CANDIDATE);
    }

    @Override
    CellKernel kernel(DensePart part, int lanes) {
        return new Kernel(part, lanes);
    }

    @Override
    FloatKernel floatKernel(FloatDensePart part, int lanes) {
        return new FloatGruKernel(part, lanes);
    }

    private static final class Kernel extends DenseKernel {

        private final double[] candidateBias;
        private final double[] candidate;
        private final double[] coefficients;

        Kernel(DensePart part, int lanes) {
            super(part, lanes);
            candidateBias = part.weights.hiddenBias(part.range, CANDIDATE);
            candidate = new double[size * lanes];
            coefficients = new double[GATES * size * lanes];
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            int count = size * lanes;
            System.arraycopy(drive, driveOffset, gates, 0, 2 * count);
            fill(candidateBias, lanes, gates, 2 * count);
            products.addPanel(gates, 0, part.hidden, state, stateOffset, lanes);
            VectorKernels.sigmoid(gates, 0, gates, 0, 2 * count);
            reset(gates, count, drive, driveOffset + 2 * count, candidate);
            VectorKernels.tanh(candidate, 0, candidate, 0, count);
            int part0 = part.range.from() * lanes;
            blend(gates, count, candidate, state, stateOffset + part0, next, nextOffset + part0);
        }

        private static void reset(double[] gates, int count, double[] drive, int driveOffset, double[] candidate) {
            for (int i = 0; i < count; i++) {
                candidate[i] = drive[driveOffset + i] + gates[i] * gates[2 * count + i];
            }
        }

        private static void blend(double[] gates, int count, double[] candidate, double[] state, int stateOffset, double[] next,
                int nextOffset) {
            for (int i = 0; i < count; i++) {
                double z = gates[count + i];
                next[nextOffset + i] = (1 - z) * candidate[i] + z * state[stateOffset + i];
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            int count = size * lanes;
            int first = stateOffset + part.range.from() * lanes;
            for (int i = 0; i < count; i++) {
                double r = gates[i];
                double z = gates[count + i];
                double m = candidate[i];
                double slope = (1 - z) * (1 - m * m);
                coefficients[i] = slope * gates[2 * count + i] * r * (1 - r);
                coefficients[count + i] = (state[first + i] - m) * z * (1 - z);
                coefficients[2 * count + i] = slope * r;
            }
            rows(coefficients, lanes, jacobian, jacobianOffset, units, 0);
            for (int i = 0; i < size; i++) {
                int diagonal = jacobianOffset + (part.range.from() + i) * (units + 1) * lanes;
                for (int lane = 0; lane < lanes; lane++) {
                    jacobian[diagonal + lane] += gates[count + i * lanes + lane];
                }
            }
        }
    }
}
