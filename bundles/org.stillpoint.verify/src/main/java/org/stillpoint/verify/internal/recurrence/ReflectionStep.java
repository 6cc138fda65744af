package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;

/** The cell householder: the input says by which vectors the state is reflected, and what is added. */
final class ReflectionStep implements StepMap {

    private final CellShape shape;

    ReflectionStep(DataRecord parameters) {
        shape = StandardCell.HOUSEHOLDER.shape(parameters);
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public double operations() {
        return 2.0 * shape.input();
    }

    @Override
    public void step(double[] states, int stateOffset, double[] inputs, int inputOffset, int inputStride, int rows, double[] next,
            int nextOffset) {
        int size = shape.state();
        int reflections = (shape.input() - size) / (size + 1);
        for (int row = 0; row < rows; row++) {
            int to = nextOffset + row * size;
            int input = inputOffset + row * inputStride;
            System.arraycopy(states, stateOffset + row * size, next, to, size);
            for (int m = 0; m < reflections; m++, input += size + 1) {
                double product = 0;
                for (int k = 0; k < size; k++) {
                    product += inputs[input + 1 + k] * next[to + k];
                }
                for (int k = 0; k < size; k++) {
                    next[to + k] -= inputs[input] * product * inputs[input + 1 + k];
                }
            }
            for (int k = 0; k < size; k++) {
                next[to + k] += inputs[input + k];
            }
        }
    }
}
