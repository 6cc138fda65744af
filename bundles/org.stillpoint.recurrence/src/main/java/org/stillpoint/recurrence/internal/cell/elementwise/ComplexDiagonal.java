package org.stillpoint.recurrence.internal.cell.elementwise;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.InputProjection;
import org.stillpoint.recurrence.internal.cell.ProjectedCell;
import org.stillpoint.recurrence.internal.cell.ProjectedKernel;

/** The linear recurrence {@link StandardCell#COMPLEX_DIAGONAL}; its Jacobian matrix is [Re a, -Im a; Im a, Re a] for each unit. */
public final class ComplexDiagonal extends ProjectedCell {

    private static final int PARTS = 2;
    private static final double OPERATIONS_PER_UNIT = 8;

    private final double[] transition;
    private final int units;

    /** The recurrence with its parameters. */
    public ComplexDiagonal(DataRecord parameters) {
        this(parameters, StandardCell.COMPLEX_DIAGONAL.shape(parameters));
    }

    private ComplexDiagonal(DataRecord parameters, CellShape shape) {
        super(shape, new JacobianStructure(PARTS), new InputProjection(parameters, shape.state(), shape.input()),
                OPERATIONS_PER_UNIT * shape.state() / PARTS);
        transition = parameters.numbers("transition");
        units = shape.state() / PARTS;
    }

    @Override
    public CellKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends ProjectedKernel {

        private final UnitFactors factors = new UnitFactors(transition);

        Kernel(int lanes) {
            super(projection, lanes);
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            double[] a = factors.panel(lanes);
            int part = units * lanes;
            for (int i = 0; i < part; i++) {
                next[nextOffset + i] = a[i] * state[stateOffset + i] - a[part + i] * state[stateOffset + part + i] + drive[driveOffset + i];
            }
            for (int i = 0; i < part; i++) {
                next[nextOffset + part + i] = a[part + i] * state[stateOffset + i] + a[i] * state[stateOffset + part + i]
                        + drive[driveOffset + part + i];
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            double[] a = factors.panel(lanes);
            int part = units * lanes;
            System.arraycopy(a, 0, jacobian, jacobianOffset, part);
            for (int i = 0; i < part; i++) {
                jacobian[jacobianOffset + part + i] = -a[part + i];
            }
            System.arraycopy(a, part, jacobian, jacobianOffset + 2 * part, part);
            System.arraycopy(a, 0, jacobian, jacobianOffset + 3 * part, part);
        }
    }
}
