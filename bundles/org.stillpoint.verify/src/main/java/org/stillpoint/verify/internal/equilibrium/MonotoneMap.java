package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** s(W z + U x + b) with W = (1 - m) I - A'A + B - B': {@link StandardLayer#MONOTONE}. */
final class MonotoneMap implements LayerMap {

    private final LayerShape shape;
    private final AffineMap affine;
    private final Activation activation;

    MonotoneMap(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        affine = new AffineMap(weight(parameters, shape.state()), parameters, shape);
        activation = Activation.of(parameters);
    }

    /** W, row by row. */
    static double[] weight(DataRecord parameters, int d) {
        double[] weight = Gram.of(parameters.numbers("factor"), d);
        double[] skew = parameters.has("skew") ? parameters.numbers("skew") : new double[d * d];
        double diagonal = 1 - parameters.number("margin");
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                weight[i * d + j] = (i == j ? diagonal : 0) - weight[i * d + j] + (skew[i * d + j] - skew[j * d + i]);
            }
        }
        return weight;
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        affine.apply(states, stateOffset, inputs, inputOffset, rows, images);
        Activated.apply(activation, images, rows * shape.state());
    }

    @Override
    public void transposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
        double[] before = new double[state.length];
        affine.apply(state, 0, input, 0, 1, before);
        Activated.pullBack(activation, before, cotangent);
        affine.transposed(before, result);
    }
}
