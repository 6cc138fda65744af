package org.stillpoint.recurrence.internal.cell.linear;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.InputProjection;

/** The linear recurrence {@link StandardCell#LINEAR}. */
public final class Linear implements Cell, CellKernel {

    private final CellShape shape;
    private final double[] transition;
    private final InputProjection projection;

    /** The recurrence with its parameters. */
    public Linear(DataRecord parameters) {
        shape = StandardCell.LINEAR.shape(parameters);
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
        return JacobianStructure.dense(shape.state());
    }

    @Override
    public double operations() {
        return 2.0 * shape.state() * shape.state();
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
        int size = shape.state();
        for (int row = 0; row < size; row++) {
            int to = nextOffset + row * lanes;
            System.arraycopy(drive, driveOffset + row * lanes, next, to, lanes);
            for (int column = 0; column < size; column++) {
                double a = transition[row * size + column];
                int from = stateOffset + column * lanes;
                for (int lane = 0; lane < lanes; lane++) {
                    next[to + lane] += a * state[from + lane];
                }
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
