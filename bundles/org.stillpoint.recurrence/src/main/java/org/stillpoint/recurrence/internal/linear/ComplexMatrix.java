package org.stillpoint.recurrence.internal.linear;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;

/**
 * A square complex matrix: real and imaginary parts, row-major. What takes long asks from time to time whether to go on, and gives null if
 * not.
 */
final class ComplexMatrix {

    /** The most steps of a power iteration, and to what part the norms of two steps then agree. */
    private static final int POWER_STEPS = 1000;
    private static final double POWER_ACCURACY = 1e-12;

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

    /** this times other; null if told to stop. */
    ComplexMatrix times(ComplexMatrix other, BooleanSupplier proceed) {
        ComplexMatrix result = new ComplexMatrix(size);
        for (int i = 0; i < size; i++) {
            if (!proceed.getAsBoolean()) {
                return null;
            }
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
     * The Frobenius norm of this times another matrix less a third one. Sums are compensated (Ogita, Rump and Oishi 2005): where the
     * factors are large and their product is not, plain ones would show their own rounding. NaN if told to stop.
     */
    double distanceOfProduct(ComplexMatrix other, ComplexMatrix from, BooleanSupplier proceed) {
        double norm = 0;
        for (int i = 0; i < size; i++) {
            if (!proceed.getAsBoolean()) {
                return Double.NaN;
            }
            for (int j = 0; j < size; j++) {
                int k = i * size + j;
                norm = Math.hypot(norm, Math.hypot(entry(real, other.real, imaginary, other.imaginary, -1, i, j, from.real[k]),
                        entry(real, other.imaginary, imaginary, other.real, 1, i, j, from.imaginary[k])));
            }
        }
        return norm;
    }

    /** Row i of a times column j of b, plus sign times row i of c times column j of d, less a number. */
    private double entry(double[] a, double[] b, double[] c, double[] d, int sign, int i, int j, double less) {
        double sum = -less;
        double errors = 0;
        for (int k = 0; k < 2 * size; k++) {
            double x = k < size ? a[i * size + k] : sign * c[i * size + k - size];
            double y = k < size ? b[k * size + j] : d[(k - size) * size + j];
            double product = x * y;
            double next = sum + product;
            double part = next - sum;
            errors += sum - (next - part) + (product - part) + Math.fma(x, y, -product);
            sum = next;
        }
        return sum + errors;
    }

    /**
     * The inverse X, by elimination with row exchanges and substitution for each column, so that this times X is the identity up to
     * rounding times |this| |X|; entries of a singular matrix's are not finite. Null if told to stop.
     */
    ComplexMatrix inverse(BooleanSupplier proceed) {
        ComplexMatrix left = new ComplexMatrix(size);
        System.arraycopy(real, 0, left.real, 0, real.length);
        System.arraycopy(imaginary, 0, left.imaginary, 0, real.length);
        ComplexMatrix right = identity(size);
        for (int column = 0; column < size; column++) {
            if (!proceed.getAsBoolean()) {
                return null;
            }
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
            if (!proceed.getAsBoolean()) {
                return null;
            }
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

    /**
     * The spectral norm by power iteration on M* M, from below; what is known if told to stop, and infinity if an entry is no finite
     * number.
     */
    double spectralNorm(BooleanSupplier proceed) {
        double frobenius = distance(null);
        if (!Double.isFinite(frobenius)) {
            return Double.POSITIVE_INFINITY;
        }
        double[] x = new double[2 * size];
        double[] y = new double[2 * size];
        for (int k = 0; k < size; k++) {
            // No direction that a structured matrix is likely to be orthogonal to.
            x[k] = Math.cos(1 + k * Math.sqrt(2));
            x[size + k] = Math.sin(1 + k * Math.sqrt(3));
        }
        double norm = 0;
        for (int step = 0; step < POWER_STEPS && proceed.getAsBoolean(); step++) {
            normalise(x);
            apply(x, y);
            double next = normalise(y);
            applyConjugateTransposed(y, x);
            if (Math.abs(next - norm) <= POWER_ACCURACY * next) {
                return next;
            }
            norm = next;
        }
        return norm;
    }

    private static double normalise(double[] vector) {
        double norm = 0;
        for (double value : vector) {
            norm = Math.hypot(norm, value);
        }
        for (int k = 0; k < vector.length && norm > 0; k++) {
            vector[k] /= norm;
        }
        return norm;
    }

    private void apply(double[] x, double[] y) {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            double sumImaginary = 0;
            for (int j = 0; j < size; j++) {
                int k = i * size + j;
                sum += real[k] * x[j] - imaginary[k] * x[size + j];
                sumImaginary += real[k] * x[size + j] + imaginary[k] * x[j];
            }
            y[i] = sum;
            y[size + i] = sumImaginary;
        }
    }

    private void applyConjugateTransposed(double[] y, double[] x) {
        Arrays.fill(x, 0);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int k = i * size + j;
                x[j] += real[k] * y[i] + imaginary[k] * y[size + i];
                x[size + j] += real[k] * y[size + i] - imaginary[k] * y[i];
            }
        }
    }
}
