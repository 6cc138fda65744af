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
}
