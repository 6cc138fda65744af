package org.stillpoint.transport.internal.dictionary;

import org.stillpoint.transport.internal.kernel.SoftMinimum;

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

    private final SoftMinimum costs;
    private final double epsilon;
    private final double[] distributions;
    private final int size;
    private final double[] softMinimum;
    private final double[] f;

    ConjugateLosses(SoftMinimum costs, double epsilon, double[] distributions) {
        this.costs = costs;
        this.epsilon = epsilon;
        this.distributions = distributions;
        size = costs.targets();
        softMinimum = new double[size];
        f = new double[size];
    }

    /**
     * Evaluates W* for a distribution.
     *
     * @param g the potentials
     * @param gradient receives the gradient, a distribution, from the offset on
     */
    double evaluate(int distribution, double[] g, double[] gradient, int offset) {
        costs.overTargets(g, epsilon, softMinimum);
        double value = 0;
        for (int i = 0; i < size; i++) {
            double weight = distributions[distribution * size + i];
            f[i] = epsilon * Math.log(weight) + softMinimum[i];
            value -= weight > 0 ? weight * f[i] : 0;
        }
        costs.overSources(f, epsilon, softMinimum);
        for (int j = 0; j < size; j++) {
            gradient[offset + j] = Math.exp((g[j] - softMinimum[j]) / epsilon);
        }
        return value;
    }
}
