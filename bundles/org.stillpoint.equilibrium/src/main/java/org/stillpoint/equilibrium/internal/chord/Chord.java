package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.numerics.FloatPanelMatrix;

/**
 * What replaces the derivative in {@link Corrections}, in single precision.
 *
 * @param matrix K = W (I - D W)^-1
 * @param slopes the diagonal of D; null for zeros, and then K = W
 */
record Chord(FloatPanelMatrix matrix, float[] slopes) {

    /** The plain iteration. */
    static Chord plain(double[] weight, int size) {
        return new Chord(FloatPanelMatrix.of(weight, 0, size, size), null);
    }

    /** The chord of this matrix. */
    static Chord of(ChordMatrix matrix) {
        int size = matrix.slopes().length;
        float[] slopes = new float[size];
        for (int k = 0; k < size; k++) {
            slopes[k] = (float) matrix.slopes()[k];
        }
        return new Chord(FloatPanelMatrix.of(matrix.values(), 0, size, size), slopes);
    }
}
