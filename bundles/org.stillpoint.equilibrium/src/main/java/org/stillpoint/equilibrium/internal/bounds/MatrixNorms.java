package org.stillpoint.equilibrium.internal.bounds;

import java.util.Arrays;
import org.stillpoint.api.problem.equilibrium.LipschitzNorm;

/** Norms of square matrices that are given row by row, and bounds of them from above. */
final class MatrixNorms {

    private static final int SQUARINGS = 14;
    private static final int POWER_STEPS = 100;
    private static final double ROUNDING = 1e-12;

    private MatrixNorms() {
    }

    /** The norm of a matrix; in the Euclidean norm a bound from below that is close. */
    static double below(double[] matrix, int size, LipschitzNorm norm) {
        if (norm == LipschitzNorm.LARGEST) {
            return largestRow(matrix, matrix, size);
        }
        double largest = largest(matrix);
        return largest == 0 ? 0 : largest * power(divided(matrix, largest), size);
    }

    /** The largest sum over a row of the larger magnitudes of entries between bounds. */
    static double largestRow(double[] lower, double[] upper, int size) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = i * size; k < (i + 1) * size; k++) {
                sum += Math.max(Math.abs(lower[k]), Math.abs(upper[k]));
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /** A bound of the Euclidean norm of all matrices between bounds: that of the middle and that of the widths. */
    static double euclidean(double[] lower, double[] upper, int size) {
        double[] middle = new double[lower.length];
        double[] width = new double[lower.length];
        double[] largest = new double[lower.length];
        for (int k = 0; k < lower.length; k++) {
            middle[k] = (lower[k] + upper[k]) / 2;
            width[k] = (upper[k] - lower[k]) / 2;
            largest[k] = Math.max(Math.abs(lower[k]), Math.abs(upper[k]));
        }
        return Math.min(euclidean(middle, size) + euclidean(width, size), euclidean(largest, size));
    }

    /** A bound of the largest singular value: |G^(2^m)|_F^(1 / 2^m) for G = A'A is at most size^(1 / 2^(m+1)) above its square. */
    static double euclidean(double[] matrix, int size) {
        double largest = largest(matrix);
        return largest == 0 ? 0 : largest * euclideanOfScaled(divided(matrix, largest), size);
    }

    /** The largest magnitude of an entry. */
    private static double largest(double[] matrix) {
        double largest = 0;
        for (double entry : matrix) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }

    /** Squares of squares of what is divided so neither overflow nor vanish. */
    private static double[] divided(double[] matrix, double divisor) {
        double[] divided = new double[matrix.length];
        for (int k = 0; k < matrix.length; k++) {
            divided[k] = matrix[k] / divisor;
        }
        return divided;
    }

    private static double euclideanOfScaled(double[] matrix, int size) {
        double[] gram = new double[size * size];
        for (int row = 0; row < matrix.length; row += size) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    gram[i * size + j] += matrix[row + i] * matrix[row + j];
                }
            }
        }
        double logarithm = 0;
        double part = 1;
        double[] square = new double[gram.length];
        for (int step = 0; step < SQUARINGS; step++) {
            double length = length(gram);
            if (length == 0) {
                return 0;
            }
            logarithm += part * Math.log(length);
            part /= 2;
            for (int k = 0; k < gram.length; k++) {
                gram[k] /= length;
            }
            multiply(gram, gram, size, square);
            double[] other = gram;
            gram = square;
            square = other;
        }
        return Math.exp((logarithm + part * Math.log(length(gram))) / 2) * (1 + ROUNDING);
    }

    /** A B. */
    static void multiply(double[] left, double[] right, int size, double[] product) {
        Arrays.fill(product, 0);
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double factor = left[i * size + k];
                for (int j = 0; j < size; j++) {
                    product[i * size + j] += factor * right[k * size + j];
                }
            }
        }
    }

    private static double length(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    /** |A v| for a unit vector v that power iteration has turned towards the first singular vector. */
    private static double power(double[] matrix, int size) {
        double[] vector = new double[size];
        for (int i = 0; i < size; i++) {
            vector[i] = 1 + .5 * Math.sin(1 + i);
        }
        double[] image = new double[size];
        double norm = 0;
        for (int step = 0; step < POWER_STEPS; step++) {
            double length = length(vector);
            if (length == 0) {
                return norm;
            }
            Arrays.fill(image, 0);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    image[i] += matrix[i * size + j] * vector[j] / length;
                }
            }
            norm = Math.max(norm, length(image));
            Arrays.fill(vector, 0);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    vector[j] += matrix[i * size + j] * image[i];
                }
            }
        }
        return norm * (1 - ROUNDING);
    }
}
