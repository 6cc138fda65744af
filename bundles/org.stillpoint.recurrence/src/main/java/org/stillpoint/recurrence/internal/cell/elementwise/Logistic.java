package org.stillpoint.recurrence.internal.cell.elementwise;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.CellKernel;

/** The logistic map {@link StandardCell#LOGISTIC}. */
public final class Logistic implements Cell, CellKernel {

    private static final double OPERATIONS = 3;

    private final CellShape shape;
    private final double rate;

    /** The map with its parameters. */
    public Logistic(DataRecord parameters) {
        shape = StandardCell.LOGISTIC.shape(parameters);
        rate = parameters.number("rate");
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return 0;
    }

    @Override
    public JacobianStructure jacobianStructure() {
        return JacobianStructure.DIAGONAL;
    }

    @Override
    public double operations() {
        return OPERATIONS;
    }

    @Override
    public CellKernel kernel(int lanes) {
        return this;
    }

    @Override
    public void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
        // There is no input.
    }

    @Override
    public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            double h = state[stateOffset + lane];
            next[nextOffset + lane] = rate * h * (1 - h);
        }
    }

    @Override
    public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
            double[] jacobian, int jacobianOffset) {
        step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
        for (int lane = 0; lane < lanes; lane++) {
            jacobian[jacobianOffset + lane] = rate * (1 - 2 * state[stateOffset + lane]);
        }
    }
}
