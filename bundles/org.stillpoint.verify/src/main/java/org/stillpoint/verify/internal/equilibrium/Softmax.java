package org.stillpoint.verify.internal.equilibrium;

/** The softmax function. */
final class Softmax {

    private Softmax() {
    }

    /** Replaces values by exp of them divided by the sum of those. */
    static void apply(double[] values, int first, int size) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = first; i < first + size; i++) {
            largest = Math.max(largest, values[i]);
        }
        double sum = 0;
        for (int i = first; i < first + size; i++) {
            values[i] = Math.exp(values[i] - largest);
            sum += values[i];
        }
        for (int i = first; i < first + size; i++) {
            values[i] /= sum;
        }
    }

    /** Replaces values p of the softmax function by p * (u - p'u), the product of its symmetric Jacobian with u. */
    static void pullBack(double[] values, int first, int size, double[] cotangent) {
        double product = 0;
        for (int i = first; i < first + size; i++) {
            product += values[i] * cotangent[i];
        }
        for (int i = first; i < first + size; i++) {
            values[i] *= cotangent[i] - product;
        }
    }
}
