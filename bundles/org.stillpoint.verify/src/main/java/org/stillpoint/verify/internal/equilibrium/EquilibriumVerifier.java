package org.stillpoint.verify.internal.equilibrium;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.verify.internal.CertificateDraft;

/**
 * Verifies equilibria: the residual of each sample by an evaluation of the layer from its definition, and what was said of each sample.
 * What is known of the layer's fixed points is told beside: whether there is exactly one, and how far the states are from it at most.
 */
@Component
@VerifierInfo(problem = EquilibriumProblem.TYPE)
public final class EquilibriumVerifier implements Verifier<EquilibriumProblem, EquilibriumStates> {

    @Override
    public Certificate verify(EquilibriumProblem problem, Solution<EquilibriumStates> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence of the claim " + solution.status(), 0, 1);
            draft.note("Nothing can show that a layer has no fixed point, and nothing is minimised, so the claim " + solution.status()
                    + " is not certified.");
        } else {
            check(problem, solution.value(), context, draft);
        }
        return draft.certificate(context.verifier());
    }

    /** Checks states, and tells what is known of the fixed points. */
    static void check(EquilibriumProblem problem, EquilibriumStates value, VerificationContext context, CertificateDraft draft)
            throws SolverException {
        LayerMap map = LayerMaps.of(problem, context);
        Optional<StateMeasurement> measured = StatesCheck.check(problem, map, value, context.tolerance(), draft);
        if (measured.isPresent()) {
            Guarantee guarantee = Guarantees.of(problem, map.shape().state());
            guarantee.report(draft);
            double distance = measured.get().distance(guarantee);
            if (distance < Double.POSITIVE_INFINITY) {
                draft.quantity("distanceToFixedPointAtMost", distance);
                if (!guarantee.unique()) {
                    draft.note("Within the distance stated, each state has exactly one fixed point.");
                }
            }
        }
    }
}
