package org.stillpoint.recurrence.internal.cell.differential;

import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Lanes;

/** Euler's method y' = y + s f(y, x), with the Jacobian matrix I + s df/dy. */
final class Euler implements CellKernel {

    private final Field.Evaluator field;
    private final int dimension;
    private final int inputs;
    private final double step;

    Euler(Field field, double step) {
        this.field = field.evaluator();
        this.step = step;
        dimension = field.dimension();
        inputs = field.inputSize();
    }

    @Override
    public void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
        Lanes.transpose(input, inputOffset, inputStride, inputs, lanes, drive, driveOffset);
    }

    @Override
    public void step(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset) {
        field.derivative(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
        for (int i = 0; i < dimension * lanes; i++) {
            next[nextOffset + i] = state[stateOffset + i] + step * next[nextOffset + i];
        }
    }

    @Override
    public void linearise(double[] state, int stateOffset, double[] drive, int driveOffset, int lanes, double[] next, int nextOffset,
            double[] jacobian, int jacobianOffset) {
        step(state, stateOffset, drive, driveOffset, lanes, next, nextOffset);
        field.jacobian(state, stateOffset, drive, driveOffset, lanes, jacobian, jacobianOffset);
        for (int i = 0; i < dimension * dimension * lanes; i++) {
            jacobian[jacobianOffset + i] *= step;
        }
        for (int k = 0; k < dimension; k++) {
            int diagonal = jacobianOffset + k * (dimension + 1) * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                jacobian[diagonal + lane] += 1;
            }
        }
    }
}
