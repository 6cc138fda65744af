package org.stillpoint.recurrence.internal.cell.elementwise;

import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.InputProjection;
import org.stillpoint.recurrence.internal.cell.ProjectedCell;

/**
 * A cell h' = a * h + b whose coefficients come from the input alone: its gates do not see the state. The drive is [a; b].
 */
abstract class InputGated extends ProjectedCell {

    private static final double OPERATIONS_PER_UNIT = 2;

    /** A cell whose coefficients are computed from the components of a projection. */
    InputGated(CellShape shape, InputProjection projection) {
        super(shape, JacobianStructure.DIAGONAL, projection, OPERATIONS_PER_UNIT * shape.state());
    }

    @Override
    public final int driveSize() {
        return 2 * shape.state();
    }

    @Override
    public final CellKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    /**
     * Computes coefficients.
     *
     * @param gates holds the panel of the projection from the offset on; may be changed
     * @param count the number of units times that of lanes
     * @param drive receives a, and b after it
     */
    abstract void coefficients(double[] gates, int offset, int count, double[] drive, int driveOffset);

    private final class Kernel implements CellKernel {

        private final InputProjection.Projector projector;
        private final double[] gates;

        Kernel(int lanes) {
            projector = projection.projector(lanes);
            gates = new double[projection.rows() * lanes];
        }

        @Override
        public void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
            projector.panel(input, inputOffset, inputStride, lanes, gates, 0);
            coefficients(gates, 0, shape.state() * lanes, drive, driveOffset);
        }

        @Override
        public void drives(double[] input, int inputOffset, int inputStride, int count, double[] drive, int driveOffset,
                int driveStride) {
            int units = shape.state();
            int rows = projection.rows();
            int most = gates.length / rows;
            for (int from = 0; from < count; from += most) {
                int part = Math.min(most, count - from);
                projector.vectors(input, inputOffset + from * inputStride, inputStride, part, gates, 0, rows);
                for (int i = 0; i < part; i++) {
                    coefficients(gates, i * rows, units, drive, driveOffset + (from + i) * driveStride);
                }
            }
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            int count = shape.state() * lanes;
            for (int i = 0; i < count; i++) {
                next[nextOffset + i] = drive[driveOffset + i] * state[stateOffset + i] + drive[driveOffset + count + i];
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            System.arraycopy(drive, driveOffset, jacobian, jacobianOffset, shape.state() * lanes);
        }
    }
}
