package org.stillpoint.recurrence.internal.cell.linear;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.InputProjection;
import org.stillpoint.recurrence.internal.cell.ProjectedCell;
import org.stillpoint.recurrence.internal.cell.ProjectedKernel;

/** The linear recurrence {@link StandardCell#LINEAR}. */
public final class Linear extends ProjectedCell {

    private final double[] transition;
    private final PanelMatrix matrix;

    /** The recurrence with its parameters. */
    public Linear(DataRecord parameters) {
        this(parameters, StandardCell.LINEAR.shape(parameters));
    }

    private Linear(DataRecord parameters, CellShape shape) {
        super(shape, JacobianStructure.dense(shape.state()), new InputProjection(parameters, shape.state(), shape.input()),
                2.0 * shape.state() * shape.state());
        transition = parameters.numbers("transition");
        matrix = PanelMatrix.of(transition, 0, shape.state(), shape.state());
    }

    @Override
    public CellKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends ProjectedKernel {

        private final PanelProducts products = new PanelProducts();

        Kernel(int lanes) {
            super(projection, lanes);
        }

        @Override
        public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
            System.arraycopy(drive, driveOffset, next, nextOffset, shape.state() * lanes);
            products.addPanel(next, nextOffset, matrix, state, stateOffset, lanes);
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
