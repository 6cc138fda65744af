package org.stillpoint.recurrence.internal.cell.elementwise;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.InputProjection;
import org.stillpoint.recurrence.internal.cell.ProjectedCell;
import org.stillpoint.recurrence.internal.cell.ProjectedKernel;

/**
 * The cell {@link StandardCell#PARA_LSTM}. With q = p_o o (1 - o) tanh c' + o (1 - tanh^2 c') the parts of its Jacobian matrix are
 * dc'/dc = f + p_f f (1 - f) (c - g), dc'/dh = a_f f (1 - f) (c - g) + (1 - f) a_g (1 - g^2), dh'/dc = q dc'/dc and
 * dh'/dh = a_o o (1 - o) tanh c' + q dc'/dh.
 */
public final class ParaLstm extends ProjectedCell {

    private static final int GATES = 3;
    private static final int PARTS = 2;
    private static final double OPERATIONS_PER_UNIT = 140;

    /** Rows of the factors. */
    private static final int FORGET = 0;
    private static final int CANDIDATE = 1;
    private static final int OUTPUT = 2;
    private static final int FORGET_PEEPHOLE = 3;
    private static final int OUTPUT_PEEPHOLE = 4;

    private final double[] factors;
    private final int units;

    /** The cell with its parameters. */
    public ParaLstm(DataRecord parameters) {
        this(parameters, StandardCell.PARA_LSTM.shape(parameters));
    }

    private ParaLstm(DataRecord parameters, CellShape shape) {
        super(shape, new JacobianStructure(PARTS), new InputProjection(parameters, GATES * shape.hidden(), shape.input()),
                OPERATIONS_PER_UNIT * shape.hidden());
        units = shape.hidden();
        factors = Arrays.copyOf(parameters.numbers("recurrent"), (OUTPUT_PEEPHOLE + 1) * units);
        System.arraycopy(parameters.numbers("peephole"), 0, factors, FORGET_PEEPHOLE * units, 2 * units);
    }

    @Override
    public CellKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends ProjectedKernel {

        private final UnitFactors unitFactors = new UnitFactors(factors);
        /** Panels of f, g, o and tanh c'. */
        private final double[] gates;

        Kernel(int lanes) {
            super(projection, lanes);
            gates = new double[(GATES + 1) * units * lanes];
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            int count = units * lanes;
            int memory = stateOffset + count;
            int nextMemory = nextOffset + count;
            double[] a = unitFactors.panel(lanes);
            for (int i = 0; i < count; i++) {
                gates[i] = a[FORGET * count + i] * state[stateOffset + i] + drive[driveOffset + i]
                        + a[FORGET_PEEPHOLE * count + i] * state[memory + i];
            }
            for (int i = 0; i < count; i++) {
                gates[count + i] = a[CANDIDATE * count + i] * state[stateOffset + i] + drive[driveOffset + count + i];
            }
            VectorKernels.sigmoid(gates, 0, gates, 0, count);
            VectorKernels.tanh(gates, count, gates, count, count);
            for (int i = 0; i < count; i++) {
                double g = gates[count + i];
                next[nextMemory + i] = g + gates[i] * (state[memory + i] - g);
            }
            for (int i = 0; i < count; i++) {
                gates[2 * count + i] = a[OUTPUT * count + i] * state[stateOffset + i] + drive[driveOffset + 2 * count + i]
                        + a[OUTPUT_PEEPHOLE * count + i] * next[nextMemory + i];
            }
            VectorKernels.sigmoid(gates, 2 * count, gates, 2 * count, count);
            VectorKernels.tanh(next, nextMemory, gates, 3 * count, count);
            for (int i = 0; i < count; i++) {
                next[nextOffset + i] = gates[2 * count + i] * gates[3 * count + i];
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            int count = units * lanes;
            double[] a = unitFactors.panel(lanes);
            for (int i = 0; i < count; i++) {
                double f = gates[i];
                double g = gates[count + i];
                double o = gates[2 * count + i];
                double tanh = gates[3 * count + i];
                double forget = f * (1 - f) * (state[stateOffset + count + i] - g);
                double output = o * (1 - o) * tanh;
                double q = a[OUTPUT_PEEPHOLE * count + i] * output + o * (1 - tanh * tanh);
                double byMemory = f + a[FORGET_PEEPHOLE * count + i] * forget;
                double byHidden = a[FORGET * count + i] * forget + (1 - f) * a[CANDIDATE * count + i] * (1 - g * g);
                int entry = jacobianOffset + i;
                jacobian[entry] = a[OUTPUT * count + i] * output + q * byHidden;
                jacobian[entry + count] = q * byMemory;
                jacobian[entry + 2 * count] = byHidden;
                jacobian[entry + 3 * count] = byMemory;
            }
        }
    }
}
