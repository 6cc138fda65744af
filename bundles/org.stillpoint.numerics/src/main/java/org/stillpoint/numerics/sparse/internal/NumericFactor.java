package org.stillpoint.numerics.sparse.internal;

/** Storage and arithmetic for the values of one symbolic factor. */
public interface NumericFactor {

    /**
     * Computes the factor.
     *
     * @param values the entries of the matrix, in the places of the analysis
     * @param threshold 0 to stop at a pivot that is not positive; otherwise the fraction of the largest diagonal entry up to which a pivot
     *         is replaced
     * @return the number of pivots replaced; with threshold 0, 1 if a pivot was not positive
     */
    int factorize(double[] values, double threshold);

    /** The column of the factor at which the last factorisation stopped, or -1. */
    int failedColumn();

    /** Replaces b by the solution. */
    void solve(double[] b);
}
