package org.stillpoint.recurrence.internal.cell.elementwise;

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

    private final double[] recurrent;
    private final double[] peephole;
    private final int units;

    /** The cell with its parameters. */
    public ParaLstm(DataRecord parameters) {
        this(parameters, StandardCell.PARA_LSTM.shape(parameters));
    }

    private ParaLstm(DataRecord parameters, CellShape shape) {
        super(shape, new JacobianStructure(PARTS), new InputProjection(parameters, GATES * shape.hidden(), shape.input()),
                OPERATIONS_PER_UNIT * shape.hidden());
        recurrent = parameters.numbers("recurrent");
        peephole = parameters.numbers("peephole");
        units = shape.hidden();
    }

    @Override
    public CellKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends ProjectedKernel {

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
            for (int unit = 0; unit < units; unit++) {
                double af = recurrent[unit];
                double ag = recurrent[units + unit];
                double pf = peephole[unit];
                for (int i = unit * lanes; i < (unit + 1) * lanes; i++) {
                    gates[i] = af * state[stateOffset + i] + drive[driveOffset + i] + pf * state[memory + i];
                    gates[count + i] = ag * state[stateOffset + i] + drive[driveOffset + count + i];
                }
            }
            VectorKernels.sigmoid(gates, 0, gates, 0, count);
            VectorKernels.tanh(gates, count, gates, count, count);
            for (int unit = 0; unit < units; unit++) {
                double ao = recurrent[2 * units + unit];
                double po = peephole[units + unit];
                for (int i = unit * lanes; i < (unit + 1) * lanes; i++) {
                    double g = gates[count + i];
                    double c = g + gates[i] * (state[memory + i] - g);
                    next[nextMemory + i] = c;
                    gates[2 * count + i] = ao * state[stateOffset + i] + drive[driveOffset + 2 * count + i] + po * c;
                }
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
            for (int unit = 0; unit < units; unit++) {
                double af = recurrent[unit];
                double ag = recurrent[units + unit];
                double ao = recurrent[2 * units + unit];
                double pf = peephole[unit];
                double po = peephole[units + unit];
                for (int i = unit * lanes; i < (unit + 1) * lanes; i++) {
                    double f = gates[i];
                    double g = gates[count + i];
                    double o = gates[2 * count + i];
                    double tanh = gates[3 * count + i];
                    double forget = f * (1 - f) * (state[stateOffset + count + i] - g);
                    double output = o * (1 - o) * tanh;
                    double q = po * output + o * (1 - tanh * tanh);
                    double byMemory = f + pf * forget;
                    double byHidden = af * forget + (1 - f) * ag * (1 - g * g);
                    int entry = jacobianOffset + i;
                    jacobian[entry] = ao * output + q * byHidden;
                    jacobian[entry + count] = q * byMemory;
                    jacobian[entry + 2 * count] = byHidden;
                    jacobian[entry + 3 * count] = byMemory;
                }
            }
        }
    }
}
