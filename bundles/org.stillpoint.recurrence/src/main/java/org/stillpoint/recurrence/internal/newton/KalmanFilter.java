package org.stillpoint.recurrence.internal.newton;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.numerics.dense.DenseCholesky;

/**
 * The step of Levenberg and Marquardt in the form of a Kalman filter: the new states are the filtered means of the linear model
 * h_t ~ N(f_t + A_t (h_{t-1} - h^k_{t-1}), I) of which the current states h^k_t were observed with variance 1 / lambda. In terms of the
 * corrections d_t = h_t - h^k_t,
 *
 * <pre>
 *   P- = A_t P A_t' + I,    C_t = (I + lambda P-)^{-1},    d_t = C_t (r_t + A_t d_{t-1}),    P = C_t P-,
 * </pre>
 *
 * with P = 0 before the first step; lambda to 0 gives {@link Substitution}. Source: Gonzalez et al.: Towards scalable and stable
 * parallelization of nonlinear RNNs, 2024 (arXiv:2407.19115).
 */
final class KalmanFilter implements StateUpdate {

    /** Blocks from this order on take long. */
    private static final int WIDE = 64;

    private final BooleanSupplier proceed;
    private final int size;
    private final int block;
    private final int part;
    private final boolean whole;
    private final double factor;
    private final double[] carry;
    private final double[] covariance;
    private final double[] transition;
    private final double[] product;
    private final double[] column;
    private final double[] vector;
    private final double[] value;
    private final DenseCholesky cholesky;
    private double lambda;
    private boolean anchor;

    /**
     * Filters for cells of a structure.
     *
     * @param diagonal whether the diagonal of the Jacobian matrix stands for all of it
     * @param proceed asked within the work on wide blocks; when it says no, the states that follow stay as they are
     */
    KalmanFilter(JacobianStructure structure, int size, boolean diagonal, double damping, BooleanSupplier proceed) {
        this.proceed = proceed;
        this.size = size;
        block = structure.block();
        part = size / block;
        whole = !diagonal && block > 1;
        factor = 1 - damping;
        carry = new double[size];
        covariance = new double[whole ? part * block * block : size];
        int order = whole ? block : 0;
        transition = new double[order * order];
        product = new double[order * order];
        column = new double[order];
        vector = new double[order];
        value = new double[order];
        cholesky = new DenseCholesky(order);
    }

    /** The weight of the current states against the model, at least 0. */
    void lambda(double weight) {
        lambda = weight;
    }

    double lambda() {
        return lambda;
    }

    @Override
    public void begin(boolean anchored) {
        anchor = anchored;
        Arrays.fill(carry, 0);
        Arrays.fill(covariance, 0);
    }

    @Override
    public boolean isFinite() {
        for (double d : carry) {
            if (!Double.isFinite(d)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void advance(Tile tile, int start) {
        int from = start;
        if (anchor) {
            for (int k = 0; k < size; k++) {
                double f = tile.next[k * tile.count + start];
                carry[k] = f - tile.state(k, start);
                tile.set(k, start, f);
            }
            anchor = false;
            from++;
        }
        if (whole) {
            for (int i = 0; i < part; i++) {
                group(tile, i, from);
            }
        } else {
            for (int k = 0; k < size; k++) {
                component(tile, k, from);
            }
        }
    }

    private void component(Tile tile, int k, int start) {
        int count = tile.count;
        int entry = (k / part * (block + 1) * part + k % part) * count;
        double d = carry[k];
        double p = covariance[k];
        for (int t = start; t < count; t++) {
            double a = factor * tile.jacobian[entry + t];
            double predicted = a * p * a + 1;
            double kept = 1 / (1 + lambda * predicted);
            p = kept * predicted;
            double f = tile.next[k * count + t];
            double correction = a * d;
            double innovation = f - tile.state(k, t) + correction;
            tile.set(k, t, f + correction - (1 - kept) * innovation);
            d = kept * innovation;
        }
        carry[k] = d;
        covariance[k] = p;
    }

    /** A group of components that depend on each other. */
    private void group(Tile tile, int i, int start) {
        int count = tile.count;
        int offset = i * block * block;
        for (int t = start; t < count; t++) {
            for (int e = 0; e < block * block; e++) {
                transition[e] = factor * tile.jacobian[(e * part + i) * count + t];
            }
            for (int p = 0; p < block; p++) {
                double correction = 0;
                for (int q = 0; q < block; q++) {
                    correction += transition[p * block + q] * carry[q * part + i];
                }
                int k = p * part + i;
                value[p] = tile.next[k * count + t] + correction;
                vector[p] = tile.next[k * count + t] - tile.state(k, t) + correction;
            }
            if (!predict(offset)) {
                return;
            }
            System.arraycopy(vector, 0, column, 0, block);
            cholesky.solve(column);
            for (int p = 0; p < block; p++) {
                int k = p * part + i;
                tile.set(k, t, value[p] - (vector[p] - column[p]));
                carry[k] = column[p];
            }
            if (!filter(offset)) {
                return;
            }
        }
    }

    private boolean goesOn() {
        return block < WIDE || proceed.getAsBoolean();
    }

    /** The covariance before the observation, A P A' + I, in place of P, and the factor of I + lambda times it. */
    private boolean predict(int offset) {
        for (int p = 0; p < block; p++) {
            if (!goesOn()) {
                return false;
            }
            for (int q = 0; q < block; q++) {
                double sum = 0;
                for (int s = 0; s < block; s++) {
                    sum += transition[p * block + s] * covariance[offset + s * block + q];
                }
                product[p * block + q] = sum;
            }
        }
        double[] matrix = cholesky.matrix();
        for (int p = 0; p < block; p++) {
            if (!goesOn()) {
                return false;
            }
            for (int q = p; q < block; q++) {
                double sum = p == q ? 1 : 0;
                for (int s = 0; s < block; s++) {
                    sum += product[p * block + s] * transition[q * block + s];
                }
                covariance[offset + p * block + q] = sum;
                covariance[offset + q * block + p] = sum;
                matrix[p * cholesky.stride() + q] = lambda * sum + (p == q ? 1 : 0);
            }
        }
        if (!cholesky.factorize()) {
            Arrays.fill(vector, Double.NaN);
            cholesky.clear();
            for (int p = 0; p < block; p++) {
                matrix[p * cholesky.stride() + p] = 1;
            }
            cholesky.factorize();
        }
        return true;
    }

    /** The covariance after the observation, (I + lambda P-)^{-1} P-, symmetric to rounding, and made so. */
    private boolean filter(int offset) {
        for (int q = 0; q < block; q++) {
            if (!goesOn()) {
                return false;
            }
            for (int p = 0; p < block; p++) {
                column[p] = covariance[offset + p * block + q];
            }
            cholesky.solve(column);
            for (int p = 0; p < block; p++) {
                product[p * block + q] = column[p];
            }
        }
        for (int p = 0; p < block; p++) {
            for (int q = 0; q < block; q++) {
                covariance[offset + p * block + q] = (product[p * block + q] + product[q * block + p]) / 2;
            }
        }
        return true;
    }
}
