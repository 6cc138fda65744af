package org.stillpoint.recurrence.internal.linear;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** A square complex matrix: real and imaginary parts, row-major. */
final class ComplexMatrix {

    final int size;
    final double[] real;
    final double[] imaginary;

    ComplexMatrix(int size) {
        this.size = size;
        real = new double[size * size];
        imaginary = new double[size * size];
    }

    static ComplexMatrix of(DMatrixRMaj matrix) {
        ComplexMatrix result = new ComplexMatrix(matrix.numRows);
        System.arraycopy(matrix.data, 0, result.real, 0, result.real.length);
        return result;
    }

    static ComplexMatrix identity(int size) {
        ComplexMatrix result = new ComplexMatrix(size);
        for (int i = 0; i < size; i++) {
            result.real[i * size + i] = 1;
        }
        return result;
    }

    /** this times other. */
    ComplexMatrix times(ComplexMatrix other) {
        ComplexMatrix result = new ComplexMatrix(size);
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double x = real[i * size + k];
                double y = imaginary[i * size + k];
                for (int j = 0; j < size; j++) {
                    double otherReal = other.real[k * size + j];
                    double otherImaginary = other.imaginary[k * size + j];
                    result.real[i * size + j] += x * otherReal - y * otherImaginary;
                    result.imaginary[i * size + j] += x * otherImaginary + y * otherReal;
                }
            }
        }
        return result;
    }

    /** this times the diagonal matrix of complex numbers. */
    ComplexMatrix timesDiagonal(double[] diagonalReal, double[] diagonalImaginary) {
        ComplexMatrix result = new ComplexMatrix(size);
        for (int k = 0; k < real.length; k++) {
            int j = k % size;
            result.real[k] = real[k] * diagonalReal[j] - imaginary[k] * diagonalImaginary[j];
            result.imaginary[k] = real[k] * diagonalImaginary[j] + imaginary[k] * diagonalReal[j];
        }
        return result;
    }

    /** The Frobenius norm of this less another matrix; the other may be null for zero. */
    double distance(ComplexMatrix other) {
        double norm = 0;
        for (int k = 0; k < real.length; k++) {
            norm = Math.hypot(norm, Math.hypot(real[k] - (other == null ? 0 : other.real[k]),
                    imaginary[k] - (other == null ? 0 : other.imaginary[k])));
        }
        return norm;
    }

    /**
     * The inverse X, by elimination with row exchanges and substitution for each column, so that this times X is the identity up to
     * rounding times |this| |X|; entries of a singular matrix's are not finite.
     */
    ComplexMatrix inverse() {
        ComplexMatrix left = new ComplexMatrix(size);
        System.arraycopy(real, 0, left.real, 0, real.length);
        System.arraycopy(imaginary, 0, left.imaginary, 0, real.length);
        ComplexMatrix right = identity(size);
        for (int column = 0; column < size; column++) {
            int pivot = column;
            for (int i = column; i < size; i++) {
                if (left.magnitude(i, column) > left.magnitude(pivot, column)) {
                    pivot = i;
                }
            }
            left.exchange(column, pivot);
            right.exchange(column, pivot);
            for (int i = column + 1; i < size; i++) {
                double[] factor = left.quotient(i, column);
                left.subtractRow(i, column, factor[0], factor[1]);
                right.subtractRow(i, column, factor[0], factor[1]);
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int k = row + 1; k < size; k++) {
                right.subtractRow(row, k, left.real[row * size + k], left.imaginary[row * size + k]);
            }
            double x = left.real[row * size + row];
            double y = left.imaginary[row * size + row];
            double square = x * x + y * y;
            right.scaleRow(row, x / square, -y / square);
        }
        return right;
    }

    /** Entry (i, j) divided by entry (j, j). */
    private double[] quotient(int i, int j) {
        double x = real[j * size + j];
        double y = imaginary[j * size + j];
        double square = x * x + y * y;
        double u = real[i * size + j];
        double v = imaginary[i * size + j];
        return new double[] {(u * x + v * y) / square, (v * x - u * y) / square};
    }

    double magnitude(int i, int j) {
        return Math.hypot(real[i * size + j], imaginary[i * size + j]);
    }

    private void exchange(int first, int second) {
        for (int j = 0; j < size && first != second; j++) {
            double x = real[first * size + j];
            double y = imaginary[first * size + j];
            real[first * size + j] = real[second * size + j];
            imaginary[first * size + j] = imaginary[second * size + j];
            real[second * size + j] = x;
            imaginary[second * size + j] = y;
        }
    }

    private void scaleRow(int row, double x, double y) {
        for (int k = row * size; k < (row + 1) * size; k++) {
            double value = real[k];
            real[k] = value * x - imaginary[k] * y;
            imaginary[k] = value * y + imaginary[k] * x;
        }
    }

    private void subtractRow(int row, int other, double x, double y) {
        for (int j = 0; j < size; j++) {
            double otherReal = real[other * size + j];
            double otherImaginary = imaginary[other * size + j];
            real[row * size + j] -= otherReal * x - otherImaginary * y;
            imaginary[row * size + j] -= otherReal * y + otherImaginary * x;
        }
    }

    /** The condition in the spectral norm, from the singular values of [Re, -Im; Im, Re], which are those of this, twice each. */
    double condition() {
        DMatrixRMaj embedded = new DMatrixRMaj(2 * size, 2 * size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double x = real[i * size + j];
                double y = imaginary[i * size + j];
                if (!Double.isFinite(x) || !Double.isFinite(y)) {
                    return Double.POSITIVE_INFINITY;
                }
                embedded.set(i, j, x);
                embedded.set(size + i, size + j, x);
                embedded.set(i, size + j, -y);
                embedded.set(size + i, j, y);
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> singular = DecompositionFactory_DDRM.svd(2 * size, 2 * size, false, false, false);
        if (!singular.decompose(embedded)) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < singular.numberOfSingularValues(); k++) {
            largest = Math.max(largest, singular.getSingularValues()[k]);
            least = Math.min(least, singular.getSingularValues()[k]);
        }
        return largest / least;
    }
}
