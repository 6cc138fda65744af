package org.stillpoint.equilibrium.internal.splitting;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.iterative.SpectralNorm;

/**
 * The operator A = I - W of a layer s(W z + drive), whose fixed points are the zeros of A z - drive + dh(z) with s = (I + dh)^-1, and what
 * splitting methods need to know of it. With v of length 1,
 *
 * <pre>
 *   m = min v'A v,   L = max |A v|,   c = min v'A v / |A v|^2 = min v'A^-1 v,
 * </pre>
 *
 * the constants of strong monotonicity, of Lipschitz, and of cocoercivity. Where m is positive, m / L^2 &lt;= c &lt;= 1 / L; c is 1 / L for
 * symmetric A.
 */
final class MonotoneOperator {

    private final Blas blas;
    private final double[] entries;
    private final int order;
    private final double strongMonotonicity;
    private int factorisations;

    /**
     * The operator of a layer.
     *
     * @param weight W, row by row
     */
    MonotoneOperator(double[] weight, int order, Blas blas) {
        this.blas = blas;
        this.order = order;
        entries = new double[weight.length];
        addScaled(weight, -1, entries);
        strongMonotonicity = leastOfSymmetricPart(entries);
    }

    /** The number of components. */
    int order() {
        return order;
    }

    /** How many matrices were factorised so far. */
    int factorisations() {
        return factorisations;
    }

    /** m; not a number where W is too large for it. */
    double strongMonotonicity() {
        return strongMonotonicity;
    }

    /** Whether m is positive beyond rounding: then there is exactly one fixed point. */
    boolean stronglyMonotone() {
        return strongMonotonicity > order * Math.ulp(VectorKernels.maxAbs(entries, 0, entries.length));
    }

    /** L. */
    double lipschitz() {
        return SpectralNorm.of((x, y) -> multiply(Transpose.NO, x, y), (x, y) -> multiply(Transpose.YES, x, y), order, order);
    }

    /** c, for a strongly monotone operator. */
    double cocoercivity() throws SolverException {
        return leastOfSymmetricPart(inverse(entries.clone(), "I - W"));
    }

    /** (I + a A)^-1, row by row. */
    double[] resolvent(double a) throws SolverException {
        double[] matrix = new double[entries.length];
        addScaled(entries, a, matrix);
        return inverse(matrix, "I + a (I - W) for the step a = " + a);
    }

    /** target = I + a matrix. */
    private void addScaled(double[] matrix, double a, double[] target) {
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                target[i * order + j] = (i == j ? 1 : 0) + a * matrix[i * order + j];
            }
        }
    }

    private void multiply(Transpose transpose, double[] x, double[] y) {
        blas.dgemv(transpose, order, order, 1, entries, 0, order, x, 0, 0, y, 0);
    }

    /** The least eigenvalue of (M + M') / 2, not a number if it cannot be found. */
    private double leastOfSymmetricPart(double[] matrix) {
        double[] symmetric = new double[matrix.length];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                symmetric[i * order + j] = (matrix[i * order + j] + matrix[j * order + i]) / 2;
            }
        }
        double[] values = new double[order];
        blas.dsyev(false, Triangle.UPPER, order, symmetric, 0, order, values);
        return values[0];
    }

    /** The inverse of a matrix, which is destroyed. */
    private double[] inverse(double[] matrix, String name) throws SolverException {
        factorisations++;
        int[] pivots = new int[order];
        if (blas.dgetrf(order, order, matrix, 0, order, pivots) != 0) {
            throw new SolverException("the matrix " + name + " is singular");
        }
        double[] inverse = new double[matrix.length];
        for (int i = 0; i < order; i++) {
            inverse[i * order + i] = 1;
        }
        blas.dgetrs(Transpose.NO, order, order, matrix, 0, order, pivots, inverse, 0, order);
        if (!VectorKernels.isFinite(inverse)) {
            throw new SolverException("the matrix " + name + " is singular within rounding");
        }
        return inverse;
    }
}
