package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;
import org.stillpoint.api.problem.equilibrium.LayerShape;

/** A user's layer. */
final class ServiceMap implements LayerMap {

    private final EquilibriumLayer layer;
    private final LayerShape shape;
    private final double[] state;
    private final double[] input;
    private final double[] image;

    ServiceMap(EquilibriumLayer layer) {
        this.layer = layer;
        shape = new LayerShape(layer.stateSize(), layer.inputSize());
        state = new double[shape.state()];
        input = new double[shape.input()];
        image = new double[shape.state()];
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(states, stateOffset + row * state.length, state, 0, state.length);
            System.arraycopy(inputs, inputOffset + row * input.length, input, 0, input.length);
            layer.apply(state, input, image);
            System.arraycopy(image, 0, images, row * state.length, state.length);
        }
    }
}
