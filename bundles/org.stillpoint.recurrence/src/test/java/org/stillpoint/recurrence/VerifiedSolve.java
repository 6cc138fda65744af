package org.stillpoint.recurrence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;

/** Solves in tests as a host does: the problem must stay as it is, and a claim is verified. */
public final class VerifiedSolve {

    private VerifiedSolve() {
    }

    /** The solution, whose claim holds if it makes one. */
    public static <P extends Problem, S extends Recordable> Solution<S> solve(Solver<P, S> solver, Verifier<P, S> verifier, P problem,
            SolveContext context) throws SolverException {
        byte[] before = BinaryFormat.toBytes(problem.toRecord());
        Solution<S> solution = solver.solve(problem, context);
        assertEquals(BinaryFormat.fromBytes(before), problem.toRecord(), "the problem has changed");
        if (solution.status().isClaim()) {
            Certificate certificate = Verification.of(verifier, problem, solution);
            assertTrue(certificate.holds(), () -> solution + " is not confirmed: " + certificate);
        }
        return solution;
    }

    /** The value of a solution that has converged and is certified. */
    public static <P extends Problem, S extends Recordable> S value(Solver<P, S> solver, Verifier<P, S> verifier, P problem,
            SolveContext context) throws SolverException {
        Solution<S> solution = solve(solver, verifier, problem, context);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    /** The self-check of a solver with its default options: converged, certified, and the same bits twice. */
    public static <P extends Problem, S extends Recordable> void selfCheck(Solver<P, S> solver, Verifier<P, S> verifier)
            throws SolverException {
        Solution<S> first = solve(solver, verifier, solver.selfCheck(), new TestContext());
        assertEquals(Status.CONVERGED, first.status(), first::toString);
        assertEquals(first.toRecord(), solve(solver, verifier, solver.selfCheck(), new TestContext()).toRecord());
    }
}
