package org.stillpoint.recurrence.internal.cell.elementwise;

import java.util.Arrays;
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

        Kernel(int lanes) {
            super(projection, lanes);
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            if (lanes == 1) {
                for (int k = 0; k < transition.length; k++) {
                    next[nextOffset + k] = transition[k] * state[stateOffset + k] + drive[driveOffset + k];
                }
                return;
            }
            for (int k = 0; k < transition.length; k++) {
                double a = transition[k];
                int row = k * lanes;
                for (int i = row; i < row + lanes; i++) {
                    next[nextOffset + i] = a * state[stateOffset + i] + drive[driveOffset + i];
                }
            }
        }

        @Override
        public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
                double[] jacobian, int jacobianOffset) {
            step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
            for (int k = 0; k < transition.length; k++) {
                int from = jacobianOffset + k * lanes;
                Arrays.fill(jacobian, from, from + lanes, transition[k]);
            }
        }
    }
}
