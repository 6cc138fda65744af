package org.stillpoint.recurrence.internal.cell.dense;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.CellKernel;

/**
 * {@link StandardCell#LSTM}, long short-term memory with the state [h; c]. Its drive is W x + b + c of the gates i, f, g, o. The Jacobian
 * matrix has dc'/dh = diag(g i (1 - i)) U_i + diag(c f (1 - f)) U_f + diag(i (1 - g^2)) U_g, dc'/dc = diag(f), and with
 * s = o (1 - tanh^2 c') below them dh'/dh = s dc'/dh + diag(tanh(c') o (1 - o)) U_o, dh'/dc = diag(s f).
 */
public final class LstmCell extends DenseCell {

    private static final int GATES = 4;

    /** The cell with its parameters. */
    public LstmCell(DataRecord parameters) {
        super(parameters, GATES, 2, GATES);
    }

    @Override
    CellKernel kernel(DensePart part, int lanes) {
        return new Kernel(part, lanes);
    }

    @Override
    FloatKernel floatKernel(FloatDensePart part, int lanes) {
        return new FloatLstmKernel(part, lanes);
    }

    private static final class Kernel extends DenseKernel {

        private final double[] squashed;
        private final double[] coefficients;

        Kernel(DensePart part, int lanes) {
            super(part, lanes);
            squashed = new double[size * lanes];
            coefficients = new double[GATES * size * lanes];
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            int count = size * lanes;
            System.arraycopy(drive, driveOffset, gates, 0, GATES * count);
            products.addPanel(gates, 0, part.hidden, state, stateOffset, lanes);
            VectorKernels.sigmoid(gates, 0, gates, 0, 2 * count);
            VectorKernels.tanh(gates, 2 * count, gates, 2 * count, count);
            VectorKernels.sigmoid(gates, 3 * count, gates, 3 * count, count);
            int memory = (units + part.range.from()) * lanes;
            remember(gates, count, state, stateOffset + memory, next, nextOffset + memory);
            VectorKernels.tanh(next, nextOffset + memory, squashed, 0, count);
            multiply(gates, 3 * count, squashed, count, next, nextOffset + part.range.from() * lanes);
        }

        private static void remember(double[] gates, int count, double[] state, int memory, double[] next, int nextMemory) {
            for (int i = 0; i < count; i++) {
                next[nextMemory + i] = gates[count + i] * state[memory + i] + gates[i] * gates[2 * count + i];
            }
        }

        private static void multiply(double[] gates, int gate, double[] squashed, int count, double[] next, int nextOffset) {
            for (int i = 0; i < count; i++) {
                next[nextOffset + i] = gates[gate + i] * squashed[i];
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            int count = size * lanes;
            int memory = stateOffset + (units + part.range.from()) * lanes;
            for (int k = 0; k < count; k++) {
                double i = gates[k];
                double f = gates[count + k];
                double g = gates[2 * count + k];
                coefficients[k] = g * i * (1 - i);
                coefficients[count + k] = state[memory + k] * f * (1 - f);
                coefficients[2 * count + k] = i * (1 - g * g);
            }
            Arrays.fill(coefficients, 3 * count, GATES * count, 0);
            rows(coefficients, lanes, jacobian, jacobianOffset, 2 * units, units);
            for (int k = 0; k < count; k++) {
                double o = gates[3 * count + k];
                double slope = o * (1 - squashed[k] * squashed[k]);
                coefficients[k] *= slope;
                coefficients[count + k] *= slope;
                coefficients[2 * count + k] *= slope;
                coefficients[3 * count + k] = squashed[k] * o * (1 - o);
            }
            rows(coefficients, lanes, jacobian, jacobianOffset, 2 * units, 0);
            memoryColumns(lanes, jacobian, jacobianOffset);
        }

        /** The derivatives by the memory, each unit's by its own. */
        private void memoryColumns(int lanes, double[] jacobian, int jacobianOffset) {
            int count = size * lanes;
            for (int k = 0; k < size; k++) {
                int unit = part.range.from() + k;
                int ofHidden = jacobianOffset + (unit * 2 * units + units + unit) * lanes;
                int ofMemory = ofHidden + units * 2 * units * lanes;
                for (int lane = 0; lane < lanes; lane++) {
                    int place = k * lanes + lane;
                    double f = gates[count + place];
                    jacobian[ofMemory + lane] = f;
                    jacobian[ofHidden + lane] = gates[3 * count + place] * (1 - squashed[place] * squashed[place]) * f;
                }
            }
        }
    }
}
