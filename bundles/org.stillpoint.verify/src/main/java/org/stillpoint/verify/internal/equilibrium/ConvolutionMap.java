package org.stillpoint.verify.internal.equilibrium;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** s(W (*) z + U (*) x + b) on images: {@link StandardLayer#CONVOLUTIONAL}. */
final class ConvolutionMap implements LayerMap {

    private final LayerShape shape;
    private final Correlation weight;
    private final Correlation inputWeight;
    private final double[] bias;
    private final int pixels;
    private final Activation activation;

    ConvolutionMap(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        int height = (int) parameters.integer("height");
        int width = (int) parameters.integer("width");
        pixels = height * width;
        weight = new Correlation(parameters.array("weight").shape(), parameters.numbers("weight"), height, width);
        inputWeight = parameters.has("input_weight")
                ? new Correlation(parameters.array("input_weight").shape(), parameters.numbers("input_weight"), height, width) : null;
        bias = parameters.has("bias") ? parameters.numbers("bias") : new double[shape.state() / pixels];
        activation = Activation.of(parameters);
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        convolve(states, stateOffset, inputs, inputOffset, rows, images);
        Activated.apply(activation, images, rows * shape.state());
    }

    private void convolve(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        int d = shape.state();
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < d; k++) {
                images[row * d + k] = bias[k / pixels];
            }
            weight.add(states, stateOffset + row * d, images, row * d);
            int x = inputOffset + row * shape.input();
            if (inputWeight != null) {
                inputWeight.add(inputs, x, images, row * d);
            } else {
                for (int k = 0; k < shape.input(); k++) {
                    images[row * d + k] += inputs[x + k];
                }
            }
        }
    }

    @Override
    public void transposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
        double[] before = new double[state.length];
        convolve(state, 0, input, 0, 1, before);
        Activated.pullBack(activation, before, cotangent);
        Arrays.fill(result, 0);
        weight.addTransposed(before, result);
    }
}
