package org.stillpoint.transport.internal.plan;

import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.transport.internal.instance.TransportInstance;

/**
 * How good a sparse plan without regulariser and its potentials are.
 *
 * @param primalValue what the plan costs, with the penalties of its marginals
 * @param dualValue what the potentials bound every plan by, if they are feasible
 * @param magnitude the sum of the magnitudes that make up both values
 * @param unit the value below which a gap is no longer judged relative to the values
 * @param marginalError the distance of the marginals from those that the potentials belong to, in the 1-norm and in parts of the mass
 */
public record Optimality(double primalValue, double dualValue, double magnitude, double unit, double marginalError) {

    private static final double ROUNDING = 0x1p-50;

    /**
     * Judges a plan.
     *
     * @param instance the problem
     * @param entries the plan, over the usable points
     * @param f the potentials of the usable source points
     * @param g the potentials of the usable target points
     * @param massPotential the potential of the mass
     * @param unit {@link #unit} of the problem
     */
    public static Optimality of(TransportInstance instance, PlanEntries entries, double[] f, double[] g, double massPotential,
            double unit) {
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
        return new Optimality(primal, dual, magnitude, unit, error / problem.referenceMass());
    }

    /** What it costs to move all mass at the largest, over the source points, of the least cost that is not 0. */
    public static double unit(TransportInstance instance) {
        double unit = 0;
        double mass = 0;
        for (int i = 0; i < instance.sources(); i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < instance.targets(); j++) {
                double cost = Math.abs(instance.costs()[i * instance.targets() + j]);
                least = cost > 0 ? Math.min(least, cost) : least;
            }
            unit = least < Double.POSITIVE_INFINITY ? Math.max(unit, least) : unit;
            mass += instance.source()[i];
        }
        return unit * mass;
    }

    /** The duality gap in parts of the values, but for what rounding makes of their parts. */
    public double relativeGap() {
        double gap = Math.abs(primalValue - dualValue) - ROUNDING * magnitude;
        return gap <= 0 ? 0 : gap / Math.max(Math.max(Math.abs(primalValue), Math.abs(dualValue)), unit);
    }

    /** The larger of the relative gap and the marginal error. */
    public double residual() {
        return Math.max(relativeGap(), marginalError);
    }
}
