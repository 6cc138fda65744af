package org.stillpoint.numerics.dense;

/**
 * The factorisation P A = L U of a dense square matrix with partial pivoting, for methods that factorise many small matrices of one order
 * without allocating. The matrix is written into {@link #matrix}, row by row.
 *
 * <p>An instance belongs to one thread at a time.
 */
public final class DenseLu {

    private final int order;
    private final double[] matrix;
    private final double[] permuted;
    private final int[] rows;

    /** Storage for matrices of this order, at least 0. */
    public DenseLu(int order) {
        if (order < 0) {
            throw new IllegalArgumentException("order is " + order + ", expected at least 0");
        }
        this.order = order;
        matrix = new double[Math.multiplyExact(order, order)];
        permuted = new double[order];
        rows = new int[order];
    }

    /** The number of rows and of columns. */
    public int order() {
        return order;
    }

    /** The live storage: element (i, j) stands at i * order + j. Write it before each factorisation, which replaces it by L and U. */
    public double[] matrix() {
        return matrix;
    }

    /** Replaces the matrix by its factors; returns whether all pivots were finite and not zero. */
    public boolean factorize() {
        for (int k = 0; k < order; k++) {
            int pivot = pivot(k);
            rows[k] = pivot;
            double value = matrix[pivot * order + k];
            if (!(Math.abs(value) > 0 && Math.abs(value) <= Double.MAX_VALUE)) {
                return false;
            }
            if (pivot != k) {
                swap(k * order, pivot * order);
            }
            for (int i = k + 1; i < order; i++) {
                eliminate(i, k);
            }
        }
        return true;
    }

    /** Where the largest element of column k stands, from row k on; not-a-number counts as the largest. */
    private int pivot(int k) {
        int pivot = k;
        double largest = Math.abs(matrix[k * order + k]);
        for (int i = k + 1; i < order; i++) {
            double size = Math.abs(matrix[i * order + k]);
            if (!(size <= largest)) {
                pivot = i;
                largest = size;
            }
        }
        return pivot;
    }

    private void swap(int first, int second) {
        for (int j = 0; j < order; j++) {
            double value = matrix[first + j];
            matrix[first + j] = matrix[second + j];
            matrix[second + j] = value;
        }
    }

    private void eliminate(int i, int k) {
        int row = i * order;
        int pivotRow = k * order;
        double factor = matrix[row + k] / matrix[pivotRow + k];
        matrix[row + k] = factor;
        if (factor != 0) {
            for (int j = k + 1; j < order; j++) {
                matrix[row + j] -= factor * matrix[pivotRow + j];
            }
        }
    }

    /**
     * Replaces b by the solution of A x = b after a successful {@link #factorize}.
     *
     * @param stride the distance between the elements of b
     */
    public void solve(double[] b, int offset, int stride) {
        for (int i = 0; i < order; i++) {
            permuted[i] = b[offset + i * stride];
        }
        for (int k = 0; k < order; k++) {
            double value = permuted[rows[k]];
            permuted[rows[k]] = permuted[k];
            permuted[k] = value;
        }
        for (int i = 0; i < order; i++) {
            double sum = permuted[i];
            for (int j = 0; j < i; j++) {
                sum -= matrix[i * order + j] * permuted[j];
            }
            permuted[i] = sum;
        }
        for (int i = order - 1; i >= 0; i--) {
            double sum = permuted[i];
            for (int j = i + 1; j < order; j++) {
                sum -= matrix[i * order + j] * permuted[j];
            }
            permuted[i] = sum / matrix[i * order + i];
            b[offset + i * stride] = permuted[i];
        }
    }
}
