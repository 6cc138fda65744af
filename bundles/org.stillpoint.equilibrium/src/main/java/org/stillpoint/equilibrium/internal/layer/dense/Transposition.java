package org.stillpoint.equilibrium.internal.layer.dense;

/** Transposes matrices. */
public final class Transposition {

    private Transposition() {
    }

    /** The transpose of a matrix that is given row by row. */
    public static double[] of(double[] matrix, int rows, int columns) {
        double[] transposed = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = matrix[i * columns + j];
            }
        }
        return transposed;
    }
}
