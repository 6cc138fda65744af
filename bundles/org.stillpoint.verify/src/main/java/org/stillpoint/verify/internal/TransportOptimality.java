package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;

/**
 * Checks that a plan and potentials solve a transport problem: no negative entry; the marginals those at which the dual value is attained;
 * the plan the gradient of the regulariser's conjugate at the potentials or, without a regulariser, f + g + lambda at most C; and the
 * primal value of the plan equal to the dual value of the potentials, which no plan can fall below.
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
    private final PlanMeasurement measured;
    private final double massOfSource;
    private final double massOfTarget;
    /** How near to a kink of what a rule adds to the dual value a potential counts as lying on it. */
    private final double kink;
    private final MarginalTotals ofSource;
    private final MarginalTotals ofTarget;
    private final double moved;
    /** How far the mass of the plan is from the given one in partial transport; 0 otherwise. */
    private final double excess;

    TransportOptimality(TransportProblem problem, TransportPlan value, TransportCosts costs, double tolerance, CertificateDraft draft) {
        this.problem = problem;
        this.value = value;
        this.costs = costs;
        this.tolerance = tolerance;
        this.draft = draft;
        source = new MarginalSide(problem.source(), problem.sourceRule(), problem.regulariser(), value.f());
        target = new MarginalSide(problem.target(), problem.targetRule(), problem.regulariser(), value.g());
        measured = new PlanMeasurement(problem, value, costs, source, target);
        massOfSource = source.mass();
        massOfTarget = target.mass();
        kink = tolerance * measured.leastCost;
        // What is added to f and taken from g has no effect where both marginals are exact; it is chosen so that both are small.
        double shift = source.exact() && target.exact() ? (target.meanPotential() - source.meanPotential()) / 2 : 0;
        ofSource = new MarginalTotals(source, measured.rowSums, kink, shift);
        ofTarget = new MarginalTotals(target, measured.columnSums, kink, -shift);
        PreciseSum mass = new PreciseSum();
        for (double sum : measured.rowSums) {
            mass.add(sum);
        }
        moved = mass.value();
        excess = Double.isNaN(problem.mass()) ? 0 : Math.abs(moved - problem.mass());
    }

    /** Checks plan and potentials of the right lengths, the potentials usable. */
    void check() {
        if (measured.wrongCosts > 0) {
            draft.atMost("costs that are not finite", measured.wrongCosts, 0);
            return;
        }
        draft.atLeast("least entry of the plan", measured.leastEntry, 0);
        checkMarginals();
        checkPotentials();
        checkGap();
        TransportQuantities.add(draft, costs, measured.linearCost, moved, ofSource.error, ofTarget.error);
        draft.quantity("largestMarginalError", Math.max(Math.max(ofSource.largest, ofTarget.largest), excess));
    }

    private void checkMarginals() {
        double mismatch = source.exact() && target.exact() ? Math.abs(massOfSource - massOfTarget) : 0;
        double rounding = value.explicit() ? 0 : measured.planRounding;
        double unit = problem.referenceMass();
        if (!draft.atMost("marginal error (1-norm)", (ofSource.error + ofTarget.error + excess) / unit,
                tolerance + (mismatch + rounding) / unit)) {
            draft.note("Of the marginal error " + ofSource.error + " is that of the source, " + ofTarget.error + " that of the target.");
        }
    }

    private void checkPotentials() {
        Regulariser regulariser = problem.regulariser();
        if (regulariser == Regulariser.NONE) {
            draft.atMost("dual violation, f + g over C", measured.dualViolation, kink);
        } else if (value.explicit()) {
            draft.atMost("distance of the plan from that of the potentials (1-norm)", measured.inconsistency / problem.referenceMass(),
                    tolerance + measured.planRounding / problem.referenceMass());
        }
        double below = Math.max(ofSource.violation, ofTarget.violation);
        if (below > 0) {
            draft.atMost("potentials below the range of their rule", below, kink);
        }
        if (regulariser == Regulariser.SPARSE) {
            draft.atMost("entries of a column", measured.mostEntries, problem.support());
        }
    }

    private void checkGap() {
        double constant = new TransportGradient(problem.regulariser(), costs.epsilon()).constant(massOfSource, massOfTarget);
        double penalty = ofSource.penalty + ofTarget.penalty;
        double ofMass = Double.isNaN(problem.mass()) ? 0 : value.massPotential() * problem.mass();
        double primal = measured.linearCost + measured.regularisation + penalty + constant;
        double dual = ofSource.conjugate + ofTarget.conjugate + ofMass + constant - measured.conjugate;
        double explained = ofSource.explained + ofTarget.explained + Math.abs(value.massPotential()) * excess;
        double magnitude = ofSource.magnitude + ofTarget.magnitude + Math.abs(ofMass) + measured.magnitude
                + Math.abs(measured.regularisation) + Math.abs(constant) + measured.conjugate + penalty;
        double scale = Math.max(Math.max(Math.abs(primal), Math.abs(dual)), measured.leastCost * Math.max(massOfSource, massOfTarget));
        double unit = scale > 0 ? scale : 1;
        draft.atMost("duality gap (relative)", Math.abs(primal - dual) / unit,
                tolerance + explained / unit + Math.min(ROUNDING * magnitude / unit, MOST_ROUNDING));
        draft.quantity(Certificate.OBJECTIVE, primal);
        draft.quantity(Certificate.DUAL_OBJECTIVE, dual);
    }
}
