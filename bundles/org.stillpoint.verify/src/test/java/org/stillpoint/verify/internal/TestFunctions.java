package org.stillpoint.verify.internal;

import java.util.Map;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.verify.VerificationContext;

/** What tests give verifiers: a tolerance, and functions by name. */
record TestFunctions(double tolerance, Map<String, Object> functions) implements VerificationContext {

    TestFunctions(double tolerance) {
        this(tolerance, Map.of());
    }

    @Override
    public String verifier() {
        return "test";
    }

    @Override
    public <F> F function(Class<F> type, String name) throws SolverException {
        if (!functions.containsKey(name)) {
            throw new SolverException("there is no function " + name);
        }
        return type.cast(functions.get(name));
    }
}
