package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.verify.internal.MatrixRows;

/** The cells with dense recurrent weights: elman, elman-relu, gru, lstm. */
final class GatedStep implements StepMap {

    /** What a gate's function costs, in products. */
    private static final double FUNCTION = 40;

    private final StandardCell cell;
    private final CellShape shape;
    private final int units;
    private final MatrixRows ofInput;
    private final MatrixRows ofState;
    private double[] u = {};
    private double[] v = {};

    GatedStep(StandardCell cell, DataRecord parameters) {
        this.cell = cell;
        shape = cell.shape(parameters);
        units = shape.hidden();
        int rows = parameters.array("weight_hh").shape()[0];
        ofInput = new MatrixRows(parameters.numbers("weight_ih"), Parameters.optional(parameters, "bias_ih"), rows, shape.input());
        ofState = new MatrixRows(parameters.numbers("weight_hh"), Parameters.optional(parameters, "bias_hh"), rows, units);
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public double operations() {
        return ofInput.operations() + ofState.operations() + FUNCTION * ofState.outputs();
    }

    @Override
    public void step(double[] states, int stateOffset, double[] inputs, int inputOffset, int inputStride, int rows, double[] next,
            int nextOffset) {
        int sums = ofInput.outputs();
        if (u.length < rows * sums) {
            u = new double[rows * sums];
            v = new double[rows * sums];
        }
        int inputRows = inputStride == 0 ? 1 : rows;
        ofInput.apply(inputs, inputOffset, inputStride, inputRows, u);
        ofState.apply(states, stateOffset, shape.state(), rows, v);
        for (int row = 0; row < rows; row++) {
            int a = inputRows == 1 ? 0 : row * sums;
            int b = row * sums;
            int h = stateOffset + row * shape.state();
            int to = nextOffset + row * shape.state();
            switch (cell) {
                case ELMAN -> elman(a, b, next, to);
                case ELMAN_RELU -> elmanRelu(a, b, next, to);
                case GRU -> gru(a, b, states, h, next, to);
                default -> lstm(a, b, states, h + units, next, to);
            }
        }
    }

    private void elman(int a, int b, double[] next, int to) {
        for (int k = 0; k < units; k++) {
            next[to + k] = Math.tanh(u[a + k] + v[b + k]);
        }
    }

    private void elmanRelu(int a, int b, double[] next, int to) {
        for (int k = 0; k < units; k++) {
            next[to + k] = Math.max(0, u[a + k] + v[b + k]);
        }
    }

    private void gru(int a, int b, double[] states, int h, double[] next, int to) {
        for (int k = 0; k < units; k++) {
            double reset = Parameters.logistic(u[a + k] + v[b + k]);
            double update = Parameters.logistic(u[a + units + k] + v[b + units + k]);
            double proposal = Math.tanh(u[a + 2 * units + k] + reset * v[b + 2 * units + k]);
            next[to + k] = (1 - update) * proposal + update * states[h + k];
        }
    }

    private void lstm(int a, int b, double[] states, int c, double[] next, int to) {
        for (int k = 0; k < units; k++) {
            double input = Parameters.logistic(u[a + k] + v[b + k]);
            double forget = Parameters.logistic(u[a + units + k] + v[b + units + k]);
            double proposal = Math.tanh(u[a + 2 * units + k] + v[b + 2 * units + k]);
            double output = Parameters.logistic(u[a + 3 * units + k] + v[b + 3 * units + k]);
            double memory = forget * states[c + k] + input * proposal;
            next[to + units + k] = memory;
            next[to + k] = output * Math.tanh(memory);
        }
    }
}
