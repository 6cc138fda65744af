package org.stillpoint.transport.internal.kernel;

/**
 * Soft minima of costs over the points of either side, the two half steps of a Sinkhorn iteration in logarithms. Potentials may be negative
 * infinity where a point has no part; everything else is finite for finite costs, however small epsilon is.
 */
public interface SoftMinimum {

    /** The number of source points. */
    int sources();

    /** The number of target points. */
    int targets();

    /**
     * Over the target points: result_i = -epsilon log(sum over j of exp((g_j - C_ij) / epsilon)).
     *
     * @param g a number for each target point
     * @param epsilon positive
     * @param result receives a number for each source point
     */
    void overTargets(double[] g, double epsilon, double[] result);

    /**
     * Over the source points: result_j = -epsilon log(sum over i of exp((f_i - C_ij) / epsilon)).
     *
     * @param f a number for each source point
     * @param epsilon positive
     * @param result receives a number for each target point
     */
    void overSources(double[] f, double epsilon, double[] result);
}
