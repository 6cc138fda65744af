package org.stillpoint.verify.internal.equilibrium;

import java.util.Arrays;
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
    public double terms() {
        return Arrays.stream(patterns).map(Math::abs).max().orElse(0);
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        int d = shape.state();
        for (int row = 0; row < rows; row++) {
            attend(states, stateOffset + row * d);
            Arrays.fill(images, row * d, (row + 1) * d, 0);
            for (int i = 0; i < weights.length; i++) {
                for (int k = 0; k < d; k++) {
                    images[row * d + k] += weights[i] * patterns[i * d + k];
                }
            }
        }
    }

    /** Writes softmax(beta X z). */
    private void attend(double[] states, int offset) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = beta * product(i, states, offset);
        }
        Softmax.apply(weights, 0, weights.length);
    }

    private double product(int pattern, double[] values, int offset) {
        double sum = 0;
        for (int k = 0; k < shape.state(); k++) {
            sum += patterns[pattern * shape.state() + k] * values[offset + k];
        }
        return sum;
    }

    @Override
    public void transposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
        double[] products = new double[weights.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = product(i, cotangent, 0);
        }
        attend(state, 0);
        Softmax.pullBack(weights, 0, weights.length, products);
        Arrays.fill(result, 0);
        for (int i = 0; i < weights.length; i++) {
            for (int k = 0; k < result.length; k++) {
                result[k] += beta * weights[i] * patterns[i * result.length + k];
            }
        }
    }
}
