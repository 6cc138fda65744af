package org.stillpoint.transport.internal.quadratic;

import java.util.Arrays;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.transport.internal.exact.ExactStart;
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

    /** The part of the gamma of a dense plan below which to start from exact transport. */
    private static final double NEARLY_EXACT = 1.0 / 64;

    /** Multiples of it, less their whole parts, spread evenly. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private Continuation() {
    }

    /** Solves a problem, from the solution without regulariser if gamma is small and the marginals exact. */
    static Status solve(TransportInstance instance, QuadraticDual dual, SemismoothNewton newton, double tolerance, long limit,
            SolveContext context) throws SolverException {
        double gamma = instance.epsilon();
        double typical = typicalCost(instance);
        boolean exact = dual.rule(0).kind() == MarginalRule.Kind.EXACT && dual.rule(dual.rows).kind() == MarginalRule.Kind.EXACT;
        double mass = 0;
        for (double weight : instance.source()) {
            mass += weight;
        }
        if (exact && gamma * mass <= NEARLY_EXACT * typical * Math.max(dual.rows, dual.columns)) {
            double[] start = ExactStart.potentials(instance, gamma, context);
            if (start == null) {
                return context.interruption();
            }
            dual.gamma(gamma);
            dual.rebaseAt(start);
            Status status = newton.finish(tolerance, limit, true);
            if (status != Status.STAGNATED) {
                return status;
            }
        }
        return fall(dual, newton, typical, gamma, tolerance, limit);
    }

    /**
     * Solves the problem of gamma from larger ones.
     *
     * @param typicalCost {@link #typicalCost}
     */
    static Status fall(QuadraticDual dual, SemismoothNewton newton, double typicalCost, double gamma, double tolerance, long limit) {
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
            excess[i] = instance.costs()[i * m + (int) (GOLDEN_RATIO * (i + 1) % 1 * m)] - least;
        }
        Arrays.sort(excess);
        return excess[n / 2];
    }
}
