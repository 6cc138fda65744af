package org.stillpoint.transport.internal.plan;

import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.instance.TransportInstance;

/**
 * How good a sparse plan without regulariser and its potentials are.
 *
 * @param primalValue what the plan costs, with the penalties of its marginals
 * @param dualValue what the potentials bound every plan by, if they are feasible
 * @param magnitude the sum of the magnitudes that make up both values
 * @param marginalError the distance of the marginals from those that the potentials belong to, in the 1-norm
 */
public record Optimality(double primalValue, double dualValue, double magnitude, double marginalError) {

    /**
     * Judges a plan.
     *
     * @param instance the problem
     * @param entries the plan, over the usable points
     * @param f the potentials of the usable source points
     * @param g the potentials of the usable target points
     * @param massPotential the potential of the mass
     */
    public static Optimality of(TransportInstance instance, PlanEntries entries, double[] f, double[] g, double massPotential) {
        double[] rows = new double[f.length];
        double[] columns = new double[g.length];
        double primal = 0;
        double magnitude = 0;
        double moved = 0;
        for (int entry = 0; entry < entries.count(); entry++) {
            double mass = entries.mass(entry);
            double cost = instance.costs()[entries.source(entry) * g.length + entries.target(entry)];
            rows[entries.source(entry)] += mass;
            columns[entries.target(entry)] += mass;
            moved += mass;
            primal += mass * cost;
            magnitude += mass * Math.abs(cost);
        }
        TransportProblem problem = instance.problem();
        double dual = 0;
        double error = 0;
        if (!Double.isNaN(problem.mass())) {
            dual = massPotential * problem.mass();
            error = Math.abs(moved - problem.mass());
            magnitude += Math.abs(dual);
        }
        for (int side = 0; side < 2; side++) {
            MarginalDual rule = MarginalDual.of(side == 0 ? problem.sourceRule() : problem.targetRule());
            double[] weights = side == 0 ? instance.source() : instance.target();
            double[] potentials = side == 0 ? f : g;
            double[] marginals = side == 0 ? rows : columns;
            for (int k = 0; k < weights.length; k++) {
                primal += rule.penalty(marginals[k], weights[k]);
                double value = rule.value(potentials[k], weights[k]);
                dual += value;
                magnitude += Math.abs(value);
                error += Math.abs(marginals[k] - rule.nearest(potentials[k], weights[k], marginals[k]));
            }
        }
        return new Optimality(primal, dual, magnitude, error);
    }

    /** The duality gap in parts of the magnitude of the values. */
    public double relativeGap() {
        double gap = Math.abs(primalValue - dualValue);
        return gap == 0 ? 0 : gap / magnitude;
    }

    /** The larger of the relative gap and the marginal error. */
    public double residual() {
        return Math.max(relativeGap(), marginalError);
    }
}
