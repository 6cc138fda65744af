package org.stillpoint.transport.internal.gradient;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.iterative.ConjugateGradients;
import org.stillpoint.numerics.iterative.LinearOperator;

/**
 * The equations of an entropic plan P with the rows eliminated,
 *
 * <pre>
 *   (diag(d_2) - P' diag(d_1)^-1 P + ground) v = r,
 * </pre>
 *
 * d_1, d_2 the sums of rows and columns, plus epsilon q / rho where a marginal is penalised: the Laplacian of a graph with the weights
 * P' diag(d_1)^-1 P, each node tied to the ground by what penalties and regularisation give it. Up to a number of columns it is eliminated
 * as Grassmann, Taksar and Heyman do (1985, doi:10.1287/opre.33.5.1107), each pivot the sum of the weights that are left: nothing is
 * subtracted, and plans that all but fall apart cost no accuracy. Beyond, conjugate gradients with the diagonal as preconditioner.
 */
final class SchurComplement {

    private final EntropicPlan plan;
    private final int columns;
    private final double[] inverseRows;
    /** What a column has on the diagonal beside its sum. */
    private final double[] own;
    /** What ties a column to the ground once the rows are eliminated. */
    private final double[] ground;
    private final double[] pivots;
    private final double[] ties;
    private final double[] work;
    /** Below the diagonal, row by row; null where there are too many columns. */
    private final double[] weights;
    private final ConjugateGradients conjugateGradients;
    private final double[] image;
    private final double[] diagonal;
    private final int mostProducts;
    /** Steps of conjugate gradients so far. */
    long products;

    /**
     * Room for equations.
     *
     * @param mostEliminated the most columns to eliminate
     * @param mostProducts the most steps of conjugate gradients where there are more
     */
    SchurComplement(EntropicPlan plan, int mostEliminated, int mostProducts) {
        this.plan = plan;
        this.mostProducts = mostProducts;
        columns = plan.columns;
        inverseRows = new double[plan.rows];
        own = new double[columns];
        ground = new double[columns];
        pivots = new double[columns];
        ties = new double[columns];
        work = new double[columns];
        image = new double[plan.rows];
        diagonal = new double[columns];
        weights = columns <= mostEliminated ? new double[columns * columns] : null;
        conjugateGradients = weights == null ? new ConjugateGradients(columns) : null;
    }

    /**
     * Prepares for the plan as it is.
     *
     * @param regularisation what ties each column to the ground beside the penalties, in parts of its weight
     * @param goOn asked often
     * @return false if it was interrupted
     */
    boolean factorise(double regularisation, BooleanSupplier goOn) {
        double rowTie = plan.epsilon / plan.rowPenalty;
        double columnTie = plan.epsilon / plan.columnPenalty;
        for (int j = 0; j < columns; j++) {
            own[j] = columnTie * plan.attainedColumns[j] + regularisation * plan.b[j];
        }
        System.arraycopy(own, 0, ground, 0, columns);
        for (int i = 0; i < plan.rows; i++) {
            inverseRows[i] = 1 / plan.rowDiagonal(i);
            if (rowTie > 0) {
                VectorKernels.axpy(rowTie * plan.attainedRows[i] * inverseRows[i], plan.entries, i * columns, ground, 0, columns);
            }
        }
        return weights == null ? prepareDiagonal() : eliminate(goOn);
    }

    private boolean prepareDiagonal() {
        for (int j = 0; j < columns; j++) {
            diagonal[j] = own[j] + plan.columnSums[j];
        }
        for (int i = 0; i < plan.rows; i++) {
            for (int j = 0; j < columns; j++) {
                double entry = plan.entries[i * columns + j];
                diagonal[j] -= entry * entry * inverseRows[i];
            }
        }
        return true;
    }

    private boolean eliminate(BooleanSupplier goOn) {
        Arrays.fill(weights, 0);
        for (int i = 0; i < plan.rows; i++) {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            int from = i * columns;
            for (int j = 1; j < columns; j++) {
                double factor = plan.entries[from + j] * inverseRows[i];
                if (factor > 0) {
                    VectorKernels.axpy(factor, plan.entries, from, weights, j * columns, j);
                }
            }
        }
        System.arraycopy(ground, 0, ties, 0, columns);
        for (int k = columns - 1; k > 0; k--) {
            if (!goOn.getAsBoolean()) {
                return false;
            }
            int row = k * columns;
            pivots[k] = ties[k] + VectorKernels.sum(weights, row, k);
            for (int i = 0; i < k; i++) {
                double ratio = weights[row + i] / pivots[k];
                if (ratio > 0) {
                    ties[i] += ratio * ties[k];
                    VectorKernels.axpy(ratio, weights, row, weights, i * columns, i);
                }
            }
        }
        // Where nothing ties the last node to the ground a constant is free, and it is at 0; so is a column that has lost all mass.
        pivots[0] = ties[0];
        return true;
    }

    /**
     * Solves the equations.
     *
     * @param right the right-hand side; with nothing tied to the ground its sum is zero
     * @param v receives the solution
     * @param tolerance for the residual of conjugate gradients
     */
    void solve(double[] right, double[] v, double tolerance, BooleanSupplier goOn) {
        if (weights == null) {
            Arrays.fill(v, 0);
            boolean free = plan.balanced() && own[0] == 0;
            LinearOperator operator = (x, result) -> apply(x, result, free, goOn);
            conjugateGradients.solve(operator, ConjugateGradients.jacobi(diagonal), right, v, tolerance, mostProducts);
            products += conjugateGradients.iterations();
            return;
        }
        System.arraycopy(right, 0, work, 0, columns);
        for (int k = columns - 1; k > 0; k--) {
            if (pivots[k] > 0) {
                VectorKernels.axpy(work[k] / pivots[k], weights, k * columns, work, 0, k);
            }
        }
        v[0] = pivots[0] > 0 ? work[0] / pivots[0] : 0;
        for (int k = 1; k < columns; k++) {
            v[k] = pivots[k] > 0 ? (work[k] + VectorKernels.dot(weights, k * columns, v, 0, k)) / pivots[k] : 0;
        }
    }

    /** The product with the matrix; where a constant is free, equal components are held down so that rounding cannot raise them. */
    private void apply(double[] x, double[] result, boolean free, BooleanSupplier goOn) {
        if (!goOn.getAsBoolean()) {
            // Not a number ends the conjugate gradients at once.
            Arrays.fill(result, Double.NaN);
            return;
        }
        double mean = free ? VectorKernels.dot(plan.b, x) / VectorKernels.sum(plan.b, 0, columns) : 0;
        for (int j = 0; j < columns; j++) {
            result[j] = (plan.columnSums[j] + own[j]) * x[j] + mean * plan.b[j];
        }
        for (int i = 0; i < plan.rows; i++) {
            image[i] = VectorKernels.dot(plan.entries, i * columns, x, 0, columns) * inverseRows[i];
            VectorKernels.axpy(-image[i], plan.entries, i * columns, result, 0, columns);
        }
    }
}
