package org.stillpoint.numerics.iterative;

/** A linear map of vectors. */
@FunctionalInterface
public interface LinearOperator {

    /**
     * Computes the image of a vector.
     *
     * @param x the argument, not to be changed
     * @param result where the image goes; never the same array as x
     */
    void apply(double[] x, double[] result);
}
