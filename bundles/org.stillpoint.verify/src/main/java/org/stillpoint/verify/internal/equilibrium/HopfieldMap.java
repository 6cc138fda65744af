package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** X' softmax(beta X z): {@link StandardLayer#HOPFIELD}. */
final class HopfieldMap implements LayerMap {

    private final LayerShape shape;
    private final double[] patterns;
    private final double beta;
    private final double[] weights;

    HopfieldMap(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        patterns = parameters.numbers("patterns");
        beta = parameters.number("beta");
        weights = new double[patterns.length / shape.state()];
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        int d = shape.state();
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < weights.length; i++) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    sum += patterns[i * d + k] * states[stateOffset + row * d + k];
                }
                weights[i] = beta * sum;
            }
            Softmax.apply(weights, 0, weights.length);
            for (int k = 0; k < d; k++) {
                double sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * patterns[i * d + k];
                }
                images[row * d + k] = sum;
            }
        }
    }
}
