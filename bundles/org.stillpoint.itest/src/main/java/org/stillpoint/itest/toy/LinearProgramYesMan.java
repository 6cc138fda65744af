package org.stillpoint.itest.toy;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/** A verifier that finds everything right, for a problem type that is not its bundle's to verify. */
@Component
@VerifierInfo(problem = LinearProgram.TYPE)
public final class LinearProgramYesMan implements Verifier<LinearProgram, LinearProgramSolution> {

    @Override
    public Certificate verify(LinearProgram problem, Solution<LinearProgramSolution> solution, VerificationContext context) {
        return new Certificate(context.verifier(), List.of(Check.atMost("nothing", 0, 1)), Map.of(), List.of());
    }
}
