package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * K = W (I - D W)^-1 for a diagonal matrix D.
 *
 * @param values the entries of K, row by row
 * @param slopes the diagonal of D, numbers of single precision
 */
record ChordMatrix(double[] values, double[] slopes) {

    /** A smaller slope is taken for this one, as K = ((I - W D)^-1 - I) D^-1 divides by it. */
    private static final double LEAST_SLOPE = 0x1p-6;

    /**
     * The matrix for these slopes; null if I - W D is singular, or so near it that no inverse was found.
     *
     * @param team the threads that make it; null for the calling one alone
     */
    static ChordMatrix of(double[] weight, double[] slopes, int size, ThreadTeam team) {
        double[] diagonal = new double[size];
        for (int k = 0; k < size; k++) {
            diagonal[k] = (float) Math.max(LEAST_SLOPE, slopes[k]);
        }
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] = -weight[i * size + j] * diagonal[j];
            }
            matrix[i * size + i] += 1;
        }
        if (!new BlockInverse(size).invert(matrix, team)) {
            return null;
        }
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] -= 1;
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] /= diagonal[j];
            }
        }
        return new ChordMatrix(matrix, diagonal);
    }
}
