package org.stillpoint.verify.internal;

import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportProblem;

/** The claims that a transport problem has no plan, and that its value has no bound: both can be decided from the problem. */
final class TransportClaims {

    private TransportClaims() {
    }

    /** There is no plan if one side has to move more mass than the other may take, by more than a marginal error that is tolerated. */
    static void infeasible(TransportProblem problem, double tolerance, CertificateDraft draft) {
        draft.atLeast("mass that has to be moved beyond what there is place for",
                Math.max(excess(problem.source(), problem.sourceRule(), problem.target(), problem.targetRule()),
                        excess(problem.target(), problem.targetRule(), problem.source(), problem.sourceRule())),
                Math.max(tolerance * problem.referenceMass(), Double.MIN_VALUE));
    }

    private static double excess(Measure from, MarginalRule rule, Measure to, MarginalRule other) {
        if (rule.kind() != MarginalRule.Kind.EXACT || other.kind() != MarginalRule.Kind.AT_MOST) {
            return 0;
        }
        PreciseSum excess = new PreciseSum();
        for (double weight : from.weights()) {
            excess.add(weight);
        }
        for (double weight : to.weights()) {
            excess.add(-weight);
        }
        return excess.value();
    }

    /** Without a regulariser mass may grow along a pair of points whose cost, with what both rules charge for it, is negative. */
    static void unbounded(TransportProblem problem, TransportCosts costs, CertificateDraft draft) {
        double charge = charge(problem.sourceRule()) + charge(problem.targetRule());
        double least = Double.POSITIVE_INFINITY;
        if (problem.regulariser() == Regulariser.NONE && Double.isFinite(charge)) {
            for (int i = 0; i < costs.sources(); i++) {
                for (int j = 0; j < costs.targets(); j++) {
                    least = Math.min(least, costs.at(i, j) + charge);
                }
            }
        }
        draft.atMost("least cost of more mass, penalties included", least, -Double.MIN_VALUE);
    }

    /** What a rule charges for each unit of ever more mass. */
    private static double charge(MarginalRule rule) {
        return switch (rule.kind()) {
            case FREE -> 0;
            case TOTAL_VARIATION -> rule.weight();
            case EXACT, AT_MOST, KULLBACK_LEIBLER, SQUARED -> Double.POSITIVE_INFINITY;
        };
    }
}
