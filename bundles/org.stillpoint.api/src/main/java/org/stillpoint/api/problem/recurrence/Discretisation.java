package org.stillpoint.api.problem.recurrence;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** How a linear system x' = A x + B u in continuous time becomes a recurrence x_t = A' x_{t-1} + B' u_t with a step s. */
public enum Discretisation {

    /** A' = e^{sA}, B' = A^{-1} (e^{sA} - I) B: exact for an input that is constant in each step. */
    ZERO_ORDER_HOLD,

    /** A' = (I - s/2 A)^{-1} (I + s/2 A), B' = s (I - s/2 A)^{-1} B: the trapezoidal rule, of order 2, which keeps stability. */
    BILINEAR;

    /** Terms of the exponential series of a matrix of norm at most 1/2: 2^{-18} / 19! is far below rounding. */
    private static final int TERMS = 18;

    /**
     * The recurrence of one complex component x' = a x + b u with a real b.
     *
     * @return the real and the imaginary part of A', then those of B'
     */
    public double[] component(double real, double imaginary, double input, double step) {
        double x = step * real;
        double y = step * imaginary;
        if (this == BILINEAR) {
            double scale = (1 - x / 2) * (1 - x / 2) + y * y / 4;
            return new double[] {((1 - x / 2) * (1 + x / 2) - y * y / 4) / scale, y / scale, step * input * (1 - x / 2) / scale,
                step * input * y / 2 / scale};
        }
        double growth = Math.exp(x);
        double sine = Math.sin(y / 2);
        // e^z - 1 without cancellation, then divided by z.
        double above = Math.expm1(x) * Math.cos(y) - 2 * sine * sine;
        double beside = growth * Math.sin(y);
        double square = x * x + y * y;
        double factor = square == 0 ? 0 : step * input / square;
        return new double[] {growth * Math.cos(y), beside, square == 0 ? step * input : factor * (above * x + beside * y),
            factor * (beside * x - above * y)};
    }

    /**
     * The recurrence of a dense system with one input.
     *
     * @param matrix A, row-major
     * @param input B
     * @return A', row-major, then B'
     */
    public double[][] dense(double[] matrix, double[] input, double step) {
        int size = input.length;
        DMatrixRMaj system = new DMatrixRMaj(size, size);
        for (int k = 0; k < matrix.length; k++) {
            system.data[k] = step * matrix[k];
        }
        if (this == BILINEAR) {
            DMatrixRMaj left = CommonOps_DDRM.identity(size);
            DMatrixRMaj right = new DMatrixRMaj(size, size + 1);
            CommonOps_DDRM.addEquals(left, -0.5, system);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    right.set(i, j, (i == j ? 1 : 0) + system.get(i, j) / 2);
                }
                right.set(i, size, step * input[i]);
            }
            DMatrixRMaj both = new DMatrixRMaj(size, size + 1);
            if (!CommonOps_DDRM.solve(left, right, both)) {
                throw new ArithmeticException("I - step / 2 A is singular; expected another step");
            }
            return split(both, size);
        }
        // The exponential of [sA, sB; 0, 0] is [A', B'; 0, 1].
        DMatrixRMaj augmented = new DMatrixRMaj(size + 1, size + 1);
        CommonOps_DDRM.insert(system, augmented, 0, 0);
        for (int i = 0; i < size; i++) {
            augmented.set(i, size, step * input[i]);
        }
        return split(exponential(augmented), size);
    }

    /** By its series for A / 2^k of norm at most 1/2, then k squarings. */
    private static DMatrixRMaj exponential(DMatrixRMaj matrix) {
        double norm = CommonOps_DDRM.elementMaxAbs(matrix) * matrix.numRows;
        int squarings = norm <= 0.5 ? 0 : Math.getExponent(norm) + 2;
        DMatrixRMaj scaled = matrix.copy();
        CommonOps_DDRM.scale(Math.scalb(1.0, -squarings), scaled);
        DMatrixRMaj sum = CommonOps_DDRM.identity(matrix.numRows);
        DMatrixRMaj product = new DMatrixRMaj(matrix.numRows, matrix.numRows);
        for (int term = TERMS; term >= 1; term--) {
            CommonOps_DDRM.mult(1.0 / term, scaled, sum, product);
            DMatrixRMaj next = CommonOps_DDRM.identity(matrix.numRows);
            CommonOps_DDRM.addEquals(next, product);
            sum = next;
        }
        for (int k = 0; k < squarings; k++) {
            CommonOps_DDRM.mult(sum, sum, product);
            DMatrixRMaj swap = sum;
            sum = product;
            product = swap;
        }
        return sum;
    }

    private static double[][] split(DMatrixRMaj both, int size) {
        double[] matrix = new double[size * size];
        double[] input = new double[size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(both.data, i * (size + 1), matrix, i * size, size);
            input[i] = both.data[i * (size + 1) + size];
        }
        return new double[][] {matrix, input};
    }
}
