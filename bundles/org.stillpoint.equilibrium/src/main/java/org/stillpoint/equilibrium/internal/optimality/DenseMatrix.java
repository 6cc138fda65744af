package org.stillpoint.equilibrium.internal.optimality;

import org.stillpoint.numerics.VectorKernels;

/**
 * A matrix among the values of an array.
 *
 * @param values the array, which has it row by row
 * @param offset where it begins
 * @param rows its rows
 * @param columns its columns
 */
record DenseMatrix(double[] values, int offset, int rows, int columns) {

    /** Adds a times the matrix times a part of x to a part of y. */
    void addProduct(double a, double[] x, int from, double[] y, int to) {
        for (int i = 0; i < rows; i++) {
            y[to + i] += a * VectorKernels.dot(values, offset + i * columns, x, from, columns);
        }
    }

    /** Adds a times the transpose times a part of x to a part of y. */
    void addTransposedProduct(double a, double[] x, int from, double[] y, int to) {
        for (int i = 0; i < rows; i++) {
            VectorKernels.axpy(a * x[from + i], values, offset + i * columns, y, to, columns);
        }
    }

    /** Adds a times the outer product of parts of u and v to the matrix. */
    void addOuterProduct(double a, double[] u, int uFrom, double[] v, int vFrom) {
        for (int i = 0; i < rows; i++) {
            VectorKernels.axpy(a * u[uFrom + i], v, vFrom, values, offset + i * columns, columns);
        }
    }
}
