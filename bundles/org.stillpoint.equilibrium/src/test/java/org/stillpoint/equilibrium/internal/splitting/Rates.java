package org.stillpoint.equilibrium.internal.splitting;

import org.stillpoint.numerics.iterative.SpectralNorm;

/** Plain linear algebra for what theory says of splittings. */
final class Rates {

    private Rates() {
    }

    /** (I - W) v. */
    static double[] image(double[] weight, double[] v) {
        double[] product = multiply(weight, v);
        for (int i = 0; i < v.length; i++) {
            product[i] = v[i] - product[i];
        }
        return product;
    }

    static double[] multiply(double[] matrix, double[] v) {
        double[] result = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                result[i] += matrix[i * v.length + j] * v[j];
            }
        }
        return result;
    }

    static double dot(double[] v, double[] w) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i] * w[i];
        }
        return sum;
    }

    static double norm(double[] matrix, int order) {
        double[] transposed = new double[matrix.length];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                transposed[j * order + i] = matrix[i * order + j];
            }
        }
        return SpectralNorm.of((x, y) -> System.arraycopy(multiply(matrix, x), 0, y, 0, order),
                (x, y) -> System.arraycopy(multiply(transposed, x), 0, y, 0, order), order, order);
    }

    /** |I - a (I - W)|, by which a forward-backward step contracts. */
    static double forwardBackward(double[] weight, int order, double a) {
        double[] matrix = new double[weight.length];
        for (int i = 0; i < weight.length; i++) {
            matrix[i] = a * weight[i] + (i % (order + 1) == 0 ? 1 - a : 0);
        }
        return norm(matrix, order);
    }

    /** |2 V - I|, by which a Peaceman-Rachford step with the resolvent V contracts. */
    static double peacemanRachford(double[] resolvent, int order) {
        double[] matrix = new double[resolvent.length];
        for (int i = 0; i < resolvent.length; i++) {
            matrix[i] = 2 * resolvent[i] - (i % (order + 1) == 0 ? 1 : 0);
        }
        return norm(matrix, order);
    }
}
