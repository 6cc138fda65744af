package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/** y' = A y + B x with row-major matrices. */
final class LinearField implements Field {

    private final int dimension;
    private final int inputs;
    private final double[] matrix;
    private final PanelMatrix byState;
    private final PanelMatrix byInput;

    LinearField(int dimension, int inputs, double[] matrix, double[] inputMatrix) {
        this.dimension = dimension;
        this.inputs = inputs;
        this.matrix = matrix;
        byState = PanelMatrix.of(matrix, 0, dimension, dimension);
        byInput = PanelMatrix.of(inputMatrix, 0, dimension, inputs);
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
    public boolean linear() {
        return true;
    }

    @Override
    public double operations() {
        return 2.0 * dimension * (dimension + inputs);
    }

    @Override
    public Evaluator evaluator() {
        return new Products();
    }

    private final class Products implements Evaluator {

        private final PanelProducts products = new PanelProducts();

        @Override
        public void derivative(double[] y, int yOffset, double[] input, int inputOffset, int lanes, double[] derivative,
                int derivativeOffset) {
            Arrays.fill(derivative, derivativeOffset, derivativeOffset + dimension * lanes, 0);
            products.addPanel(derivative, derivativeOffset, byState, y, yOffset, lanes);
            if (inputs > 0) {
                products.addPanel(derivative, derivativeOffset, byInput, input, inputOffset, lanes);
            }
        }

        @Override
        public void jacobian(double[] y, int yOffset, double[] input, int inputOffset, int lanes, double[] jacobian, int jacobianOffset) {
            for (int k = 0; k < matrix.length; k++) {
                int from = jacobianOffset + k * lanes;
                Arrays.fill(jacobian, from, from + lanes, matrix[k]);
            }
        }

        @Override
        public void secondDerivatives(double[] y, double[] input, double[] second) {
            Arrays.fill(second, 0);
        }
    }
}
