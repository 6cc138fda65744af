package org.stillpoint.transport.internal.gradient;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.numerics.VectorKernels;

/**
 * Derivatives of powers of distances by the points: with z = x - y and N = ||z||_p,
 *
 * <pre>
 *   d N^s / d z_k = s N^(s - p) |z_k|^(p - 1) sign(z_k);
 * </pre>
 *
 * for the largest magnitude s N^(s - 1) sign(z_k) at the first k of it; 0 where the points coincide.
 */
final class DistanceDerivative {

    private final double p;
    private final double exponent;
    private final double[] difference;

    DistanceDerivative(GroundCost.Distance distance, int dimension) {
        p = distance.p();
        exponent = distance.exponent();
        difference = new double[dimension];
    }

    /** Adds what the cost between two points, times a factor, changes by with each. */
    void add(double factor, DMatrixRMaj x, int i, DMatrixRMaj y, int j, DMatrixRMaj byX, DMatrixRMaj byY) {
        int dimension = difference.length;
        for (int k = 0; k < dimension; k++) {
            difference[k] = x.data[i * dimension + k] - y.data[j * dimension + k];
        }
        double largest = VectorKernels.maxAbs(difference, 0, dimension);
        if (factor == 0 || largest == 0) {
            return;
        }
        if (p == Double.POSITIVE_INFINITY) {
            int k = 0;
            while (Math.abs(difference[k]) < largest) {
                k++;
            }
            put(factor * exponent * Math.pow(largest, exponent - 1) * Math.signum(difference[k]), i, j, k, byX, byY);
            return;
        }
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            sum += Math.pow(Math.abs(difference[k]) / largest, p);
        }
        // Relative to the largest coordinate neither powers nor their sum leave the range of numbers.
        double scale = factor * exponent * Math.pow(largest, exponent - 1) * Math.pow(sum, exponent / p - 1);
        for (int k = 0; k < dimension; k++) {
            if (difference[k] != 0) {
                put(scale * Math.pow(Math.abs(difference[k]) / largest, p - 1) * Math.signum(difference[k]), i, j, k, byX, byY);
            }
        }
    }

    private void put(double value, int i, int j, int k, DMatrixRMaj byX, DMatrixRMaj byY) {
        byX.data[i * difference.length + k] += value;
        byY.data[j * difference.length + k] -= value;
    }
}
