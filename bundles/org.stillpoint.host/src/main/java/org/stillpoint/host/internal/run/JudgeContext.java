package org.stillpoint.host.internal.run;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.host.internal.context.FunctionDirectory;

/** What the host tells a verifier. */
record JudgeContext(double tolerance, String verifier, FunctionDirectory functions) implements VerificationContext {

    @Override
    public <F> F function(Class<F> type, String name) throws SolverException {
        return functions.find(type, name);
    }
}
