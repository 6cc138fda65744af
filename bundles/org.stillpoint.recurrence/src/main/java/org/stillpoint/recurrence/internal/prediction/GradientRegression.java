package org.stillpoint.recurrence.internal.prediction;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.dense.DenseCholesky;

/**
 * Predicts the gradient at a point from the last gradients g_1..g_n, seen at x_1..x_n, by kernel regression (the mean of a Gaussian
 * process) around the newest gradient g:
 *
 * <pre>
 *   p(x) = g + sum over i of k(|x - x_i| / l) w_i,   (K + r I) W = (g_1 - g, ..., g_n - g)',   K_ij = k(|x_i - x_j| / l),
 * </pre>
 *
 * with a length scale l that is a multiple of the median distance between the points, and a small ridge r. Used by one thread; fitting and
 * predicting allocate nothing.
 */
final class GradientRegression {

    /** Up to which part of the largest diagonal element pivots are taken for zero, where the ridge is too small. */
    private static final double PIVOT = 1e-14;

    private final Kernel kernel;
    private final double scale;
    private final double ridge;
    private final int capacity;
    private final int dimension;
    private final double[] points;
    private final double[] gradients;
    private final double[] weights;
    private final double[] distances;
    private final double[] sorted;
    private final double[] column;
    private final double[] covariances;
    private final DenseCholesky factor;
    private int count;
    private int newest = -1;
    private double squaredLength;

    /**
     * A regression.
     *
     * @param capacity how many gradients are kept
     * @param scale the length scale in units of the median distance
     */
    GradientRegression(int dimension, int capacity, Kernel kernel, double scale, double ridge) {
        this.dimension = dimension;
        this.capacity = capacity;
        this.kernel = kernel;
        this.scale = scale;
        this.ridge = ridge;
        points = new double[capacity * dimension];
        gradients = new double[capacity * dimension];
        weights = new double[capacity * dimension];
        distances = new double[capacity * capacity];
        sorted = new double[capacity * (capacity - 1) / 2];
        column = new double[capacity];
        covariances = new double[capacity];
        factor = new DenseCholesky(capacity);
    }

    /** Takes a gradient into the history, in place of the oldest one where that is full. */
    void add(double[] point, double[] gradient) {
        newest = (newest + 1) % capacity;
        System.arraycopy(point, 0, points, newest * dimension, dimension);
        System.arraycopy(gradient, 0, gradients, newest * dimension, dimension);
        count = Math.min(capacity, count + 1);
        for (int i = 0; i < count; i++) {
            double distance = VectorKernels.squaredDistance(points, i * dimension, points, newest * dimension, dimension);
            distances[i * capacity + newest] = distance;
            distances[newest * capacity + i] = distance;
        }
    }

    /** Fits the weights to the history, of which there must be some. */
    void fit() {
        squaredLength = scale * scale * medianSquaredDistance();
        factor.clear();
        double[] matrix = factor.matrix();
        int stride = factor.stride();
        for (int i = 0; i < capacity; i++) {
            matrix[i * (stride + 1)] = 1 + ridge;
            for (int j = i + 1; j < count; j++) {
                matrix[i * stride + j] = kernel.at(distances[i * capacity + j] / squaredLength);
            }
        }
        factor.factorizeRegularized(PIVOT);
        for (int k = 0; k < dimension; k++) {
            Arrays.fill(column, 0);
            for (int i = 0; i < count; i++) {
                column[i] = gradients[i * dimension + k] - gradients[newest * dimension + k];
            }
            factor.solve(column);
            for (int i = 0; i < count; i++) {
                weights[i * dimension + k] = column[i];
            }
        }
    }

    /** The square of the median distance between two points; 1 where all are the same. */
    private double medianSquaredDistance() {
        int pairs = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                sorted[pairs++] = distances[i * capacity + j];
            }
        }
        Arrays.sort(sorted, 0, pairs);
        double median = pairs == 0 ? 0 : sorted[pairs / 2];
        return median > 0 ? median : 1;
    }

    /** Predicts the gradient at a point: the first components of an array. */
    void predict(double[] point, double[] gradient) {
        for (int i = 0; i < count; i++) {
            covariances[i] = kernel.at(VectorKernels.squaredDistance(points, i * dimension, point, 0, dimension) / squaredLength);
        }
        System.arraycopy(gradients, newest * dimension, gradient, 0, dimension);
        for (int i = 0; i < count; i++) {
            VectorKernels.axpy(covariances[i], weights, i * dimension, gradient, 0, dimension);
        }
    }
}
