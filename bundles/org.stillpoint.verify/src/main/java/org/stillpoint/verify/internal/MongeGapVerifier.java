package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.MongeGap;
import org.stillpoint.api.problem.transport.MongeGapProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies a Monge gap: the transport plan from the points to their images as {@link TransportVerifier} does, the cost of the map, and the
 * difference of that to the value of the plan and to the dual value, between which the gap lies.
 */
@Component
@VerifierInfo(problem = MongeGapProblem.TYPE)
public final class MongeGapVerifier implements Verifier<MongeGapProblem, MongeGap> {

    /** What rounding may make of the difference of two sums, in parts of their magnitudes. */
    private static final double ROUNDING = 1e-13;

    @Override
    public Certificate verify(MongeGapProblem problem, Solution<MongeGap> solution, VerificationContext context) throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        TransportProblem transport = problem.transport();
        TransportPlan plan = solution.value().transport();
        Solution<TransportPlan> part = Solution.of(solution.status(), plan).residual(solution.residual(), solution.tolerance()).build();
        Certificate certificate = new TransportVerifier().verify(transport, part, context);
        for (Check check : certificate.checks()) {
            if (check.relation() == Check.Relation.AT_MOST) {
                draft.atMost(check.name(), check.value(), check.bound());
            } else {
                draft.atLeast(check.name(), check.value(), check.bound());
            }
        }
        certificate.notes().forEach(draft::note);
        TransportCosts costs = new TransportCosts(transport, context);
        PreciseSum map = new PreciseSum();
        double[] weights = problem.source().weights();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                map.addProduct(weights[i], costs.at(i, i));
            }
        }
        draft.quantity("mapCost", map.value());
        Double primal = certificate.quantities().get(Certificate.OBJECTIVE);
        Double dual = certificate.quantities().get(Certificate.DUAL_OBJECTIVE);
        if (primal == null || dual == null) {
            draft.atLeast("values of the plan that the gap can be compared with", 0, 1);
            return draft.certificate(context.verifier());
        }
        double lower = map.value() - Math.max(primal, dual);
        double upper = map.value() - Math.min(primal, dual);
        double magnitude = Math.abs(map.value()) + Math.abs(primal) + Math.abs(dual);
        double gap = solution.value().gap();
        draft.atMost("distance of the gap from that of the plan (relative)",
                Math.max(0, Math.max(lower - gap, gap - upper)) / Math.max(magnitude, Double.MIN_NORMAL) + (gap - gap),
                Math.max(ROUNDING, context.tolerance()));
        draft.quantity(Certificate.OBJECTIVE, upper);
        return draft.certificate(context.verifier());
    }
}
