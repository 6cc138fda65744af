package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.verify.internal.MatrixRows;

/** The linear cells with constant transitions: linear, diagonal, complex-diagonal. */
final class LinearStep implements StepMap {

    private final StandardCell cell;
    private final CellShape shape;
    private final MatrixRows ofInput;
    private final MatrixRows dense;
    private final double[] transition;
    private double[] u = {};
    private double[] v = {};

    LinearStep(StandardCell cell, DataRecord parameters) {
        this.cell = cell;
        shape = cell.shape(parameters);
        transition = parameters.numbers("transition");
        ofInput = new MatrixRows(shape.input() == 0 ? null : parameters.numbers("weight_ih"), Parameters.optional(parameters, "bias_ih"),
                shape.state(), shape.input());
        dense = cell == StandardCell.LINEAR ? new MatrixRows(transition, null, shape.state(), shape.state()) : null;
    }

    @Override
    public CellShape shape() {
        return shape;
    }

    @Override
    public double operations() {
        return ofInput.operations() + (dense == null ? 2.0 * shape.state() : dense.operations());
    }

    @Override
    public void step(double[] states, int stateOffset, double[] inputs, int inputOffset, int inputStride, int rows, double[] next,
            int nextOffset) {
        int size = shape.state();
        if (u.length < rows * size) {
            u = new double[rows * size];
            v = new double[rows * size];
        }
        int inputRows = inputStride == 0 ? 1 : rows;
        ofInput.apply(inputs, inputOffset, inputStride, inputRows, u);
        switch (cell) {
            case LINEAR -> dense.apply(states, stateOffset, size, rows, v);
            case DIAGONAL -> real(states, stateOffset, rows);
            default -> complex(states, stateOffset, rows);
        }
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < size; k++) {
                next[nextOffset + row * size + k] = v[row * size + k] + u[(inputRows == 1 ? 0 : row * size) + k];
            }
        }
    }

    private void real(double[] states, int offset, int rows) {
        int size = shape.state();
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < size; k++) {
                v[row * size + k] = transition[k] * states[offset + row * size + k];
            }
        }
    }

    private void complex(double[] states, int offset, int rows) {
        int half = shape.state() / 2;
        for (int row = 0; row < rows; row++) {
            int at = row * 2 * half;
            for (int k = 0; k < half; k++) {
                double re = states[offset + at + k];
                double im = states[offset + at + half + k];
                v[at + k] = transition[k] * re - transition[half + k] * im;
                v[at + half + k] = transition[k] * im + transition[half + k] * re;
            }
        }
    }
}
