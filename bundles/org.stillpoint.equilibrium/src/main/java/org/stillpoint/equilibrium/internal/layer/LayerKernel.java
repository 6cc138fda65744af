package org.stillpoint.equilibrium.internal.layer;

/**
 * Evaluates a layer for several samples, the lanes, at once. All arguments are panels: a row for each component, a column for each lane,
 * so that component k of lane i is value {@code k * lanes + i}. Each lane's result depends on that lane alone, and its bits neither on
 * its place nor on the number of lanes. Used by one thread; allocates nothing. Arrays may be longer than the panels in them; no two
 * arguments are the same array.
 */
public interface LayerKernel {

    /** Computes drives from inputs. */
    void drive(double[] inputs, int lanes, double[] drives);

    /** Computes the images f(z) of states. */
    void apply(double[] states, double[] drives, int lanes, double[] images);

    /**
     * Computes images as {@link #apply} does, with the same bits, and what the products of derivatives at these states need.
     *
     * @param tangents receives {@link Layer#tangentSize} rows
     */
    void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents);

    /** Jacobian-vector products (df/dz) v. */
    void product(double[] tangents, double[] directions, int lanes, double[] results);

    /** Vector-Jacobian products (df/dz)' u. */
    void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results);

    /** Vector-Jacobian products by the input, (df/dx)' u. */
    void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results);

    /**
     * Adds the vector-Jacobian products by the parameters, (df/dtheta)' u, of all lanes, lane after lane.
     *
     * @param states the states of the linearisation
     * @param inputs the inputs
     * @param sums for each of {@link Layer#parameters} its sum so far
     */
    void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes, double[][] sums);
}
