package org.stillpoint.equilibrium.internal.layer.dense;

import org.stillpoint.equilibrium.internal.layer.Layer;

/**
 * A layer f(z, x) = s(W z + drive) whose drive has as many components as the state, and in which s is the proximal
 * operator of a convex function h, s = (I + dh)^-1. Its fixed points are the zeros of (I - W) z - drive + dh(z), which is a sum of monotone
 * operators where I - W is one.
 */
public interface SplittableLayer extends Layer {

    /** W as a full matrix, row by row; not to be changed. */
    double[] weight();

    /** Whether s is a projection, or the identity: then it is the proximal operator of a h for every a. */
    default boolean projects() {
        return false;
    }

    @Override
    SplittableKernel kernel(int lanes);
}
