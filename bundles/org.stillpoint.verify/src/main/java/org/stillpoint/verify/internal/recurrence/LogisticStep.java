package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;

/** The logistic map. */
final class LogisticStep implements StepMap {

    private final CellShape shape;
    private final double rate;

    LogisticStep(DataRecord parameters) {
        shape = StandardCell.LOGISTIC.shape(parameters);
        rate = parameters.number("rate");
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public double operations() {
        return 2;
    }

    @Override
    public void step(double[] states, int stateOffset, double[] inputs, int inputOffset, int inputStride, int rows, double[] next,
            int nextOffset) {
        for (int row = 0; row < rows; row++) {
            double h = states[stateOffset + row];
            next[nextOffset + row] = rate * h * (1 - h);
        }
    }
}
