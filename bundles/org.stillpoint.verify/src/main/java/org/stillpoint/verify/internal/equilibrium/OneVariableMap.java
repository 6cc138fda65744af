package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.ScalarMap;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** A map of one variable: {@link StandardLayer#SCALAR}. */
final class OneVariableMap implements LayerMap {

    private final LayerShape shape;
    private final ScalarMap map;

    OneVariableMap(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        map = ScalarMap.of(parameters);
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        for (int row = 0; row < rows; row++) {
            double z = states[stateOffset + row];
            int x = inputOffset + row * shape.input();
            images[row] = switch (map) {
                case COSINE -> Math.cos(z);
                case EXPONENTIAL -> inputs[x] * Math.exp(-z);
                case KEPLER -> inputs[x] + inputs[x + 1] * Math.sin(z);
                case SQUARE_ROOT -> (z + inputs[x] / z) / 2;
            };
        }
    }

    @Override
    public void transposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
        double z = state[0];
        result[0] = cotangent[0] * switch (map) {
            case COSINE -> -Math.sin(z);
            case EXPONENTIAL -> -input[0] * Math.exp(-z);
            case KEPLER -> input[1] * Math.cos(z);
            case SQUARE_ROOT -> (1 - input[0] / (z * z)) / 2;
        };
    }
}
