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
 * The cell {@link StandardCell#PARA_GRU} with the Jacobian matrix
 * dh'/dh = 1 - z + (m - h) a_z z (1 - z) + z (1 - m^2) a_m (r + h a_r r (1 - r)).
 */
public final class ParaGru extends ProjectedCell {

    private static final int GATES = 3;
    private static final double OPERATIONS_PER_UNIT = 100;

    private final double[] recurrent;

    /** The cell with its parameters. */
    public ParaGru(DataRecord parameters) {
        this(parameters, StandardCell.PARA_GRU.shape(parameters));
    }

    private ParaGru(DataRecord parameters, CellShape shape) {
        super(shape, JacobianStructure.DIAGONAL, new InputProjection(parameters, GATES * shape.state(), shape.input()),
                OPERATIONS_PER_UNIT * shape.state());
        recurrent = parameters.numbers("recurrent");
    }

    @Override
    public CellKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends ProjectedKernel {

        /** Panels of z, r and m. */
        private final double[] gates;

        Kernel(int lanes) {
            super(projection, lanes);
            gates = new double[GATES * shape.state() * lanes];
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            int units = shape.state();
            int count = units * lanes;
            for (int row = 0; row < 2 * units; row++) {
                double a = recurrent[row];
                int from = stateOffset + row % units * lanes;
                for (int lane = 0; lane < lanes; lane++) {
                    gates[row * lanes + lane] = a * state[from + lane] + drive[driveOffset + row * lanes + lane];
                }
            }
            VectorKernels.sigmoid(gates, 0, gates, 0, 2 * count);
            for (int unit = 0; unit < units; unit++) {
                double a = recurrent[2 * units + unit];
                for (int i = unit * lanes; i < (unit + 1) * lanes; i++) {
                    gates[2 * count + i] = a * (state[stateOffset + i] * gates[count + i]) + drive[driveOffset + 2 * count + i];
                }
            }
            VectorKernels.tanh(gates, 2 * count, gates, 2 * count, count);
            for (int i = 0; i < count; i++) {
                double h = state[stateOffset + i];
                next[nextOffset + i] = h + gates[i] * (gates[2 * count + i] - h);
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            int units = shape.state();
            int count = units * lanes;
            for (int unit = 0; unit < units; unit++) {
                double az = recurrent[unit];
                double ar = recurrent[units + unit];
                double am = recurrent[2 * units + unit];
                for (int i = unit * lanes; i < (unit + 1) * lanes; i++) {
                    double h = state[stateOffset + i];
                    double z = gates[i];
                    double r = gates[count + i];
                    double m = gates[2 * count + i];
                    jacobian[jacobianOffset + i] = (1 - z) + (m - h) * az * z * (1 - z)
                            + z * (1 - m * m) * am * (r + h * ar * r * (1 - r));
                }
            }
        }
    }
}
