package org.stillpoint.testing;

import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;

/** Has solutions verified in tests, without a host. */
public final class Verification {

    private Verification() {
    }

    /** The certificate of a solution at the solver's own tolerance. */
    public static <P extends Problem, S extends Recordable> Certificate of(Verifier<P, S> verifier, P problem, Solution<S> solution)
            throws SolverException {
        return of(verifier, problem, solution, solution.tolerance());
    }

    /** The certificate of a solution at a given tolerance. */
    public static <P extends Problem, S extends Recordable> Certificate of(Verifier<P, S> verifier, P problem, Solution<S> solution,
            double tolerance) throws SolverException {
        return verifier.verify(problem, solution, context(tolerance));
    }

    /** A context without functions. */
    public static VerificationContext context(double tolerance) {
        return new VerificationContext() {
            @Override
            public double tolerance() {
                return tolerance;
            }

            @Override
            public String verifier() {
                return "test";
            }

            @Override
            public <F> F function(Class<F> type, String name) throws SolverException {
                throw new SolverException("there are no functions");
            }
        };
    }
}
