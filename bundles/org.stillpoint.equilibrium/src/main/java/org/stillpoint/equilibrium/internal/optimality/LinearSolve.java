package org.stillpoint.equilibrium.internal.optimality;

import java.util.Arrays;
import org.stillpoint.api.Counter;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.dense.DenseLu;
import org.stillpoint.numerics.iterative.ConjugateGradients;
import org.stillpoint.numerics.iterative.GeneralizedMinimalResiduals;
import org.stillpoint.numerics.iterative.LinearOperator;

/** Solves equations with one matrix A, one after the other, by a method that it chooses or is told. */
final class LinearSolve {

    /** The most products of a cycle of GMRES. */
    private static final int MEMORY = 100;
    /** Up to so many unknowns LU factors are the first choice; up to so many they can be had. */
    private static final int SMALL = 400;
    private static final int MOST_DIRECT = 4096;
    private static final double SINGULAR = 1e-14;

    private final LinearOperator matrix;
    private final int size;
    private final boolean symmetric;
    private final LinearMethod method;
    private final double tolerance;
    private final int maxIterations;
    private final Session session;
    private GeneralizedMinimalResiduals residuals;
    private DenseLu factors;
    private boolean regular;
    private LinearEquation equation;

    LinearSolve(LinearOperator matrix, int size, boolean symmetric, ImplicitDerivativeOptions options, Session session)
            throws SolverException {
        this.matrix = matrix;
        this.size = size;
        this.symmetric = symmetric;
        this.method = options.method();
        this.tolerance = options.tolerance();
        this.maxIterations = options.maxIterations();
        this.session = session;
        if (method == LinearMethod.DIRECT && size > MOST_DIRECT) {
            throw new SolverException("a solution of " + size + " components is too long for the method direct; expected at most "
                    + MOST_DIRECT);
        }
        if (method == LinearMethod.CONJUGATE_GRADIENTS && !symmetric) {
            throw new SolverException("the optimality map does not say that it is symmetric, as the method conjugate_gradients "
                    + "needs; choose another method");
        }
    }

    /** Solves A y = b. */
    LinearEquation solve(double[] right) {
        equation = new LinearEquation((x, result) -> {
            session.proceed(1, Double.NaN);
            matrix.apply(x, result);
        }, right, tolerance);
        if (equation.status() != null) {
            return equation;
        }
        if (method == LinearMethod.DIRECT || method == LinearMethod.AUTO && size <= SMALL) {
            equation.refine(this::direct);
        } else if (method == LinearMethod.CONJUGATE_GRADIENTS || method == LinearMethod.AUTO && symmetric) {
            equation.refine(this::conjugateGradients);
        }
        boolean left = equation.status() != Status.CONVERGED && !session.interrupted();
        if (method == LinearMethod.GMRES || method == LinearMethod.AUTO && left) {
            equation.refine(this::minimalResiduals);
        }
        return equation;
    }

    private boolean goOn() {
        return equation.products() < maxIterations && !session.interrupted();
    }

    /** Why iterations ended that the caller ended, null if he did not. */
    private Status ended() {
        return session.interrupted() ? session.interruption() : equation.products() >= maxIterations ? Status.ITERATION_LIMIT : null;
    }

    private Status minimalResiduals(double[] defect, double enough, double[] correction) {
        residuals = residuals == null ? new GeneralizedMinimalResiduals(size, MEMORY) : residuals;
        residuals.solve(equation::multiply, defect, correction, Math.min(.5, enough / VectorKernels.norm2(defect)), this::goOn);
        return ended();
    }

    /** Products that the caller does not want any more are not finite: that ends the method, whose iterates stay finite. */
    private Status conjugateGradients(double[] defect, double enough, double[] correction) {
        Arrays.fill(correction, 0);
        ConjugateGradients.Outcome outcome = new ConjugateGradients(size).solve((x, result) -> {
            equation.multiply(x, result);
            if (session.interrupted()) {
                Arrays.fill(result, Double.NaN);
            }
        }, ConjugateGradients.identity(), defect, correction, enough, Math.max(1, maxIterations - equation.products()));
        if (outcome == ConjugateGradients.Outcome.NOT_POSITIVE_DEFINITE && method == LinearMethod.CONJUGATE_GRADIENTS) {
            session.warn("conjugate gradients met a direction of no or negative curvature: the matrix is not positive definite; choose "
                    + "gmres or direct");
        }
        Status status = ended();
        return status != null || outcome == ConjugateGradients.Outcome.CONVERGED ? status : Status.STAGNATED;
    }

    private Status direct(double[] defect, double enough, double[] correction) {
        if (factors == null) {
            factorize();
        }
        if (session.interrupted()) {
            Arrays.fill(correction, 0);
            return session.interruption();
        }
        if (!regular) {
            Arrays.fill(correction, 0);
            return Status.STAGNATED;
        }
        System.arraycopy(defect, 0, correction, 0, size);
        factors.solve(correction, 0, 1);
        return null;
    }

    private void factorize() {
        factors = new DenseLu(size);
        double[] unit = new double[size];
        double[] column = new double[size];
        for (int j = 0; j < size && !session.interrupted(); j++) {
            unit[j] = 1;
            equation.multiply(unit, column);
            unit[j] = 0;
            for (int i = 0; i < size; i++) {
                factors.matrix()[i * size + j] = column[i];
            }
        }
        session.count(Counter.FACTORISATIONS, 1);
        regular = factors.factorize() && !isSingular();
    }

    /** Whether the pivots tell that only rounding keeps the matrix from being singular. */
    private boolean isSingular() {
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double pivot = Math.abs(factors.matrix()[i * size + i]);
            least = Math.min(least, pivot);
            largest = Math.max(largest, pivot);
        }
        return least <= SINGULAR * largest;
    }
}
