package org.stillpoint.transport.internal.multimarginal;

import java.util.Arrays;
import org.stillpoint.numerics.GibbsKernels;
import org.stillpoint.numerics.VectorKernels;

/**
 * Sinkhorn's iteration for several marginals, in logarithms: one after the other, each potential becomes
 *
 * <pre>
 *   f_k = -epsilon log sum over all other points of prod_{l != k} a_l exp((sum_{l != k} f_l - C) / epsilon).
 * </pre>
 */
final class TensorSweeps {

    private static final int BLOCK = 1024;

    private final double[] costs;
    private final double[][] weights;
    private final double[][] logWeights;
    private final double[][] potentials;
    /** How many entries lie between two points of a marginal that follow each other. */
    private final int[] strides;
    private final double[] exponents;
    private final double[] largest;
    private final double[] sums;
    private final double[] zeros = new double[BLOCK];
    private double epsilon;

    TensorSweeps(double[] costs, double[][] weights) {
        this.costs = costs;
        this.weights = weights;
        int count = weights.length;
        logWeights = new double[count][];
        potentials = new double[count][];
        strides = new int[count];
        int stride = 1;
        int longest = 0;
        for (int k = count - 1; k >= 0; k--) {
            logWeights[k] = Arrays.stream(weights[k]).map(Math::log).toArray();
            potentials[k] = new double[weights[k].length];
            strides[k] = stride;
            stride *= weights[k].length;
            longest = Math.max(longest, weights[k].length);
        }
        exponents = new double[costs.length];
        largest = new double[longest];
        sums = new double[longest];
    }

    /** Sets the weight of the entropy; the potentials stay. */
    void epsilon(double weight) {
        epsilon = weight;
    }

    /** The potentials, by marginal. */
    double[][] potentials() {
        return potentials;
    }

    /** The number of marginals. */
    int count() {
        return weights.length;
    }

    /** Replaces the potential of one marginal. */
    void step(int marginal) {
        sumExponents(marginal);
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        Arrays.fill(sums, 0);
        int length = weights[marginal].length;
        int stride = strides[marginal];
        for (int start = 0, point = 0; start < exponents.length; start += stride, point = point + 1 == length ? 0 : point + 1) {
            largest[point] = Math.max(largest[point], stride == 1 ? exponents[start] : VectorKernels.max(exponents, start, stride));
        }
        for (int start = 0, point = 0; start < exponents.length; start += stride, point = point + 1 == length ? 0 : point + 1) {
            for (int entry = start; entry < start + stride; entry++) {
                exponents[entry] -= largest[point];
            }
        }
        exponentiate();
        addUp(marginal);
        for (int point = 0; point < length; point++) {
            potentials[marginal][point] = -epsilon * (largest[point] + Math.log(sums[point]));
        }
    }

    /** The marginal error of the plan of the present potentials. */
    double error() {
        sumExponents(-1);
        exponentiate();
        double error = 0;
        for (int k = 0; k < weights.length; k++) {
            Arrays.fill(sums, 0);
            addUp(k);
            for (int point = 0; point < weights[k].length; point++) {
                error += Math.abs(sums[point] - weights[k][point]);
            }
        }
        return error;
    }

    /** Sets the exponents of the plan, without the part of one marginal. */
    private void sumExponents(int without) {
        VectorKernels.scale(-1 / epsilon, costs, 0, exponents, 0, costs.length);
        for (int k = 0; k < weights.length; k++) {
            if (k == without) {
                continue;
            }
            int length = weights[k].length;
            for (int start = 0, point = 0; start < exponents.length; start += strides[k], point = point + 1 == length ? 0 : point + 1) {
                double part = potentials[k][point] / epsilon + logWeights[k][point];
                for (int entry = start; entry < start + strides[k]; entry++) {
                    exponents[entry] += part;
                }
            }
        }
    }

    /** Replaces the exponents by their exponentials; those too small for normal numbers, which would take long, by 0. */
    private void exponentiate() {
        for (int from = 0; from < exponents.length; from += zeros.length) {
            GibbsKernels.row(exponents, from, zeros, 0, 0, 1, exponents, from, Math.min(zeros.length, exponents.length - from));
        }
    }

    private void addUp(int marginal) {
        int length = weights[marginal].length;
        int stride = strides[marginal];
        for (int start = 0, point = 0; start < exponents.length; start += stride, point = point + 1 == length ? 0 : point + 1) {
            sums[point] += stride == 1 ? exponents[start] : VectorKernels.sum(exponents, start, stride);
        }
    }
}
