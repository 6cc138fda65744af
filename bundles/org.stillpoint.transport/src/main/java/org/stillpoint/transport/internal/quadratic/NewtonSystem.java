package org.stillpoint.transport.internal.quadratic;

import java.util.Arrays;
import org.stillpoint.numerics.iterative.ConjugateGradients;
import org.stillpoint.numerics.sparse.SparseCholesky;

/**
 * The Newton systems of regularised transport,
 *
 * <pre>
 *   ([diag(S 1), S; S', diag(S'1)] / gamma + diag(h) + delta I) d = r,
 * </pre>
 *
 * S the 0-1 matrix of the active entries, h the curvatures of the marginal rules: by sparse Cholesky factorisation where S is sparse, and
 * its graph therefore badly connected, otherwise by conjugate gradients. Pinned unknowns are 0.
 */
final class NewtonSystem {

    /** Active entries for each unknown up to which the matrix is factorised. */
    private static final int SPARSE = 6;
    private static final double MOST_FLOPS = 1e9;
    private static final double TINY_PIVOT = 1e-15;
    private static final double LARGEST_PART = 1e-2;

    private final int rows;
    private final int unknowns;
    private final ConjugateGradients conjugateGradients;
    private final double[] diagonal;
    private final double[] rightSide;
    private double scale;
    private ActiveEntries entries;
    private boolean[] pinned;
    private long factorisations;
    private long products;

    NewtonSystem(int rows, int columns) {
        this.rows = rows;
        unknowns = rows + columns;
        conjugateGradients = new ConjugateGradients(unknowns);
        diagonal = new double[unknowns];
        rightSide = new double[unknowns];
    }

    /**
     * Solves the system.
     *
     * @param active the active entries
     * @param gamma the weight of the regulariser
     * @param curvatures h, for the rows, then for the columns
     * @param delta what is added to the diagonal
     * @param fixed which unknowns are pinned
     * @param gradient r
     * @param accuracy the part of the norm of r that may remain
     * @param direction receives d
     */
    void solve(ActiveEntries active, double gamma, double[] curvatures, double delta, boolean[] fixed, double[] gradient, double accuracy,
            double[] direction) {
        entries = active;
        scale = 1 / gamma;
        pinned = fixed;
        System.arraycopy(curvatures, 0, diagonal, 0, unknowns);
        for (int i = 0; i < rows; i++) {
            diagonal[i] += delta + scale * (active.starts[i + 1] - active.starts[i]);
            for (int k = active.starts[i]; k < active.starts[i + 1]; k++) {
                diagonal[rows + active.columns[k]] += scale;
            }
        }
        for (int k = rows; k < unknowns; k++) {
            diagonal[k] += delta;
        }
        double norm = 0;
        for (int k = 0; k < unknowns; k++) {
            rightSide[k] = pinned[k] ? 0 : gradient[k];
            norm += rightSide[k] * rightSide[k];
        }
        if (active.count() > SPARSE * unknowns || !factorise(direction)) {
            Arrays.fill(direction, 0);
            double tolerance = Math.min(accuracy, LARGEST_PART) * Math.sqrt(norm);
            conjugateGradients.solve(this::multiply, ConjugateGradients.jacobi(diagonal), rightSide, direction, tolerance, 4 * unknowns);
            products += conjugateGradients.iterations();
        }
    }

    private boolean factorise(double[] direction) {
        int[] starts = new int[unknowns + 1];
        int[] indices = new int[entries.count() + unknowns];
        double[] values = new double[indices.length];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            indices[count] = i;
            values[count++] = diagonal[i];
            for (int k = entries.starts[i]; k < entries.starts[i + 1]; k++) {
                int column = rows + entries.columns[k];
                indices[count] = column;
                values[count++] = pinned[i] || pinned[column] ? 0 : scale;
            }
            starts[i + 1] = count;
        }
        for (int k = rows; k < unknowns; k++) {
            indices[count] = k;
            values[count++] = diagonal[k];
            starts[k + 1] = count;
        }
        SparseCholesky cholesky = SparseCholesky.analyze(unknowns, starts, indices);
        if (cholesky.factorFlops() > MOST_FLOPS) {
            return false;
        }
        cholesky.factorizeRegularized(values, TINY_PIVOT);
        factorisations++;
        System.arraycopy(rightSide, 0, direction, 0, unknowns);
        cholesky.solve(direction);
        return true;
    }

    private void multiply(double[] x, double[] result) {
        for (int k = 0; k < unknowns; k++) {
            result[k] = diagonal[k] * x[k];
        }
        for (int i = 0; i < rows; i++) {
            if (!pinned[i]) {
                double sum = 0;
                double own = scale * x[i];
                for (int k = entries.starts[i]; k < entries.starts[i + 1]; k++) {
                    int column = rows + entries.columns[k];
                    if (!pinned[column]) {
                        sum += x[column];
                        result[column] += own;
                    }
                }
                result[i] += scale * sum;
            }
        }
    }

    long factorisations() {
        return factorisations;
    }

    /** The products with the matrix that conjugate gradients took. */
    long products() {
        return products;
    }
}
