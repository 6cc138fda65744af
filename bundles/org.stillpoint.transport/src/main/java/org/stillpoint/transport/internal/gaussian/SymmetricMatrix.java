package org.stillpoint.transport.internal.gaussian;

import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** A symmetric matrix with its eigenvalues and eigenvectors, row-major. */
final class SymmetricMatrix {

    private final Blas blas;
    private final int order;
    private final double[] eigenvalues;
    private final double[] eigenvectors;

    /**
     * Factorises a matrix, of which the upper triangle is read.
     *
     * @throws SolverException if its eigenvalues cannot be computed
     */
    SymmetricMatrix(double[] matrix, int order, Blas blas) throws SolverException {
        this.blas = blas;
        this.order = order;
        eigenvalues = new double[order];
        eigenvectors = matrix.clone();
        if (blas.dsyev(true, Triangle.UPPER, order, eigenvectors, 0, order, eigenvalues) != 0) {
            throw new SolverException("the eigenvalues of a matrix of order " + order + " could not be computed");
        }
    }

    /**
     * Factorises a covariance.
     *
     * @throws SolverException naming the covariance if it is not positive definite to working accuracy
     */
    static SymmetricMatrix covariance(String name, DMatrixRMaj covariance, Blas blas) throws SolverException {
        int order = covariance.numRows;
        SymmetricMatrix matrix = new SymmetricMatrix(covariance.data, order, blas);
        double least = matrix.eigenvalues[0];
        double largest = matrix.eigenvalues[order - 1];
        if (!(least > order * Math.ulp(largest))) {
            throw new SolverException("the covariance of the " + name + " has eigenvalues from " + least + " to " + largest
                    + "; expected a positive definite matrix");
        }
        return matrix;
    }

    /** Eigenvalue by eigenvalue a function of this matrix, exactly symmetric. */
    double[] map(DoubleUnaryOperator function) {
        double[] scaled = new double[order * order];
        for (int k = 0; k < order; k++) {
            double value = function.applyAsDouble(eigenvalues[k]);
            for (int i = 0; i < order; i++) {
                scaled[i * order + k] = eigenvectors[i * order + k] * value;
            }
        }
        double[] result = new double[order * order];
        blas.dgemm(Transpose.NO, Transpose.YES, order, order, order, 1, scaled, 0, order, eigenvectors, 0, order, 0, result, 0, order);
        return symmetric(result, order);
    }

    /** The logarithm of the determinant. */
    double logDeterminant() {
        double sum = 0;
        for (double value : eigenvalues) {
            sum += Math.log(value);
        }
        return sum;
    }

    /** Smallest eigenvalue. */
    double least() {
        return eigenvalues[0];
    }

    /** L R L for symmetric L and R, exactly symmetric. */
    static double[] congruence(double[] left, double[] right, int order, Blas blas) {
        return symmetric(product(product(left, right, order, blas), left, order, blas), order);
    }

    /** L R. */
    static double[] product(double[] left, double[] right, int order, Blas blas) {
        double[] result = new double[order * order];
        blas.dgemm(Transpose.NO, Transpose.NO, order, order, order, 1, left, 0, order, right, 0, order, 0, result, 0, order);
        return result;
    }

    /** M x. */
    static double[] product(double[] matrix, double[] x, Blas blas) {
        double[] result = new double[x.length];
        blas.dgemv(Transpose.NO, x.length, x.length, 1, matrix, 0, x.length, x, 0, 0, result, 0);
        return result;
    }

    /** The mean of a matrix and its transpose, in place. */
    static double[] symmetric(double[] matrix, int order) {
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (matrix[i * order + j] + matrix[j * order + i]) / 2;
                matrix[i * order + j] = mean;
                matrix[j * order + i] = mean;
            }
        }
        return matrix;
    }

    /** The trace of L R, R symmetric. */
    static double traceOfProduct(double[] left, double[] right) {
        double sum = 0;
        for (int k = 0; k < left.length; k++) {
            sum += left[k] * right[k];
        }
        return sum;
    }
}
