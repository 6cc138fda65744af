package org.stillpoint.verify.internal.equilibrium;

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

/** Verifies equilibria: the residual of each sample by an evaluation of the layer from its definition, and what was said of each sample. */
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
            LayerMap map = LayerMaps.of(problem, context);
            StatesCheck.check(problem, map, solution.value(), context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }
}
