package org.stillpoint.recurrence.internal.cell.elementwise;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.InputProjection;

/** The linear recurrence {@link StandardCell#DIAGONAL} whose matrix is diagonal. */
public final class Diagonal implements Cell, CellKernel {

    private final CellShape shape;
    private final double[] transition;
    private final InputProjection projection;

    /** The recurrence with its parameters. */
    public Diagonal(DataRecord parameters) {
        shape = StandardCell.DIAGONAL.shape(parameters);
        transition = parameters.numbers("transition");
        projection = new InputProjection(parameters, shape.state(), shape.input());
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return shape.state();
    }

    @Override
    public JacobianStructure jacobianStructure() {
        return JacobianStructure.DIAGONAL;
    }

    @Override
    public double operations() {
        return 2.0 * shape.state();
    }

    @Override
    public CellKernel kernel(int lanes) {
        return this;
    }

    @Override
    public void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
        projection.apply(input, inputOffset, inputStride, lanes, drive, driveOffset);
    }

    @Override
    public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
        for (int k = 0; k < transition.length; k++) {
            double a = transition[k];
            for (int i = k * lanes; i < (k + 1) * lanes; i++) {
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
