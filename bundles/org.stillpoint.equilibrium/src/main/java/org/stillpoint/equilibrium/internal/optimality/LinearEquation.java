package org.stillpoint.equilibrium.internal.optimality;

import org.stillpoint.api.Status;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.iterative.LinearOperator;

/** An equation A y = b that is being solved: the best y so far, what it leaves, and what it took. */
final class LinearEquation {

    /** Refinement ends when the defect is not reduced to this part. */
    private static final double PROGRESS = .5;
    /** What is left between the residual here and the same sum in another order. */
    private static final double MARGIN = 1e-6;

    private final LinearOperator matrix;
    private final double[] right;
    private final double scale;
    private final double tolerance;
    private final double[] solution;
    private final double[] candidate;
    private final double[] defect;
    private final double[] image;
    private final double[] correction;
    private double residual;
    private int products;
    private Status status;

    /** How corrections A c = d are found approximately. */
    @FunctionalInterface
    interface Correction {

        /**
         * Finds a correction.
         *
         * @param enough the Euclidean norm of d - A c that is good enough
         * @return why it is the last one, null if the next one may improve on it
         */
        Status solve(double[] defect, double enough, double[] correction);
    }

    LinearEquation(LinearOperator matrix, double[] right, double tolerance) {
        this.matrix = matrix;
        this.right = right;
        this.tolerance = tolerance;
        scale = VectorKernels.maxAbs(right, 0, right.length);
        solution = new double[right.length];
        candidate = new double[right.length];
        defect = right.clone();
        image = new double[right.length];
        correction = new double[right.length];
        residual = scale == 0 ? 0 : 1;
        status = VectorKernels.isFinite(right) ? met() ? Status.CONVERGED : null : Status.NONFINITE;
    }

    private boolean met() {
        return residual <= tolerance * (1 - MARGIN);
    }

    /** Corrects the solution until it is good enough or corrections are of no more use; what there is already is kept. */
    void refine(Correction method) {
        status = met() ? Status.CONVERGED : null;
        while (status == null) {
            Status last = method.solve(defect, tolerance / 2 * scale, correction);
            System.arraycopy(solution, 0, candidate, 0, solution.length);
            VectorKernels.axpy(1, correction, candidate);
            double before = residual;
            accept();
            status = met() ? Status.CONVERGED : last != null ? last : residual <= before * PROGRESS ? null : Status.STAGNATED;
        }
    }

    /** Takes the candidate over if it leaves less. */
    private void accept() {
        multiply(candidate, image);
        double largest = 0;
        for (int i = 0; i < image.length; i++) {
            largest = Math.max(largest, Math.abs(right[i] - image[i]));
        }
        if (largest / scale < residual) {
            residual = largest / scale;
            System.arraycopy(candidate, 0, solution, 0, solution.length);
            for (int i = 0; i < image.length; i++) {
                defect[i] = right[i] - image[i];
            }
        }
    }

    /** The products with the matrix so far. */
    int products() {
        return products;
    }

    /** Computes a product with the matrix, and counts it. */
    void multiply(double[] x, double[] result) {
        products++;
        matrix.apply(x, result);
    }

    double[] solution() {
        return solution;
    }

    double residual() {
        return status == Status.NONFINITE ? Double.NaN : residual;
    }

    Status status() {
        return status;
    }
}
