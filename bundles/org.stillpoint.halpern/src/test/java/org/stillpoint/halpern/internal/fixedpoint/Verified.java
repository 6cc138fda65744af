package org.stillpoint.halpern.internal.fixedpoint;

import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.FixedPointVerifier;

/** What the verifier says of solutions. */
final class Verified {

    private Verified() {
    }

    static boolean holds(FixedPointProblem problem, Solution<FixedPoint> solution, TestContext functions, double tolerance)
            throws SolverException {
        return certificate(problem, solution, functions, tolerance).holds();
    }

    static Certificate certificate(FixedPointProblem problem, Solution<FixedPoint> solution, TestContext functions, double tolerance)
            throws SolverException {
        return new FixedPointVerifier().verify(problem, solution, new VerificationContext() {
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
                return functions.function(type, name);
            }
        });
    }
}
