package org.stillpoint.recurrence.internal.cell.elementwise;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.InputProjection;
import org.stillpoint.recurrence.internal.cell.ProjectedCell;
import org.stillpoint.recurrence.internal.cell.ProjectedKernel;

/** The linear recurrence {@link StandardCell#DIAGONAL} whose matrix is diagonal. */
public final class Diagonal extends ProjectedCell {

    private static final double OPERATIONS_PER_UNIT = 2;

    private final double[] transition;

    /** The recurrence with its parameters. */
    public Diagonal(DataRecord parameters) {
        this(parameters, StandardCell.DIAGONAL.shape(parameters));
    }

    private Diagonal(DataRecord parameters, CellShape shape) {
        super(shape, JacobianStructure.DIAGONAL, new InputProjection(parameters, shape.state(), shape.input()),
                OPERATIONS_PER_UNIT * shape.state());
        transition = parameters.numbers("transition");
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
            for (int i = 0; i < transition.length * lanes; i++) {
                next[nextOffset + i] = a[i] * state[stateOffset + i] + drive[driveOffset + i];
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            System.arraycopy(factors.panel(lanes), 0, jacobian, jacobianOffset, transition.length * lanes);
        }
    }
}
