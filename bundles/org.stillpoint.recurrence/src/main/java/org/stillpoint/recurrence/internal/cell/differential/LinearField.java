package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;

/** y' = A y + B x with row-major matrices. */
final class LinearField implements Field, Field.Evaluator {

    private final int dimension;
    private final int inputs;
    private final double[] matrix;
    private final double[] inputMatrix;

    LinearField(int dimension, int inputs, double[] matrix, double[] inputMatrix) {
        this.dimension = dimension;
        this.inputs = inputs;
        this.matrix = matrix;
        this.inputMatrix = inputMatrix;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int inputSize() {
        return inputs;
    }

    @Override
    public double operations() {
        return 2.0 * dimension * (dimension + inputs);
    }

    @Override
    public Evaluator evaluator() {
        return this;
    }

    @Override
    public void derivative(double[] y, int yOffset, double[] input, int inputOffset, int lanes, double[] derivative, int derivativeOffset) {
        Arrays.fill(derivative, derivativeOffset, derivativeOffset + dimension * lanes, 0);
        for (int row = 0; row < dimension; row++) {
            int to = derivativeOffset + row * lanes;
            for (int column = 0; column < dimension; column++) {
                add(matrix[row * dimension + column], y, yOffset + column * lanes, lanes, derivative, to);
            }
            for (int column = 0; column < inputs; column++) {
                add(inputMatrix[row * inputs + column], input, inputOffset + column * lanes, lanes, derivative, to);
            }
        }
    }

    private static void add(double factor, double[] x, int xOffset, int lanes, double[] sum, int sumOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            sum[sumOffset + lane] += factor * x[xOffset + lane];
        }
    }

    @Override
    public void jacobian(double[] y, int yOffset, double[] input, int inputOffset, int lanes, double[] jacobian, int jacobianOffset) {
        for (int k = 0; k < matrix.length; k++) {
            int from = jacobianOffset + k * lanes;
            Arrays.fill(jacobian, from, from + lanes, matrix[k]);
        }
    }
}
