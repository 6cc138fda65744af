package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/** Verifies solutions of linear programs in the units of the program: optimality, infeasibility and unboundedness. */
@Component
@VerifierInfo(problem = LinearProgram.TYPE)
public final class LinearProgramVerifier implements Verifier<LinearProgram, LinearProgramSolution> {

    @Override
    public Certificate verify(LinearProgram problem, Solution<LinearProgramSolution> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        LinearProgramSolution value = solution.value();
        switch (solution.status()) {
            case INFEASIBLE -> Infeasibility.check(problem, value.ray(), draft);
            case UNBOUNDED -> Unboundedness.check(problem, value, context.tolerance(), draft);
            default -> new Optimality(problem, value, context.tolerance(), draft).check();
        }
        return draft.certificate(context.verifier());
    }
}
