package org.stillpoint.transport.internal.flow;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.dense.DenseCholesky;

/**
 * Fits a potential f = sum of theta_m phi_m, in a part of the time, to the displacements D = y - x of pairs at points on their straight
 * lines: the least
 *
 * <pre>
 *   sum over points and coordinates j of c*(y_j) - y_j D_j, plus mu / 2 |theta|^2,   y = grad f,
 * </pre>
 *
 * mu being the ridge times the mean of the diagonal of the matrix of second derivatives. Without mu, and with the cost of the pairs added,
 * this is the gap of the inequality of Fenchel and Young, 0 where D = grad c*(grad f). For the quadratic cost one linear system; otherwise
 * Newton's method with a line search, from the least squares of grad c(D). Belongs to one thread.
 */
final class VelocityFit {

    private static final double ARMIJO = 1e-4;
    private static final int MOST_STEPS = 50;
    private static final int MOST_HALVINGS = 30;
    /** Rows of the system between two reports of progress. */
    private static final int REPORT_AFTER = 500;
    private static final double NEGLIGIBLE = 1e-10;
    /** The part of the largest |grad c(D)| below which c* counts as a parabola for the steps. */
    private static final double FLAT = 1e-3;

    private final ConjugateCost cost;
    private final int features;
    private final DenseCholesky matrix;
    private final double[] right;
    private final double[] trial;
    private final double[] slopes;
    private double[] gradients = new double[0];
    private double[] displacements = new double[0];
    private int rows;

    /** A fit with so many features, the second half of them times the time. */
    VelocityFit(ConjugateCost cost, int features) {
        this.cost = cost;
        this.features = features;
        matrix = new DenseCholesky(features);
        right = new double[features];
        trial = new double[features];
        slopes = new double[features];
    }

    /** Forgets all rows and makes room for some. */
    void clear(int room) {
        rows = 0;
        if (gradients.length < room * features) {
            gradients = new double[room * features];
            displacements = new double[room];
        }
    }

    /**
     * Adds a row: one coordinate of the gradients of the first half of the features at a point, and of the displacement there; the second
     * half are the same features times the time.
     */
    void add(double[] gradient, int offset, double time, double displacement) {
        int half = features / 2;
        System.arraycopy(gradient, offset, gradients, rows * features, half);
        VectorKernels.scale(time, gradient, offset, gradients, rows * features + half, half);
        displacements[rows++] = displacement;
    }

    /** Writes the coefficients of the fit with a ridge; returns whether to go on. */
    boolean solve(double ridge, double[] theta, BooleanSupplier proceed) {
        double largest = 0;
        start();
        for (int row = 0; row < rows; row++) {
            double slope = cost.slope(displacements[row]);
            largest = Math.max(largest, Math.abs(slope));
            accumulate(row, 1, slope);
            if (row % REPORT_AFTER == REPORT_AFTER - 1 && !proceed.getAsBoolean()) {
                return false;
            }
        }
        Arrays.fill(theta, 0);
        solveSystem(ridge * meanDiagonal(), theta);
        if (cost.isQuadratic() || largest == 0) {
            return true;
        }
        double damping = Double.NaN;
        double loss = Double.NaN;
        for (int iteration = 0; iteration < MOST_STEPS; iteration++) {
            start();
            for (int row = 0; row < rows; row++) {
                double y = VectorKernels.dot(gradients, row * features, theta, 0, features);
                accumulate(row, cost.conjugateCurvature(y, FLAT * largest), displacements[row] - cost.conjugateSlope(y));
                if (row % REPORT_AFTER == REPORT_AFTER - 1 && !proceed.getAsBoolean()) {
                    return false;
                }
            }
            if (iteration == 0) {
                damping = ridge * meanDiagonal();
                loss = loss(theta, damping);
            }
            VectorKernels.axpy(-damping, theta, right);
            System.arraycopy(right, 0, slopes, 0, features);
            System.arraycopy(theta, 0, trial, 0, features);
            solveSystem(damping, trial);
            double fall = VectorKernels.dot(slopes, right);
            double length = 1;
            double next = loss(trial, damping);
            for (int halving = 0; halving < MOST_HALVINGS && !(next <= loss - ARMIJO * length * fall); halving++) {
                length /= 2;
                System.arraycopy(theta, 0, trial, 0, features);
                VectorKernels.axpy(length, right, trial);
                next = loss(trial, damping);
            }
            if (!(next < loss)) {
                return true;
            }
            System.arraycopy(trial, 0, theta, 0, features);
            double gained = loss - next;
            loss = next;
            if (gained <= NEGLIGIBLE * Math.abs(loss)) {
                return true;
            }
        }
        return true;
    }

    private void start() {
        matrix.clear();
        Arrays.fill(right, 0);
    }

    private void accumulate(int row, double weight, double residual) {
        int from = row * features;
        VectorKernels.axpy(residual, gradients, from, right, 0, features);
        for (int m = 0; m < features; m++) {
            VectorKernels.axpy(weight * gradients[from + m], gradients, from + m, matrix.matrix(), m * (matrix.stride() + 1), features - m);
        }
    }

    private double meanDiagonal() {
        double trace = 0;
        for (int m = 0; m < features; m++) {
            trace += matrix.matrix()[m * (matrix.stride() + 1)];
        }
        return trace / features;
    }

    /** Adds the solution of the accumulated system, which replaces its right-hand side, to a vector. */
    private void solveSystem(double damping, double[] result) {
        for (int m = 0; m < features; m++) {
            matrix.matrix()[m * (matrix.stride() + 1)] += damping + Double.MIN_NORMAL;
        }
        matrix.factorizeRegularized(0x1p-50);
        matrix.solve(right);
        VectorKernels.axpy(1, right, result);
    }

    private double loss(double[] theta, double damping) {
        double sum = damping / 2 * VectorKernels.dot(theta, theta);
        for (int row = 0; row < rows; row++) {
            double y = VectorKernels.dot(gradients, row * features, theta, 0, features);
            sum += cost.conjugate(y) - y * displacements[row];
        }
        return sum;
    }
}
