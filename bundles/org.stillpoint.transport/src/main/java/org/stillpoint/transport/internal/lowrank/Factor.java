package org.stillpoint.transport.internal.lowrank;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;

/**
 * One of the factors Q and R: masses of points, rows, in components, columns, kept by their logarithms so that none is ever lost; its
 * mirror step, and the scaling u K v of the stepped factor K to its marginals.
 */
final class Factor {

    /**
     * Entries stay above those of the product plan times the exponential of this: far below what counts, but near enough to return within
     * some steps.
     */
    static final double LEAST_LOGARITHM = -60;

    private static final double LEAST_EXPONENT = -500;

    final int points;
    final int rank;
    final double[] weights;
    private final double[] logWeights;
    final double[] entries;
    final double[] gradient;
    /** The logarithms of v over the step: the potentials of the components. */
    final double[] potentials;
    private final double[] logs;
    private final double[] steppedLogs;
    private final double[] kernel;
    private final double[] left;
    private final double[] right;
    private final double[] columnSums;
    private double step;

    Factor(double[] weights, int rank) {
        this.weights = weights;
        this.rank = rank;
        points = weights.length;
        logWeights = Arrays.stream(weights).map(Math::log).toArray();
        entries = new double[points * rank];
        gradient = new double[points * rank];
        potentials = new double[rank];
        logs = new double[points * rank];
        steppedLogs = new double[points * rank];
        kernel = new double[points * rank];
        left = new double[points];
        right = new double[rank];
        columnSums = new double[rank];
    }

    /** Starts with entries in proportion to exponentials, each row with its weight. */
    void start(double[] exponents) {
        for (int i = 0; i < points; i++) {
            double shift = logWeights[i] - VectorKernels.logSumExp(exponents, i * rank, rank);
            for (int k = 0; k < rank; k++) {
                logs[i * rank + k] = exponents[i * rank + k] + shift;
            }
        }
        VectorKernels.exp(logs, 0, entries, 0, entries.length);
    }

    /** Sums the columns of the entries. */
    void columnSums(double[] result) {
        Arrays.fill(result, 0);
        for (int i = 0; i < points; i++) {
            VectorKernels.axpy(1, entries, i * rank, result, 0, rank);
        }
    }

    /** The distance of the row sums from the weights. */
    double rowError() {
        double error = 0;
        for (int i = 0; i < points; i++) {
            error += Math.abs(VectorKernels.sum(entries, i * rank, rank) - weights[i]);
        }
        return error;
    }

    /** The entries of each component divided by its mass. */
    void divided(double[] logMasses, double[] result) {
        for (int i = 0; i < points; i++) {
            for (int k = 0; k < rank; k++) {
                result[i * rank + k] = logs[i * rank + k] - logMasses[k];
            }
        }
        VectorKernels.exp(result, 0, result, 0, result.length);
    }

    /** Adds epsilon log of the entries to the gradient. */
    void addEntropyGradient(double epsilon) {
        VectorKernels.axpy(epsilon, logs, gradient);
    }

    /** The sum of entries times (log - 1). */
    double entropy() {
        return VectorKernels.dot(entries, logs) - VectorKernels.sum(entries, 0, entries.length);
    }

    /** The largest difference within a row of the gradient. */
    double gradientRange() {
        double range = 0;
        for (int i = 0; i < points; i++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < rank; k++) {
                least = Math.min(least, gradient[i * rank + k]);
                most = Math.max(most, gradient[i * rank + k]);
            }
            range = Math.max(range, most - least);
        }
        return range;
    }

    /** The gradient's product with the entries, less the least that any factor with these rows can have: with potentials mu. */
    double gap() {
        double gap = VectorKernels.dot(gradient, entries);
        for (int i = 0; i < points; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < rank; k++) {
                least = Math.min(least, gradient[i * rank + k] - potentials[k]);
            }
            gap -= weights[i] * least;
        }
        return gap;
    }

    /** Takes the mirror step K = entries exp(-size gradient), to be scaled. */
    void mirror(double size) {
        step = size;
        System.arraycopy(logs, 0, steppedLogs, 0, logs.length);
        VectorKernels.axpy(-size, gradient, steppedLogs);
        for (int i = 0; i < points; i++) {
            double most = VectorKernels.max(steppedLogs, i * rank, rank);
            for (int k = 0; k < rank; k++) {
                steppedLogs[i * rank + k] -= most;
            }
        }
        VectorKernels.exp(steppedLogs, 0, kernel, 0, kernel.length);
    }

    /**
     * Scales the columns by exp(logScaling), and the rows to their weights.
     *
     * @param offset where the numbers for this factor begin
     * @return the sum of the weights, which is 1, times the logarithms of the row sums K v
     */
    double scaleRows(double[] logScaling, int offset) {
        double largest = VectorKernels.max(logScaling, offset, rank);
        double value = largest;
        for (int k = 0; k < rank; k++) {
            // A constant in all potentials changes nothing, and what is below the range of numbers neither.
            double exponent = Math.max(logScaling[offset + k] - largest, LEAST_EXPONENT);
            right[k] = Math.exp(exponent);
            potentials[k] = exponent / step;
        }
        Arrays.fill(columnSums, 0);
        for (int i = 0; i < points; i++) {
            double sum = VectorKernels.dot(kernel, i * rank, right, 0, rank);
            value += weights[i] * Math.log(sum);
            left[i] = weights[i] / sum;
            VectorKernels.axpy(left[i], kernel, i * rank, columnSums, 0, rank);
        }
        for (int k = 0; k < rank; k++) {
            columnSums[k] *= right[k];
        }
        return value;
    }

    /** The sum of a column after the scaling. */
    double columnSum(int component) {
        return columnSums[component];
    }

    /** Adds the second derivatives of what {@link #scaleRows} returned to the lower triangle of a matrix. */
    void addCurvature(double[] matrix, int offset, int stride) {
        for (int k = 0; k < rank; k++) {
            matrix[(offset + k) * stride + offset + k] += columnSums[k];
        }
        for (int i = 0; i < points; i++) {
            double factor = left[i] * left[i] / weights[i];
            for (int k = 0; k < rank; k++) {
                double entry = factor * kernel[i * rank + k] * right[k];
                for (int l = 0; l <= k && entry > 0; l++) {
                    matrix[(offset + k) * stride + offset + l] -= entry * kernel[i * rank + l] * right[l];
                }
            }
        }
    }

    /**
     * Makes the scaled kernel the factor.
     *
     * @param logMasses the logarithms of the masses of the components
     */
    void accept(double[] logMasses) {
        for (int i = 0; i < points; i++) {
            double shift = Math.log(left[i]);
            for (int k = 0; k < rank; k++) {
                logs[i * rank + k] = Math.max(steppedLogs[i * rank + k] + shift + step * potentials[k],
                        logWeights[i] + logMasses[k] + LEAST_LOGARITHM);
            }
        }
        VectorKernels.exp(logs, 0, entries, 0, entries.length);
    }

    /** How much this factor's product with the other's gradient is larger than the other's own. */
    double slopeFrom(Factor other) {
        return VectorKernels.dot(other.gradient, entries) - VectorKernels.dot(other.gradient, other.entries);
    }

    /** The Kullback-Leibler divergence of this factor from another. */
    double divergenceFrom(Factor other) {
        return VectorKernels.dot(entries, logs) - VectorKernels.dot(entries, other.logs) - VectorKernels.sum(entries, 0, entries.length)
                + VectorKernels.sum(other.entries, 0, entries.length);
    }

    /** Takes the entries, the gradient and the potentials of another factor of this shape. */
    void take(Factor other) {
        System.arraycopy(other.logs, 0, logs, 0, logs.length);
        System.arraycopy(other.entries, 0, entries, 0, entries.length);
        System.arraycopy(other.gradient, 0, gradient, 0, gradient.length);
        System.arraycopy(other.potentials, 0, potentials, 0, rank);
    }
}
