package org.stillpoint.verify.internal.equilibrium;

/** Products A'A. */
final class Gram {

    private Gram() {
    }

    /** A'A row by row, for A row by row with so many columns. */
    static double[] of(double[] matrix, int columns) {
        double[] gram = new double[columns * columns];
        for (int row = 0; row < matrix.length; row += columns) {
            for (int i = 0; i < columns; i++) {
                double entry = matrix[row + i];
                for (int j = 0; j < columns; j++) {
                    gram[i * columns + j] += entry * matrix[row + j];
                }
            }
        }
        return gram;
    }
}
