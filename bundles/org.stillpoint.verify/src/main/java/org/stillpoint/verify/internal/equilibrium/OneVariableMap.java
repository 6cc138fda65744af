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
}
