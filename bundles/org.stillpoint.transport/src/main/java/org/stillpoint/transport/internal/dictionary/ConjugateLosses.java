package org.stillpoint.transport.internal.dictionary;

import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.grid.GridLogSum;

/**
 * The conjugates W*(x_n, g) = sup over y of g'y - W(x_n, y) of entropic transport costs from given distributions, which are smooth and need
 * no iteration (Cuturi and Peyre, A smoothed dual approach for variational Wasserstein problems, SIAM J. Imaging Sci. 9, 2016):
 *
 * <pre>
 *   W*(x, g) = epsilon sum over i of x_i (log(sum over j of exp((g_j - C_ij) / epsilon)) - log x_i),
 * </pre>
 *
 * with the second marginal of the plan exp((f + g - C) / epsilon) whose first one is x as gradient.
 */
final class ConjugateLosses {

    private final GridLogSum sums;
    private final double epsilon;
    private final double[] distributions;
    private final int size;
    private final double[] rows;
    private final double[] columns;

    /**
     * Conjugates of the costs from some distributions.
     *
     * @param distributions the distributions, one after the other
     * @param size the number of points
     */
    ConjugateLosses(GridLogSum sums, double epsilon, double[] distributions, int size) {
        this.sums = sums;
        this.epsilon = epsilon;
        this.distributions = distributions;
        this.size = size;
        rows = new double[size];
        columns = new double[size];
    }

    /**
     * Evaluates W* for a distribution.
     *
     * @param g the potentials
     * @param gradient receives the gradient, a distribution, from the offset on
     */
    double evaluate(int distribution, double[] g, double[] gradient, int offset) {
        VectorKernels.scale(1 / epsilon, g, 0, rows, 0, size);
        sums.replace(rows, 1 / epsilon);
        double value = 0;
        for (int i = 0; i < size; i++) {
            double weight = distributions[distribution * size + i];
            columns[i] = Math.log(weight) - rows[i];
            value -= weight > 0 ? weight * columns[i] : 0;
        }
        sums.replace(columns, 1 / epsilon);
        for (int j = 0; j < size; j++) {
            gradient[offset + j] = Math.exp(g[j] / epsilon + columns[j]);
        }
        return epsilon * value;
    }
}
