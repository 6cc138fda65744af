package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.problem.equilibrium.LayerShape;

/** The map f(z, x) of a layer, from its definition, for several samples at once. Used by one thread. */
interface LayerMap {

    /** The sizes. */
    LayerShape shape();

    /**
     * Evaluates the layer for consecutive samples.
     *
     * @param states the rows of states from {@code stateOffset} on
     * @param inputs the rows of inputs from {@code inputOffset} on
     * @param rows how many samples
     * @param images receives the rows of images, from its start
     */
    void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images);

    /** How large terms of images may be that bounded weights of the state are factors of: they may cancel in an image that is small. */
    default double terms() {
        return 0;
    }

    /** Whether products of derivatives are exact but for rounding, not differences. */
    default boolean exactProducts() {
        return true;
    }

    /**
     * The product (df/dz)'u for one sample.
     *
     * @param state the state z
     * @param input the input x
     * @param cotangent u; not changed
     * @param result receives the product
     */
    void transposedProduct(double[] state, double[] input, double[] cotangent, double[] result);
}
