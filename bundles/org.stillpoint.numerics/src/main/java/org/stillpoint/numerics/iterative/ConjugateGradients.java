package org.stillpoint.numerics.iterative;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;

/**
 * The preconditioned conjugate gradient method for A x = b with A symmetric positive definite (M. R. Hestenes, E. Stiefel, J. Res. Nat.
 * Bur. Standards 49, 1952). The instance is the workspace: solving allocates nothing.
 *
 * <p>An instance belongs to one thread at a time.
 */
public final class ConjugateGradients {

    /** How a solution ended. */
    public enum Outcome {
        /** The residual b - A x, computed afresh, is within the tolerance. */
        CONVERGED,
        /** The iterations were used up. */
        ITERATION_LIMIT,
        /** A direction of no or negative curvature turned up: A or the preconditioner is not positive definite. */
        NOT_POSITIVE_DEFINITE,
        /** Starting again from the last iterate no longer reduces the residual: rounding is the limit. */
        STAGNATED,
        /** A number was not finite. */
        NONFINITE
    }

    /** By then the residual of the recursion says nothing about the true one, which is computed afresh. */
    private static final double RECURSION_RANGE = 1e-13;

    private static final LinearOperator IDENTITY = (x, result) -> System.arraycopy(x, 0, result, 0, x.length);

    private final int dimension;
    private final double[] residual;
    private final double[] preconditioned;
    private final double[] direction;
    private final double[] image;
    private int iterations;
    private double residualNorm;

    /** A workspace for systems of this many unknowns. */
    public ConjugateGradients(int dimension) {
        this.dimension = dimension;
        residual = new double[dimension];
        preconditioned = new double[dimension];
        direction = new double[dimension];
        image = new double[dimension];
    }

    /** No preconditioning. */
    public static LinearOperator identity() {
        return IDENTITY;
    }

    /**
     * Division by the diagonal of A.
     *
     * @param diagonal the diagonal, read at each application; elements that are not positive count as 1
     */
    public static LinearOperator jacobi(double[] diagonal) {
        return (x, result) -> {
            for (int i = 0; i < x.length; i++) {
                result[i] = diagonal[i] > 0 ? x[i] / diagonal[i] : x[i];
            }
        };
    }

    /**
     * Solves A x = b.
     *
     * @param a the matrix, symmetric positive definite
     * @param preconditioner an approximate inverse of A, symmetric positive definite; {@link #identity} for none
     * @param b the right-hand side
     * @param x the first guess, replaced by the last iterate whatever the outcome
     * @param tolerance the Euclidean norm of b - A x to reach
     * @param maxIterations applications of A after which to stop, apart from those that check the residual
     */
    public Outcome solve(LinearOperator a, LinearOperator preconditioner, double[] b, double[] x, double tolerance, int maxIterations) {
        if (b.length != dimension || x.length != dimension) {
            throw new IllegalArgumentException("vectors of lengths " + b.length + " and " + x.length + ", expected " + dimension);
        }
        iterations = 0;
        double before = Double.POSITIVE_INFINITY;
        while (true) {
            computeResidual(a, b, x);
            if (residualNorm <= tolerance) {
                return Outcome.CONVERGED;
            }
            if (!Double.isFinite(residualNorm)) {
                return Outcome.NONFINITE;
            }
            if (iterations >= maxIterations) {
                return Outcome.ITERATION_LIMIT;
            }
            if (residualNorm > before / 2) {
                return Outcome.STAGNATED;
            }
            before = residualNorm;
            Outcome outcome = iterate(a, preconditioner, x, Math.max(tolerance, RECURSION_RANGE * residualNorm), maxIterations);
            if (outcome != Outcome.CONVERGED) {
                computeResidual(a, b, x);
                return outcome;
            }
        }
    }

    private void computeResidual(LinearOperator a, double[] b, double[] x) {
        a.apply(x, residual);
        VectorKernels.axpby(1, b, 0, -1, residual, 0, dimension);
        residualNorm = VectorKernels.norm2(residual);
    }

    /** Iterates until the residual of the recursion is small; it drifts from the true one by rounding. */
    private Outcome iterate(LinearOperator a, LinearOperator preconditioner, double[] x, double tolerance, int maxIterations) {
        Arrays.fill(direction, 0);
        double previous = 1;
        while (iterations < maxIterations) {
            preconditioner.apply(residual, preconditioned);
            double product = VectorKernels.dot(residual, preconditioned);
            if (!Double.isFinite(product)) {
                return Outcome.NONFINITE;
            }
            if (product <= 0) {
                return Outcome.NOT_POSITIVE_DEFINITE;
            }
            VectorKernels.axpby(1, preconditioned, 0, product / previous, direction, 0, dimension);
            previous = product;
            a.apply(direction, image);
            iterations++;
            double curvature = VectorKernels.dot(direction, image);
            if (!Double.isFinite(curvature)) {
                return Outcome.NONFINITE;
            }
            if (curvature <= 0) {
                return Outcome.NOT_POSITIVE_DEFINITE;
            }
            double step = product / curvature;
            VectorKernels.axpy(step, direction, x);
            VectorKernels.axpy(-step, image, residual);
            if (VectorKernels.norm2(residual) <= tolerance) {
                return Outcome.CONVERGED;
            }
        }
        return Outcome.ITERATION_LIMIT;
    }

    /** The applications of A in the last solution, apart from those that checked the residual. */
    public int iterations() {
        return iterations;
    }

    /** The Euclidean norm of b - A x at the end of the last solution, computed from x. */
    public double residualNorm() {
        return residualNorm;
    }
}
