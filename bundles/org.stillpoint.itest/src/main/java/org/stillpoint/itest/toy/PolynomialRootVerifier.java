package org.stillpoint.itest.toy;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/** Verifies roots by evaluating the polynomial. */
@Component
@VerifierInfo(problem = PolynomialRoot.TYPE)
public final class PolynomialRootVerifier implements Verifier<PolynomialRoot, PolynomialRoot.Root> {

    @Override
    public Certificate verify(PolynomialRoot problem, Solution<PolynomialRoot.Root> solution, VerificationContext context) {
        double value = Math.abs(problem.value(solution.value().x()));
        return new Certificate(context.verifier(), List.of(Check.atMost("absolute value", value, context.tolerance())), Map.of(),
                List.of());
    }
}
