package org.stillpoint.equilibrium.internal.layer.dense;

import java.util.Arrays;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.numerics.PanelProducts;

/** Evaluates {@link DenseLayer}. A linearisation is the derivatives of the activation. */
class DenseKernel implements SplittableKernel {

    final PanelProducts products = new PanelProducts();
    private final DenseLayer layer;
    private final Activation activation;
    private final int size;
    private final int capacity;
    private final double[] room;
    private ActivationProximal proximal;

    DenseKernel(DenseLayer layer, int lanes) {
        this.layer = layer;
        activation = layer.activation();
        size = layer.shape().state();
        capacity = lanes;
        room = new double[Math.multiplyExact(size, lanes)];
    }

    @Override
    public void drive(double[] inputs, int lanes, double[] drives) {
        layer.drive.compute(products, inputs, lanes, drives);
    }

    @Override
    public void combine(double[] states, double[] drives, int lanes, double[] combinations) {
        System.arraycopy(drives, 0, combinations, 0, size * lanes);
        products.addPanel(combinations, 0, layer.matrix, states, 0, lanes);
    }

    @Override
    public void activate(double[] t, int lanes) {
        Activations.apply(activation, t, size * lanes);
    }

    @Override
    public void proximal(double step, double[] arguments, int lanes, double[] states) {
        if (proximal == null) {
            proximal = new ActivationProximal(activation, size * capacity);
        }
        proximal.apply(step, arguments, size * lanes, states);
    }

    @Override
    public void apply(double[] states, double[] drives, int lanes, double[] images) {
        combine(states, drives, lanes, images);
        activate(images, lanes);
    }

    @Override
    public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
        apply(states, drives, lanes, images);
        Activations.derivatives(activation, images, size * lanes, tangents);
    }

    @Override
    public void product(double[] tangents, double[] directions, int lanes, double[] results) {
        int length = size * lanes;
        Arrays.fill(results, 0, length, 0);
        products.addPanel(results, 0, layer.matrix, directions, 0, lanes);
        for (int i = 0; i < length; i++) {
            results[i] *= tangents[i];
        }
    }

    @Override
    public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
        Arrays.fill(results, 0, size * lanes, 0);
        products.addPanel(results, 0, layer.transposed.get(), before(tangents, cotangents, lanes), 0, lanes);
    }

    @Override
    public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
        layer.drive.transposedProduct(products, before(tangents, cotangents, lanes), lanes, results);
    }

    @Override
    public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes, double[][] sums) {
        double[] before = before(tangents, cotangents, lanes);
        int next = addWeightProducts(before, states, lanes, sums);
        layer.drive.addParameterProducts(products, before, inputs, lanes, sums, next);
    }

    /**
     * Adds the products by the parameters that make W.
     *
     * @param cotangents those of W z + drive
     * @return how many parameters these are
     */
    int addWeightProducts(double[] cotangents, double[] states, int lanes, double[][] sums) {
        products.addOuterProducts(cotangents, size, states, size, lanes, sums[0]);
        return 1;
    }

    /** The cotangents of W z + drive. */
    private double[] before(double[] tangents, double[] cotangents, int lanes) {
        for (int i = 0; i < size * lanes; i++) {
            room[i] = tangents[i] * cotangents[i];
        }
        return room;
    }
}
