package org.stillpoint.numerics.sparse;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;

/**
 * Products, norms and transposition of EJML's compressed-column matrices. A matrix stored by rows is the transposed matrix stored by
 * columns, so each method serves both storages. Nothing is required of the order of indices within a column; entries that stand twice
 * count with their sum in products and apart in norms. With beta = 0 the old content of the result is ignored, also where it is not a
 * number.
 */
public final class SparseProducts {

    private SparseProducts() {
    }

    /** y = alpha A x + beta y; x has as many elements as A has columns, y as many as A has rows, and they are different arrays. */
    public static void multiply(double alpha, DMatrixSparseCSC a, double[] x, double beta, double[] y) {
        requireLength("x", x, a.numCols);
        requireLength("y", y, a.numRows);
        requireDistinct(x, y);
        if (beta == 0) {
            Arrays.fill(y, 0);
        } else if (beta != 1) {
            for (int i = 0; i < y.length; i++) {
                y[i] *= beta;
            }
        }
        if (alpha == 0) {
            return;
        }
        for (int column = 0; column < a.numCols; column++) {
            double factor = alpha * x[column];
            for (int k = a.col_idx[column]; k < a.col_idx[column + 1]; k++) {
                y[a.nz_rows[k]] += a.nz_values[k] * factor;
            }
        }
    }

    /** y = alpha A' x + beta y; x has as many elements as A has rows, y as many as A has columns, and they are different arrays. */
    public static void multiplyTransposed(double alpha, DMatrixSparseCSC a, double[] x, double beta, double[] y) {
        requireLength("x", x, a.numRows);
        requireLength("y", y, a.numCols);
        requireDistinct(x, y);
        for (int column = 0; column < a.numCols; column++) {
            double scaled = beta == 0 ? 0 : beta * y[column];
            if (alpha == 0) {
                y[column] = scaled;
            } else {
                double product = gather(a.nz_values, a.nz_rows, a.col_idx[column], a.col_idx[column + 1], x);
                y[column] = scaled + alpha * product;
            }
        }
    }

    /** The sum of values[k] x[indices[k]] for k from start to end: one row or column times a dense vector. */
    static double gather(double[] values, int[] indices, int start, int end, double[] x) {
        double even = 0;
        double odd = 0;
        int k = start;
        for (; k < end - 1; k += 2) {
            even += values[k] * x[indices[k]];
            odd += values[k + 1] * x[indices[k + 1]];
        }
        if (k < end) {
            even += values[k] * x[indices[k]];
        }
        return even + odd;
    }

    /** The transposed matrix, with row indices in increasing order within each column; sorts A if applied twice. */
    public static DMatrixSparseCSC transpose(DMatrixSparseCSC a) {
        int nonzeros = a.col_idx[a.numCols];
        DMatrixSparseCSC transposed = new DMatrixSparseCSC(a.numCols, a.numRows, nonzeros);
        transposed.nz_length = nonzeros;
        transposed.indicesSorted = true;
        int[] starts = transposed.col_idx;
        for (int k = 0; k < nonzeros; k++) {
            starts[a.nz_rows[k] + 1]++;
        }
        for (int i = 0; i < a.numRows; i++) {
            starts[i + 1] += starts[i];
        }
        int[] next = Arrays.copyOf(starts, a.numRows);
        for (int column = 0; column < a.numCols; column++) {
            for (int k = a.col_idx[column]; k < a.col_idx[column + 1]; k++) {
                int place = next[a.nz_rows[k]]++;
                transposed.nz_rows[place] = column;
                transposed.nz_values[place] = a.nz_values[k];
            }
        }
        return transposed;
    }

    /** norms[j] = the norm of column j of A. */
    public static void columnNorms(DMatrixSparseCSC a, VectorNorm norm, double[] norms) {
        requireLength("norms", norms, a.numCols);
        for (int column = 0; column < a.numCols; column++) {
            double total = 0;
            for (int k = a.col_idx[column]; k < a.col_idx[column + 1]; k++) {
                total = norm.include(total, a.nz_values[k]);
            }
            norms[column] = norm.finish(total);
        }
    }

    /** norms[i] = the norm of row i of A. */
    public static void rowNorms(DMatrixSparseCSC a, VectorNorm norm, double[] norms) {
        requireLength("norms", norms, a.numRows);
        Arrays.fill(norms, 0);
        for (int k = 0; k < a.col_idx[a.numCols]; k++) {
            int row = a.nz_rows[k];
            norms[row] = norm.include(norms[row], a.nz_values[k]);
        }
        for (int i = 0; i < norms.length; i++) {
            norms[i] = norm.finish(norms[i]);
        }
    }

    static void requireLength(String name, double[] array, int length) {
        if (array.length != length) {
            throw new IllegalArgumentException(name + " has " + array.length + " elements, expected " + length);
        }
    }

    static void requireDistinct(double[] x, double[] y) {
        if (x == y) {
            throw new IllegalArgumentException("the result may not be the argument");
        }
    }
}
