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

    /** So many rows, a few tens of microseconds of work, are a chunk for one thread. */
    private static final int ROWS = 64;

    /**
     * The matrix for these slopes; null if I - W D is singular, or so near it that no inverse was found.
     *
     * @param precision with {@link Precision#MIXED} most of the work is done in single precision
     * @param team the threads that make it
     */
    static ChordMatrix of(double[] weight, double[] slopes, int size, Precision precision, ThreadTeam team) {
        double[] diagonal = new double[size];
        for (int k = 0; k < size; k++) {
            diagonal[k] = (float) Math.max(LEAST_SLOPE, slopes[k]);
        }
        double[] matrix = new double[size * size];
        int chunks = (size + ROWS - 1) / ROWS;
        team.run(chunk -> {
            for (int i = chunk * ROWS; i < Math.min(size, (chunk + 1) * ROWS); i++) {
                for (int j = 0; j < size; j++) {
                    matrix[i * size + j] = -weight[i * size + j] * diagonal[j];
                }
                matrix[i * size + i] += 1;
            }
        }, chunks);
        boolean inverted = precision == Precision.MIXED && size > FloatBlockInverse.BLOCK ? new FloatBlockInverse(size).invert(matrix, team)
                : new BlockInverse(size).invert(matrix, team);
        if (!inverted) {
            return null;
        }
        team.run(chunk -> {
            for (int i = chunk * ROWS; i < Math.min(size, (chunk + 1) * ROWS); i++) {
                matrix[i * size + i] -= 1;
                for (int j = 0; j < size; j++) {
                    matrix[i * size + j] /= diagonal[j];
                }
            }
        }, chunks);
        return new ChordMatrix(matrix, diagonal);
    }
}
