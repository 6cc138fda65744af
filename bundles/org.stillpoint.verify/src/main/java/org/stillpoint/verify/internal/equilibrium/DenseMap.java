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
}
