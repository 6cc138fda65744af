package org.stillpoint.halpern.internal.linearprogram;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.LinearProgram;

/** Small linear programs from dense data. */
final class Dense {

    static final double INFINITY = Double.POSITIVE_INFINITY;

    private Dense() {
    }

    /** A sparse matrix with the entries that are not zero. */
    static DMatrixSparseCSC sparse(int rows, int columns, double[][] entries) {
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(rows, columns, rows * columns);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                if (entries[row][column] != 0) {
                    matrix.set(row, column, entries[row][column]);
                }
            }
        }
        return matrix;
    }

    /** The start of a program with these rows; columns from 0 up. */
    static LinearProgram.Builder program(double[] objective, double[][] entries, double[] lower, double[] upper) {
        return LinearProgram.of(objective, sparse(entries.length, objective.length, entries)).rowBounds(lower, upper);
    }

    /** An array of one value. */
    static double[] all(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    /** An array. */
    static double[] of(double... values) {
        return values;
    }
}
