package org.stillpoint.equilibrium.internal.layer.dense;

import java.util.Arrays;
import org.stillpoint.api.problem.equilibrium.Activation;

/**
 * Evaluates layers f(z, x) = s(W z + drive) with an activation s of each component, from products with W and its transpose. A linearisation
 * is the derivatives of the activation.
 */
public abstract class ActivatedKernel implements SplittableKernel {

    private final Activation activation;
    private final int size;
    private final int capacity;
    private double[] room;
    private ActivationProximal proximal;

    /** A kernel for states of so many components, and up to so many lanes. */
    protected ActivatedKernel(Activation activation, int size, int lanes) {
        this.activation = activation;
        this.size = size;
        capacity = lanes;
    }

    /** Adds W v to results. */
    protected abstract void addProduct(double[] v, int lanes, double[] results);

    /** Adds W'u to results. */
    protected abstract void addTransposedProduct(double[] u, int lanes, double[] results);

    /** The cotangents of W z + drive from those of the image; valid until the next call. */
    protected final double[] before(double[] tangents, double[] cotangents, int lanes) {
        if (room == null) {
            room = new double[Math.multiplyExact(size, capacity)];
        }
        for (int i = 0; i < size * lanes; i++) {
            room[i] = tangents[i] * cotangents[i];
        }
        return room;
    }

    @Override
    public final void combine(double[] states, double[] drives, int lanes, double[] combinations) {
        System.arraycopy(drives, 0, combinations, 0, size * lanes);
        addProduct(states, lanes, combinations);
    }

    @Override
    public final void activate(double[] t, int lanes) {
        Activations.apply(activation, t, size * lanes);
    }

    @Override
    public final void proximal(double step, double[] arguments, int lanes, double[] states) {
        if (proximal == null) {
            proximal = new ActivationProximal(activation, size * capacity);
        }
        proximal.apply(step, arguments, size * lanes, states);
    }

    @Override
    public final void apply(double[] states, double[] drives, int lanes, double[] images) {
        combine(states, drives, lanes, images);
        activate(images, lanes);
    }

    @Override
    public final void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
        apply(states, drives, lanes, images);
        Activations.derivatives(activation, images, size * lanes, tangents);
    }

    @Override
    public final void product(double[] tangents, double[] directions, int lanes, double[] results) {
        int length = size * lanes;
        Arrays.fill(results, 0, length, 0);
        addProduct(directions, lanes, results);
        for (int i = 0; i < length; i++) {
            results[i] *= tangents[i];
        }
    }

    @Override
    public final void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
        Arrays.fill(results, 0, size * lanes, 0);
        addTransposedProduct(before(tangents, cotangents, lanes), lanes, results);
    }
}
