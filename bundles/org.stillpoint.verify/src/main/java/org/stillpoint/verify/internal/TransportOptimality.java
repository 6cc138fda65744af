package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;

/**
 * Checks that a plan and potentials solve a transport problem: no negative entry; the marginals those at which the dual value is attained;
 * the plan the gradient of the regulariser's conjugate at the potentials or, without a regulariser, f + g + lambda at most C; and the primal
 * value of the plan equal to the dual value of the potentials, which no plan can fall below.
 *
 * <p>Potentials and costs carry rounding errors, which a small epsilon magnifies: bounds are the tolerance and what a few units in the
 * last place of potentials and costs amount to. A gap that is but the marginal error times the potentials is judged as marginal error.
 */
final class TransportOptimality {

    private static final double ROUNDING = 16 * 0x1p-53;
    /** The part of the values beyond which rounding is no excuse: such potentials say nothing. */
    private static final double MOST_ROUNDING = 1e-6;

    private final TransportProblem problem;
    private final TransportPlan value;
    private final TransportCosts costs;
    private final double tolerance;
    private final CertificateDraft draft;
    private final MarginalSide source;
    private final MarginalSide target;
    /** What may be added to f and taken from g without any effect, so that their magnitudes are least. */
    private final double shift;

    TransportOptimality(TransportProblem problem, TransportPlan value, TransportCosts costs, double tolerance, CertificateDraft draft) {
        this.problem = problem;
        this.value = value;
        this.costs = costs;
        this.tolerance = tolerance;
        this.draft = draft;
        source = new MarginalSide(problem.source(), problem.sourceRule(), problem.regulariser(), value.f());
        target = new MarginalSide(problem.target(), problem.targetRule(), problem.regulariser(), value.g());
        shift = source.exact() && target.exact() ? (target.meanPotential() - source.meanPotential()) / 2 : 0;
    }

    /** Checks plan and potentials of the right lengths, the potentials usable. */
    void check() {
        Regulariser regulariser = problem.regulariser();
        PlanMeasurement measured = new PlanMeasurement(problem, value, costs, source, target);
        if (measured.wrongCosts > 0) {
            draft.atMost("costs that are not finite", measured.wrongCosts, 0);
            return;
        }
        double massOfSource = source.mass();
        double massOfTarget = target.mass();
        double mass = Math.max(massOfSource, massOfTarget);
        double kink = tolerance * measured.leastCost;
        MarginalTotals ofSource = new MarginalTotals(source, measured.rowSums, kink, shift);
        MarginalTotals ofTarget = new MarginalTotals(target, measured.columnSums, kink, -shift);
        double moved = sum(measured.rowSums);
        double excess = partial() ? Math.abs(moved - problem.mass()) : 0;
        double error = ofSource.error + ofTarget.error + excess;
        double lambda = Math.abs(value.massPotential());
        double explained = ofSource.explained + ofTarget.explained + lambda * excess;
        double penalty = ofSource.penalty + ofTarget.penalty;
        double constant = gradientConstant(massOfSource, massOfTarget);
        double primal = measured.linearCost + measured.regularisation + penalty + constant;
        double dual = ofSource.conjugate + ofTarget.conjugate + (partial() ? value.massPotential() * problem.mass() : 0) + constant
                - measured.conjugate;
        double magnitude = ofSource.magnitude + ofTarget.magnitude + (partial() ? lambda * problem.mass() : 0) + measured.magnitude
                + Math.abs(measured.regularisation) + Math.abs(constant) + measured.conjugate + penalty;

        draft.atLeast("least entry of the plan", measured.leastEntry, 0);
        double mismatch = source.exact() && target.exact() ? Math.abs(massOfSource - massOfTarget) : 0;
        if (!draft.atMost("marginal error (1-norm)", error, tolerance + mismatch + (value.explicit() ? 0 : measured.planRounding))) {
            draft.note("Of the marginal error " + ofSource.error + " is that of the source, " + ofTarget.error + " that of the target.");
        }
        if (regulariser == Regulariser.NONE) {
            draft.atMost("dual violation, f + g over C", measured.dualViolation, kink);
        } else if (value.explicit()) {
            draft.atMost("distance of the plan from that of the potentials (1-norm)", measured.inconsistency,
                    tolerance + measured.planRounding);
        }
        double below = Math.max(ofSource.violation, ofTarget.violation);
        if (below > 0) {
            draft.atMost("potentials below the range of their rule", below, kink);
        }
        if (regulariser == Regulariser.SPARSE) {
            draft.atMost("entries of a column", measured.mostEntries, problem.support());
        }
        double scale = Math.max(Math.max(Math.abs(primal), Math.abs(dual)), measured.leastCost * mass);
        double unit = scale > 0 ? scale : 1;
        draft.atMost("duality gap (relative)", Math.abs(primal - dual) / unit,
                tolerance + explained / unit + Math.min(ROUNDING * magnitude / unit, MOST_ROUNDING));
        draft.quantity(Certificate.OBJECTIVE, primal);
        draft.quantity(Certificate.DUAL_OBJECTIVE, dual);
        draft.quantity("linearCost", measured.linearCost);
        draft.quantity("mass", moved);
        draft.quantity("marginalErrorOfSource", ofSource.error);
        draft.quantity("marginalErrorOfTarget", ofTarget.error);
        draft.quantity("largestMarginalError", Math.max(Math.max(ofSource.largest, ofTarget.largest), excess));
        if (regulariser != Regulariser.NONE) {
            draft.quantity("epsilon", costs.epsilon());
        }
        if (costs.scale() != 1) {
            draft.quantity("costUnit", costs.scale());
        }
    }

    private boolean partial() {
        return !Double.isNaN(problem.mass());
    }

    private double gradientConstant(double massOfSource, double massOfTarget) {
        return new TransportGradient(problem.regulariser(), costs.epsilon()).constant(massOfSource, massOfTarget);
    }

    private static double sum(double[] values) {
        PreciseSum sum = new PreciseSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value();
    }
}
