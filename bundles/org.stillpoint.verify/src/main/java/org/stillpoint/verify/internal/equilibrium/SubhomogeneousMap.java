package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** (tanh(W z) + h)^p + max(0, U x + b), or that divided by its largest component: {@link StandardLayer#SUBHOMOGENEOUS}. */
final class SubhomogeneousMap implements LayerMap {

    private final LayerShape shape;
    private final AffineMap affine;
    private final double shift;
    private final double power;
    private final boolean normalise;

    SubhomogeneousMap(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        affine = new AffineMap(parameters.numbers("weight"), parameters, shape);
        shift = parameters.number("shift");
        power = parameters.has("power") ? parameters.number("power") : 1;
        normalise = parameters.has("normalise") && parameters.truth("normalise");
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        int d = shape.state();
        affine.weigh(states, stateOffset, rows, images);
        double[] drives = affine.drive(inputs, inputOffset, rows);
        for (int row = 0; row < rows; row++) {
            double largest = 0;
            for (int i = row * d; i < (row + 1) * d; i++) {
                images[i] = Math.pow(Math.tanh(images[i]) + shift, power) + Math.max(0, drives[i]);
                largest = Math.max(largest, images[i]);
            }
            for (int i = row * d; normalise && i < (row + 1) * d; i++) {
                images[i] /= largest;
            }
        }
    }

    @Override
    public void transposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
        int d = shape.state();
        double[] before = new double[d];
        affine.weigh(state, 0, 1, before);
        double[] drives = affine.drive(input, 0, 1);
        double[] values = new double[d];
        double product = 0;
        int largest = 0;
        for (int i = 0; i < d; i++) {
            values[i] = Math.pow(Math.tanh(before[i]) + shift, power) + Math.max(0, drives[i]);
            product += cotangent[i] * values[i];
            largest = values[i] > values[largest] ? i : largest;
        }
        for (int i = 0; i < d; i++) {
            double back = cotangent[i];
            if (normalise) {
                back = (back - (i == largest ? product / values[largest] : 0)) / values[largest];
            }
            double tanh = Math.tanh(before[i]);
            before[i] = back * power * Math.pow(tanh + shift, power - 1) * (1 - tanh) * (1 + tanh);
        }
        affine.transposed(before, result);
    }
}
