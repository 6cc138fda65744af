package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.numerics.FloatPanelMatrix;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * What replaces the derivative in {@link Corrections}, in single precision.
 *
 * @param matrix K = W (I - D W)^-1
 * @param slopes the diagonal of D
 * @param plain whether D = 0 and K = W
 */
record Chord(FloatPanelMatrix matrix, float[] slopes, boolean plain) {

    /** The plain iteration, laid out by these threads. */
    static Chord plain(double[] weight, int size, ThreadTeam team) {
        return new Chord(FloatPanelMatrix.of(weight, 0, size, size, team), new float[size], true);
    }

    /** The chord of this matrix, laid out by these threads. */
    static Chord of(ChordMatrix matrix, ThreadTeam team) {
        int size = matrix.slopes().length;
        float[] slopes = new float[size];
        for (int k = 0; k < size; k++) {
            slopes[k] = (float) matrix.slopes()[k];
        }
        return new Chord(FloatPanelMatrix.of(matrix.values(), 0, size, size, team), slopes, false);
    }
}
