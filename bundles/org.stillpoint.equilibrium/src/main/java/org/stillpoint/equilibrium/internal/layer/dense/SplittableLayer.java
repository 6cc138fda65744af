package org.stillpoint.equilibrium.internal.layer.dense;

import org.stillpoint.equilibrium.internal.layer.Layer;

/**
 * A layer f(z, x) = s(W z + drive) whose drive has as many components as the state, and in which s is the proximal
 * operator of a convex function h, s = (I + dh)^-1. Its fixed points are the zeros of (I - W) z - drive + dh(z), which is a sum of monotone
 * operators where I - W is one.
 */
public interface SplittableLayer extends Layer {

    /** W as a full matrix, row by row; not to be changed. From the images of unit vectors where the layer does not keep it. */
    default double[] weight() {
        int size = shape().state();
        int most = Math.min(size, 64);
        SplittableKernel kernel = kernel(most);
        double[] zeros = new double[driveSize() * most];
        double[] images = new double[size * most];
        double[] matrix = new double[Math.multiplyExact(size, size)];
        for (int first = 0; first < size; first += most) {
            int lanes = Math.min(most, size - first);
            double[] units = new double[size * lanes];
            for (int lane = 0; lane < lanes; lane++) {
                units[(first + lane) * lanes + lane] = 1;
            }
            kernel.combine(units, zeros, lanes, images);
            for (int row = 0; row < size; row++) {
                System.arraycopy(images, row * lanes, matrix, row * size + first, lanes);
            }
        }
        return matrix;
    }

    /** Whether s is a projection, or the identity: then it is the proximal operator of a h for every a. */
    default boolean projects() {
        return false;
    }

    @Override
    SplittableKernel kernel(int lanes);
}
