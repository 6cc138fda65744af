package org.stillpoint.recurrence.internal.cell.elementwise;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.GateKernels;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.InputProjection;
import org.stillpoint.recurrence.internal.cell.LaneSweep;
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

    private final class Kernel extends ProjectedKernel implements LaneSweep {

        private final UnitFactors factors = new UnitFactors(recurrent);
        /** Panels of z, r and m. */
        private final double[] gates;

        Kernel(int lanes) {
            super(projection, lanes);
            gates = new double[Math.max(GateKernels.ROOM, GATES * shape.state() * lanes)];
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            int count = shape.state() * lanes;
            double[] a = factors.panel(lanes);
            GateKernels.gate(state, stateOffset, drive, driveOffset, a, 0, gates, 0, count);
            GateKernels.gate(state, stateOffset, drive, driveOffset + count, a, count, gates, count, count);
            GateKernels.update(state, stateOffset, drive, driveOffset + 2 * count, a, 2 * count, gates, 0, next, nextOffset, count);
        }

        @Override
        public void sweep(double[] state, int stateOffset, double[] drive, int driveOffset, int steps, int lanes, double[] states,
                int statesOffset) {
            int units = shape.state();
            int row = steps * lanes;
            double[] a = factors.panel(lanes);
            for (int unit = 0; unit < units; unit++) {
                GateKernels.run(state, stateOffset + unit * lanes, drive, driveOffset + unit * row, units * row, lanes, a, unit * lanes,
                        units * lanes, steps, lanes, gates, states, statesOffset + unit * row);
            }
        }

        @Override
        public void chain(double[] state, int stateOffset, double[] drive, int driveOffset, int steps, int lanes, double[] states,
                int statesOffset) {
            int count = shape.state() * lanes;
            GateKernels.run(state, stateOffset, drive, driveOffset, count, GATES * count, factors.panel(lanes), 0, count, steps, count,
                    gates, states, statesOffset);
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            int count = shape.state() * lanes;
            double[] a = factors.panel(lanes);
            for (int i = 0; i < count; i++) {
                double h = state[stateOffset + i];
                double z = gates[i];
                double r = gates[count + i];
                double m = gates[2 * count + i];
                jacobian[jacobianOffset + i] = (1 - z) + (m - h) * a[i] * z * (1 - z)
                        + z * (1 - m * m) * a[2 * count + i] * (r + h * a[count + i] * r * (1 - r));
            }
        }
    }
}
