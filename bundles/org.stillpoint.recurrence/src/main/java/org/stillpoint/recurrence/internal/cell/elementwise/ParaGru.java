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

        private final UnitFactors factors = new UnitFactors(recurrent, shape.state());
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
            if (!UnitFactors.unitByUnit(lanes)) {
                double[] a = factors.ofPanel(lanes);
                GateKernels.gate(state, stateOffset, drive, driveOffset, a, 0, false, gates, 0, count);
                GateKernels.gate(state, stateOffset, drive, driveOffset + count, a, count, false, gates, count, count);
                GateKernels.update(state, stateOffset, drive, driveOffset + 2 * count, a, 2 * count, false, gates, 0, count, next,
                        nextOffset, count);
                return;
            }
            for (int unit = 0; unit < units; unit++) {
                int row = unit * lanes;
                advance(unit, state, stateOffset + row, drive, driveOffset + row, count, row, count, lanes, next, nextOffset + row);
            }
        }

        /**
         * Advances one unit by a step.
         *
         * @param driveStride the distance from the drives of a gate to those of the next
         * @param gateOffset where the gates go, {@code gateStride} apart
         */
        private void advance(int unit, double[] state, int stateOffset, double[] drive, int driveOffset, int driveStride, int gateOffset,
                int gateStride, int lanes, double[] next, int nextOffset) {
            double[] a = factors.ofUnit();
            GateKernels.gate(state, stateOffset, drive, driveOffset, a, factors.indexOfUnit(0, unit), true, gates, gateOffset, lanes);
            GateKernels.gate(state, stateOffset, drive, driveOffset + driveStride, a, factors.indexOfUnit(1, unit), true, gates,
                    gateOffset + gateStride, lanes);
            GateKernels.update(state, stateOffset, drive, driveOffset + 2 * driveStride, a, factors.indexOfUnit(2, unit), true, gates,
                    gateOffset, gateStride, next, nextOffset, lanes);
        }

        @Override
        public void sweep(double[] state, int stateOffset, double[] drive, int driveOffset, int steps, int lanes, double[] states,
                int statesOffset) {
            int units = shape.state();
            int gateDistance = units * steps * lanes;
            for (int unit = 0; unit < units; unit++) {
                int row = unit * steps * lanes;
                advance(unit, state, stateOffset + unit * lanes, drive, driveOffset + row, gateDistance, 0, lanes, lanes, states,
                        statesOffset + row);
                for (int place = row + lanes; place < row + steps * lanes; place += lanes) {
                    advance(unit, states, statesOffset + place - lanes, drive, driveOffset + place, gateDistance, 0, lanes, lanes, states,
                            statesOffset + place);
                }
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            int units = shape.state();
            int count = units * lanes;
            if (!UnitFactors.unitByUnit(lanes)) {
                double[] a = factors.ofPanel(lanes);
                for (int i = 0; i < count; i++) {
                    jacobian[jacobianOffset + i] = derivative(state[stateOffset + i], gates[i], gates[count + i], gates[2 * count + i],
                            a[i], a[count + i], a[2 * count + i]);
                }
                return;
            }
            for (int unit = 0; unit < units; unit++) {
                double az = recurrent[unit];
                double ar = recurrent[units + unit];
                double am = recurrent[2 * units + unit];
                for (int i = unit * lanes; i < (unit + 1) * lanes; i++) {
                    jacobian[jacobianOffset + i] = derivative(state[stateOffset + i], gates[i], gates[count + i], gates[2 * count + i],
                            az, ar, am);
                }
            }
        }

        private static double derivative(double h, double z, double r, double m, double az, double ar, double am) {
            return (1 - z) + (m - h) * az * z * (1 - z) + z * (1 - m * m) * am * (r + h * ar * r * (1 - r));
        }
    }
}
