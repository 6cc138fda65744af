package org.stillpoint.api.problem.recurrence;

import java.util.SplittableRandom;

/** Random parameters of cells; the same for the same seed. */
final class ParameterDraws {

    private final SplittableRandom random;

    ParameterDraws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Numbers that are uniform between -bound and bound. */
    double[] uniform(int length, double bound) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = bound * (2 * random.nextDouble() - 1);
        }
        return numbers;
    }

    /** Normal numbers of mean 0, those beyond the bound replaced by the bound. */
    double[] clippedNormal(int length, double deviation, double bound) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = Math.max(-bound, Math.min(bound, deviation * normal()));
        }
        return numbers;
    }

    /** A standard normal number by the polar method of Marsaglia. */
    private double normal() {
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /**
     * An orthogonal matrix, row by row, all of them equally likely: Q_k = H diag(-s, Q_(k-1)) for k = 2, ..., size, where the reflection H
     * takes a normal vector x to -s |x| e_1 with the sign s of x_1. Source: Stewart 1980 (doi:10.1137/0717034).
     */
    double[] orthogonal(int size) {
        double[] matrix = new double[size * size];
        double[] axis = new double[size];
        double[] products = new double[size];
        matrix[matrix.length - 1] = random.nextBoolean() ? 1 : -1;
        for (int first = size - 2; first >= 0; first--) {
            double square = 0;
            for (int i = first; i < size; i++) {
                axis[i] = normal();
                square += axis[i] * axis[i];
            }
            double sign = axis[first] < 0 ? -1 : 1;
            matrix[first * size + first] = -sign;
            axis[first] += sign * Math.sqrt(square);
            reflect(matrix, size, first, axis, products);
        }
        return matrix;
    }

    /** Applies the reflection across the axis to the rows and columns from the first on. */
    private static void reflect(double[] matrix, int size, int first, double[] axis, double[] products) {
        double square = 0;
        for (int column = first; column < size; column++) {
            products[column] = 0;
        }
        for (int row = first; row < size; row++) {
            square += axis[row] * axis[row];
            for (int column = first; column < size; column++) {
                products[column] += axis[row] * matrix[row * size + column];
            }
        }
        for (int row = first; row < size; row++) {
            double factor = 2 * axis[row] / square;
            for (int column = first; column < size; column++) {
                matrix[row * size + column] -= factor * products[column];
            }
        }
    }
}
