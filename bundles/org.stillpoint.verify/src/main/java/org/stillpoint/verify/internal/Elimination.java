package org.stillpoint.verify.internal;

/** Systems of linear equations of one size by Gaussian elimination with row exchanges. */
public final class Elimination {

    private final int size;
    private final double[] factors;
    private final int[] pivots;

    /** Systems of so many equations. */
    public Elimination(int size) {
        this.size = size;
        factors = new double[size * size];
        pivots = new int[size];
    }

    /** The matrix, row-major, to be filled before {@link #factor}. */
    public double[] matrix() {
        return factors;
    }

    /** Replaces the matrix by its factors. */
    public void factor() {
        for (int k = 0; k < size; k++) {
            int pivot = k;
            for (int i = k + 1; i < size; i++) {
                pivot = Math.abs(factors[i * size + k]) > Math.abs(factors[pivot * size + k]) ? i : pivot;
            }
            pivots[k] = pivot;
            for (int j = 0; j < size && pivot != k; j++) {
                double value = factors[k * size + j];
                factors[k * size + j] = factors[pivot * size + j];
                factors[pivot * size + j] = value;
            }
            for (int i = k + 1; i < size; i++) {
                double factor = factors[i * size + k] / factors[k * size + k];
                factors[i * size + k] = factor;
                for (int j = k + 1; j < size; j++) {
                    factors[i * size + j] -= factor * factors[k * size + j];
                }
            }
        }
    }

    /** Replaces a right side by the solution; not finite where the matrix is singular. */
    public void solve(double[] b) {
        for (int k = 0; k < size; k++) {
            double value = b[pivots[k]];
            b[pivots[k]] = b[k];
            b[k] = value;
        }
        for (int i = 1; i < size; i++) {
            for (int j = 0; j < i; j++) {
                b[i] -= factors[i * size + j] * b[j];
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int j = i + 1; j < size; j++) {
                b[i] -= factors[i * size + j] * b[j];
            }
            b[i] /= factors[i * size + i];
        }
    }
}
