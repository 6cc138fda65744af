package org.stillpoint.equilibrium.internal.layer.dense;

import org.stillpoint.equilibrium.internal.layer.LayerKernel;

/** Evaluates the parts of a {@link SplittableLayer}: {@link #apply} has the bits of {@link #combine} and {@link #activate}. */
public interface SplittableKernel extends LayerKernel {

    /** Computes W z + drive. */
    void combine(double[] states, double[] drives, int lanes, double[] combinations);

    /** Replaces t by s(t). */
    void activate(double[] t, int lanes);

    /**
     * Computes the proximal operator of a h, the z that solves z + a (s^-1(z) - z) = u. For a = 1 that is s(u).
     *
     * @param step a, positive
     * @param arguments u
     * @param states receives z; what it holds before is a guess of z, on which z depends by rounding only
     */
    void proximal(double step, double[] arguments, int lanes, double[] states);
}
