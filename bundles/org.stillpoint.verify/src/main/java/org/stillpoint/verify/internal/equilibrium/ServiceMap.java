package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.problem.equilibrium.DifferentiableLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;
import org.stillpoint.api.problem.equilibrium.LayerShape;

/** A user's layer. */
final class ServiceMap implements LayerMap {

    /** The cube root of the rounding unit balances the curvature against the rounding. */
    private static final double STEP = Math.cbrt(0x1p-53);

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

    @Override
    public boolean exactProducts() {
        return layer instanceof DifferentiableLayer;
    }

    /** The product that the layer brings, or else central differences of u'f in each component of the state. */
    @Override
    public void transposedProduct(double[] z, double[] x, double[] cotangent, double[] result) {
        if (layer instanceof DifferentiableLayer differentiable) {
            differentiable.stateTransposedProduct(z, x, cotangent, result);
            return;
        }
        double[] moved = z.clone();
        for (int k = 0; k < z.length; k++) {
            double step = STEP * Math.max(1, Math.abs(z[k]));
            moved[k] = z[k] + step;
            layer.apply(moved, x, image);
            double difference = product(cotangent);
            double width = moved[k];
            moved[k] = z[k] - step;
            layer.apply(moved, x, image);
            width -= moved[k];
            result[k] = (difference - product(cotangent)) / width;
            moved[k] = z[k];
        }
    }

    private double product(double[] cotangent) {
        double sum = 0;
        for (int k = 0; k < image.length; k++) {
            sum += cotangent[k] * image[k];
        }
        return sum;
    }
}
