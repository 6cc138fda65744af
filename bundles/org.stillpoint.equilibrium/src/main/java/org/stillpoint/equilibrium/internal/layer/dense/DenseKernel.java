package org.stillpoint.equilibrium.internal.layer.dense;

import org.stillpoint.numerics.PanelProducts;

/** Evaluates {@link DenseLayer}. */
class DenseKernel extends ActivatedKernel {

    final PanelProducts products = new PanelProducts();
    private final DenseLayer layer;

    DenseKernel(DenseLayer layer, int lanes) {
        super(layer.activation(), layer.shape().state(), lanes);
        this.layer = layer;
    }

    @Override
    public void drive(double[] inputs, int lanes, double[] drives) {
        layer.drive.compute(products, inputs, lanes, drives);
    }

    @Override
    protected void addProduct(double[] v, int lanes, double[] results) {
        products.addPanel(results, 0, layer.matrix, v, 0, lanes);
    }

    @Override
    protected void addTransposedProduct(double[] u, int lanes, double[] results) {
        products.addPanel(results, 0, layer.transposed.get(), u, 0, lanes);
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
        int size = layer.shape().state();
        products.addOuterProducts(cotangents, size, states, size, lanes, sums[0]);
        return 1;
    }
}
