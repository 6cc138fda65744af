package org.stillpoint.transport.internal.quadratic;

import java.util.Arrays;
import org.stillpoint.api.Status;
import org.stillpoint.transport.internal.instance.TransportInstance;

/**
 * Solves problems of falling regularisation one after the other, each from the potentials of the one before: the plan of a large gamma is
 * dense and its Newton systems are well conditioned; with gamma the entries become fewer, a part at a time.
 */
final class Continuation {

    private static final double FACTOR = 8;
    /** The marginal error, in parts of the mass, with which a problem before the last is left. */
    private static final double ROUGH = 1e-3;
    private static final int WARM_UP = 2;

    private Continuation() {
    }

    /**
     * Solves the problem of gamma.
     *
     * @param typicalCost {@link #typicalCost}
     */
    static Status solve(QuadraticDual dual, SemismoothNewton newton, double typicalCost, double gamma, double tolerance, long limit) {
        double mass = 0;
        for (int k = 0; k < dual.rows; k++) {
            mass += dual.weight(k);
        }
        double weight = gamma;
        while (weight * mass < typicalCost * Math.max(dual.rows, dual.columns) && weight < Double.MAX_VALUE / FACTOR) {
            weight *= FACTOR;
        }
        while (true) {
            boolean last = weight <= gamma * (1 + FACTOR) / 2;
            dual.gamma(last ? gamma : weight);
            Status status = newton.warmUp(WARM_UP) ? newton.finish(last ? tolerance : ROUGH * mass, limit, last) : newton.interruption();
            boolean ended = status != Status.CONVERGED && status != Status.STAGNATED;
            if (last || ended) {
                if (!last) {
                    dual.gamma(gamma);
                    dual.evaluate(newton.added());
                }
                return status;
            }
            weight /= FACTOR;
        }
    }

    /** The median over the source points of what some cost of theirs exceeds their least by: costs that stand out do not matter. */
    static double typicalCost(TransportInstance instance) {
        int n = instance.sources();
        int m = instance.targets();
        double[] excess = new double[n];
        for (int i = 0; i < n; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < m; j++) {
                least = Math.min(least, instance.costs()[i * m + j]);
            }
            excess[i] = instance.costs()[i * m + (int) (7919L * i % m)] - least;
        }
        Arrays.sort(excess);
        return excess[n / 2];
    }
}
