package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.verify.internal.MatrixRows;

/** The cells whose states act on themselves component by component: para-gru, para-lstm, min-gru, min-lstm. */
final class ElementwiseStep implements StepMap {

    /** What the functions of a unit cost, in products. */
    private static final double FUNCTIONS = 150;

    private final StandardCell cell;
    private final CellShape shape;
    private final int units;
    private final MatrixRows ofInput;
    private final double[] recurrent;
    private final double[] peephole;
    private double[] u = {};

    ElementwiseStep(StandardCell cell, DataRecord parameters) {
        this.cell = cell;
        shape = cell.shape(parameters);
        units = shape.hidden();
        ofInput = new MatrixRows(parameters.numbers("weight_ih"), Parameters.optional(parameters, "bias_ih"),
                parameters.array("weight_ih").shape()[0], shape.input());
        recurrent = Parameters.optional(parameters, "recurrent");
        peephole = Parameters.optional(parameters, "peephole");
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public double operations() {
        return ofInput.operations() + FUNCTIONS * units;
    }

    @Override
    public void step(double[] states, int stateOffset, double[] inputs, int inputOffset, int inputStride, int rows, double[] next,
            int nextOffset) {
        int sums = ofInput.outputs();
        if (u.length < rows * sums) {
            u = new double[rows * sums];
        }
        int inputRows = inputStride == 0 ? 1 : rows;
        ofInput.apply(inputs, inputOffset, inputStride, inputRows, u);
        for (int row = 0; row < rows; row++) {
            int a = inputRows == 1 ? 0 : row * sums;
            int h = stateOffset + row * shape.state();
            int to = nextOffset + row * shape.state();
            for (int k = 0; k < units; k++) {
                switch (cell) {
                    case PARA_GRU -> next[to + k] = paraGru(a + k, k, states[h + k]);
                    case PARA_LSTM -> paraLstm(a + k, k, states[h + k], states[h + units + k], next, to + k);
                    case MIN_GRU -> next[to + k] = minGru(a + k, states[h + k]);
                    default -> next[to + k] = minLstm(a + k, states[h + k]);
                }
            }
        }
    }

    private double paraGru(int a, int k, double h) {
        double update = Parameters.logistic(recurrent[k] * h + u[a]);
        double reset = Parameters.logistic(recurrent[units + k] * h + u[a + units]);
        double proposal = Math.tanh(recurrent[2 * units + k] * h * reset + u[a + 2 * units]);
        return update * proposal + (1 - update) * h;
    }

    private void paraLstm(int a, int k, double h, double c, double[] next, int to) {
        double forget = Parameters.logistic(recurrent[k] * h + u[a] + peephole[k] * c);
        double proposal = Math.tanh(recurrent[units + k] * h + u[a + units]);
        double memory = forget * c + (1 - forget) * proposal;
        double output = Parameters.logistic(recurrent[2 * units + k] * h + u[a + 2 * units] + peephole[units + k] * memory);
        next[to] = output * Math.tanh(memory);
        next[to + units] = memory;
    }

    private double minGru(int a, double h) {
        double update = Parameters.logistic(u[a]);
        return (1 - update) * h + update * u[a + units];
    }

    /** By the logarithm of i / f, as both gates may be closed beyond the smallest number. */
    private double minLstm(int a, double h) {
        double forget = u[a];
        double input = u[a + units];
        double ratio = Math.max(-forget, 0) - Math.max(-input, 0) + Math.log1p(Math.exp(-Math.abs(forget)))
                - Math.log1p(Math.exp(-Math.abs(input)));
        return Parameters.logistic(-ratio) * h + Parameters.logistic(ratio) * u[a + 2 * units];
    }
}
