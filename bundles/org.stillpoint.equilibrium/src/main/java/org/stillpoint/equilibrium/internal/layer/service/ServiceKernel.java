package org.stillpoint.equilibrium.internal.layer.service;

import org.stillpoint.equilibrium.internal.layer.Lanes;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;

/** Evaluates a user's layer lane by lane. */
abstract class ServiceKernel implements LayerKernel {

    final ServiceLayer layer;
    /** The state of the lane at hand. */
    final double[] state;
    /** The input of the lane at hand. */
    final double[] input;
    final double[] image;
    private final double[] vector;
    private final double[] result;
    private final double[] inputResult;

    ServiceKernel(ServiceLayer layer) {
        this.layer = layer;
        int size = layer.shape().state();
        state = new double[size];
        input = new double[layer.shape().input()];
        image = new double[size];
        vector = new double[size];
        result = new double[size];
        inputResult = new double[input.length];
    }

    /** (df/dz) v for the lane at hand. */
    abstract void product(double[] direction, double[] product);

    /** (df/dz)'u for the lane at hand, which is {@code lane}. */
    abstract void transposedProduct(int lane, double[] cotangent, double[] product);

    /** (df/dx)'u for the lane at hand. */
    abstract void inputProduct(double[] cotangent, double[] product);

    @Override
    public void drive(double[] inputs, int lanes, double[] drives) {
        System.arraycopy(inputs, 0, drives, 0, input.length * lanes);
    }

    @Override
    public void apply(double[] states, double[] drives, int lanes, double[] images) {
        for (int lane = 0; lane < lanes; lane++) {
            Lanes.gather(states, lane, lanes, state);
            Lanes.gather(drives, lane, lanes, input);
            layer.evaluate(state, input, image);
            Lanes.scatter(image, images, lane, lanes);
        }
    }

    @Override
    public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
        apply(states, drives, lanes, images);
        System.arraycopy(states, 0, tangents, 0, state.length * lanes);
        System.arraycopy(drives, 0, tangents, state.length * lanes, input.length * lanes);
    }

    @Override
    public void product(double[] tangents, double[] directions, int lanes, double[] results) {
        for (int lane = 0; lane < lanes; lane++) {
            point(tangents, lane, lanes);
            Lanes.gather(directions, lane, lanes, vector);
            product(vector, result);
            Lanes.scatter(result, results, lane, lanes);
        }
    }

    @Override
    public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
        for (int lane = 0; lane < lanes; lane++) {
            point(tangents, lane, lanes);
            Lanes.gather(cotangents, lane, lanes, vector);
            transposedProduct(lane, vector, result);
            Lanes.scatter(result, results, lane, lanes);
        }
    }

    @Override
    public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
        for (int lane = 0; input.length > 0 && lane < lanes; lane++) {
            point(tangents, lane, lanes);
            Lanes.gather(cotangents, lane, lanes, vector);
            inputProduct(vector, inputResult);
            Lanes.scatter(inputResult, results, lane, lanes);
        }
    }

    /** Takes a lane at hand. */
    final void point(double[] tangents, int lane, int lanes) {
        Lanes.gather(tangents, lane, lanes, state);
        for (int k = 0; k < input.length; k++) {
            input[k] = tangents[(state.length + k) * lanes + lane];
        }
    }
}
