package org.stillpoint.verify.internal.recurrence;

import java.util.Arrays;

/**
 * Solutions of u' = A u + w with constant A and w, by the exponential of the matrix of d + 1 rows (A w; 0 0): its last column is (u(1); 1).
 * The exponential is that of 2^-k of the matrix, by its series, squared k times. Used by one thread.
 */
final class LinearFlow {

    /** For a norm of at most 1 the terms that follow are below 1e-19. */
    private static final int TERMS = 20;
    private static final double USUAL_SQUARINGS = 4;

    private final int size;
    private final double[] generator;
    private final double[] sum;
    private final double[] term;
    private final double[] product;

    LinearFlow(int dimension) {
        size = dimension + 1;
        generator = new double[size * size];
        sum = new double[size * size];
        term = new double[size * size];
        product = new double[size * size];
    }

    /** About how many products a solution takes. */
    double operations() {
        return (TERMS + USUAL_SQUARINGS) * size * size * size;
    }

    /** Computes u after a time, from u = 0; NaN where A is not finite. */
    void fromZero(double[] matrix, double[] constant, double time, double[] result) {
        double norm = 0;
        for (int i = 0; i < size - 1; i++) {
            double row = 0;
            for (int k = 0; k < size - 1; k++) {
                row += Math.abs(time * matrix[i * (size - 1) + k]);
            }
            norm = Math.max(norm, row);
        }
        if (!(norm < Double.POSITIVE_INFINITY)) {
            Arrays.fill(result, Double.NaN);
            return;
        }
        int squarings = Math.max(0, Math.getExponent(norm) + 1);
        double part = Math.scalb(time, -squarings);
        for (int i = 0; i < size - 1; i++) {
            for (int k = 0; k < size - 1; k++) {
                generator[i * size + k] = part * matrix[i * (size - 1) + k];
            }
            generator[i * size + size - 1] = part * constant[i];
        }
        exponential(squarings);
        for (int i = 0; i < size - 1; i++) {
            result[i] = sum[i * size + size - 1];
        }
    }

    private void exponential(int squarings) {
        Arrays.fill(sum, 0);
        for (int i = 0; i < size; i++) {
            sum[i * (size + 1)] = 1;
        }
        System.arraycopy(sum, 0, term, 0, sum.length);
        for (int n = 1; n <= TERMS; n++) {
            multiply(term, generator);
            for (int k = 0; k < term.length; k++) {
                term[k] = product[k] / n;
                sum[k] += term[k];
            }
        }
        for (int n = 0; n < squarings; n++) {
            multiply(sum, sum);
            System.arraycopy(product, 0, sum, 0, sum.length);
        }
    }

    private void multiply(double[] left, double[] right) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double entry = 0;
                for (int k = 0; k < size; k++) {
                    entry += left[i * size + k] * right[k * size + j];
                }
                product[i * size + j] = entry;
            }
        }
    }
}
