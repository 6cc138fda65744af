package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** s(W z + U x + b): {@link StandardLayer#DENSE}. */
final class DenseMap implements LayerMap {

    private final LayerShape shape;
    private final AffineMap affine;
    private final Activation activation;

    DenseMap(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        affine = new AffineMap(parameters.numbers("weight"), parameters, shape);
        activation = Activation.of(parameters);
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
