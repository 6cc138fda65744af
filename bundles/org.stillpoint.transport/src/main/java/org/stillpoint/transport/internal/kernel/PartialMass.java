package org.stillpoint.transport.internal.kernel;

import java.util.Arrays;

/**
 * The potential lambda of the mass m of a plan whose marginals are at most the weights. Together with the potentials g of the targets it
 * solves
 *
 * <pre>
 *   sum over j of b_j min(1, exp((lambda - E_j) / epsilon)) = m,   g_j = min(E_j - lambda, 0),
 * </pre>
 *
 * E_j the g_j + lambda at which the marginal is the weight.
 */
final class PartialMass {

    private final MarginalSteps source;
    private final MarginalSteps target;
    private final double mass;

    PartialMass(MarginalSteps source, MarginalSteps target, double mass) {
        this.source = source;
        this.target = target;
        this.mass = mass;
    }

    /**
     * The potential for given soft minima over the sources.
     *
     * @param levels receives the E_j
     */
    double potential(double[] softMinima, double epsilon, double[] levels) {
        double[] weights = target.weights();
        double highest = Double.NEGATIVE_INFINITY;
        double total = 0;
        target.massPotential(0);
        for (int j = 0; j < levels.length; j++) {
            levels[j] = softMinima[j] - target.offset(j) + epsilon * Math.log(weights[j]);
            highest = Math.max(highest, levels[j]);
            total += weights[j];
        }
        return mass < total ? below(highest, epsilon, levels) : highest;
    }

    /**
     * The points that are full at one lambda are full at the solution too if that is no smaller; with these taken out, the equation has a
     * closed form, whose lambda is no smaller than the one before.
     */
    private double below(double highest, double epsilon, double[] levels) {
        double[] weights = target.weights();
        double lambda = Double.NEGATIVE_INFINITY;
        for (int round = 0; round <= levels.length; round++) {
            double left = mass;
            double lowest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < levels.length; j++) {
                if (levels[j] <= lambda) {
                    left -= weights[j];
                } else {
                    lowest = Math.min(lowest, levels[j]);
                }
            }
            double sum = 0;
            for (int j = 0; j < levels.length; j++) {
                sum += levels[j] <= lambda ? 0 : weights[j] * Math.exp((lowest - levels[j]) / epsilon);
            }
            double next = lowest + epsilon * Math.log(left / sum);
            if (!(left > 0) || !(next < highest)) {
                return highest;
            }
            if (!(next > lambda)) {
                return lambda;
            }
            lambda = next;
        }
        return lambda;
    }

    /**
     * The t that maximises the sum of a_i min(f_i + t, 0) - t m, where f + t and lambda - t leave the plan as it is: the least t at which
     * the points with f_i + t below 0 weigh no more than the mass, 0 where they do not anyway.
     */
    double translation(double[] f) {
        double[] weights = source.weights();
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        if (total - weightFrom(0, f) <= mass) {
            return 0;
        }
        double[] sorted = f.clone();
        Arrays.sort(sorted);
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (weightFrom(sorted[middle], f) >= total - mass) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return -sorted[low];
    }

    /** The weight of the sources whose potential is at least so large. */
    private double weightFrom(double potential, double[] f) {
        double weight = 0;
        for (int i = 0; i < f.length; i++) {
            weight += f[i] >= potential ? source.weights()[i] : 0;
        }
        return weight;
    }
}
