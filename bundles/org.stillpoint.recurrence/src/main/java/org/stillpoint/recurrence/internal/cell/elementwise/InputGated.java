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
    /** The most steps, and about the most units in all of them, whose gates are computed at once. */
    private static final int MOST_STEPS = 64;
    private static final int BLOCK_VALUES = 2048;

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
     * @param gates the panel of the projection, from its start; may be changed
     * @param count the number of units times that of lanes
     * @param drive receives a, and b after it
     */
    abstract void coefficients(double[] gates, int count, double[] drive, int driveOffset);

    private final class Kernel implements CellKernel {

        private final int block = Math.max(1, Math.min(MOST_STEPS, BLOCK_VALUES / shape.state()));
        private final InputProjection.Projector projector;
        private final double[] gates;
        private final double[] coefficients = new double[2 * shape.state() * block];

        Kernel(int lanes) {
            int most = Math.max(lanes, block);
            projector = projection.projector(most);
            gates = new double[projection.rows() * most];
        }

        @Override
        public void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
            projector.panel(input, inputOffset, inputStride, lanes, gates, 0);
            coefficients(gates, shape.state() * lanes, drive, driveOffset);
        }

        /** The gates of several steps are computed as those of several lanes. */
        @Override
        public void drives(double[] input, int inputOffset, int inputStride, int count, double[] drive, int driveOffset,
                int driveStride) {
            int size = driveSize();
            for (int from = 0; from < count; from += block) {
                int steps = Math.min(block, count - from);
                drive(input, inputOffset + from * inputStride, inputStride, steps, coefficients, 0);
                for (int step = 0; step < steps; step++) {
                    int to = driveOffset + (from + step) * driveStride;
                    for (int k = 0; k < size; k++) {
                        drive[to + k] = coefficients[k * steps + step];
                    }
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
