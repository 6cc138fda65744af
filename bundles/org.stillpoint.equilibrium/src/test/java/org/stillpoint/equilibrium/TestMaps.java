package org.stillpoint.equilibrium;

import java.util.Arrays;
import org.stillpoint.numerics.random.RandomStream;

/** Maps whose fixed points are known, without inputs. */
public final class TestMaps {

    private TestMaps() {
    }

    /** A rotation of the plane by 1 radian and a shift by (1, 2). */
    public static MapLayer rotation() {
        return rotations(1, 1);
    }

    /** Rotations of planes by angle, 2 angle, ..., and shifts by (1, 2). */
    public static MapLayer rotations(int planes, double angle) {
        return new MapLayer(2 * planes, 0, (z, x, result) -> {
            for (int k = 0; k < planes; k++) {
                double cosine = Math.cos((k + 1) * angle);
                double sine = Math.sin((k + 1) * angle);
                result[2 * k] = cosine * z[2 * k] - sine * z[2 * k + 1] + 1;
                result[2 * k + 1] = sine * z[2 * k] + cosine * z[2 * k + 1] + 2;
            }
        });
    }

    /** z_i = d_i z_i. */
    public static MapLayer diagonal(double... factors) {
        return new MapLayer(factors.length, 0, (z, x, result) -> {
            for (int i = 0; i < factors.length; i++) {
                result[i] = factors[i] * z[i];
            }
        });
    }

    /** Jacobi's iteration for -u'' = 1 on n inner points: z_i = (z_{i-1} + z_{i+1} + h^2) / 2; the solution is t (1 - t) / 2. */
    public static MapLayer poisson(int n) {
        double h = 1.0 / (n + 1);
        return new MapLayer(n, 0, (z, x, result) -> {
            for (int i = 0; i < n; i++) {
                result[i] = ((i > 0 ? z[i - 1] : 0) + (i < n - 1 ? z[i + 1] : 0) + h * h) / 2;
            }
        });
    }

    /** z = a z + b. */
    public static MapLayer affine(double a, double b) {
        return new MapLayer(1, 0, (z, x, result) -> result[0] = a * z[0] + b);
    }

    /** z = A z + b with a symmetric random matrix of that spectral radius. */
    public static MapLayer symmetric(int n, double radius) {
        RandomStream random = new RandomStream(3);
        double[] half = new double[n * n];
        random.fillGaussian(half);
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = half[i * n + j] + half[j * n + i];
            }
        }
        double factor = radius / spectralRadius(matrix, n);
        double[] shift = new double[n];
        random.fillGaussian(shift);
        return new MapLayer(n, 0, (z, x, result) -> {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += matrix[i * n + j] * z[j];
                }
                result[i] = factor * sum + shift[i];
            }
        });
    }

    /** By the power method. */
    private static double spectralRadius(double[] matrix, int n) {
        double[] vector = new double[n];
        Arrays.fill(vector, 1);
        double length = 1;
        for (int step = 0; step < 2000; step++) {
            double[] product = new double[n];
            double squares = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    product[i] += matrix[i * n + j] * vector[j] / length;
                }
                squares += product[i] * product[i];
            }
            vector = product;
            length = Math.sqrt(squares);
        }
        return length;
    }
}
