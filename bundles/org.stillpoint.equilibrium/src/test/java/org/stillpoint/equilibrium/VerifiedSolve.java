package org.stillpoint.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumVerifier;

/** Solves in tests as a host does: the problem must stay as it is, and a claim about a standard layer is verified. */
public final class VerifiedSolve {

    private VerifiedSolve() {
    }

    /** The solution, whose claim holds if it makes one. */
    public static Solution<EquilibriumStates> solve(Solver<EquilibriumProblem, EquilibriumStates> solver, EquilibriumProblem problem,
            SolveContext context) throws SolverException {
        byte[] before = BinaryFormat.toBytes(problem.toRecord());
        Solution<EquilibriumStates> solution = solver.solve(problem, context);
        assertEquals(BinaryFormat.fromBytes(before), problem.toRecord(), "the problem has changed");
        if (solution.status().isClaim() && problem.standardLayer().isPresent()) {
            Certificate certificate = Verification.of(new EquilibriumVerifier(), problem, solution);
            assertTrue(certificate.holds(), () -> solution + " is not confirmed: " + certificate);
        }
        return solution;
    }

    /** The states of a solution that has converged. */
    public static EquilibriumStates states(Solver<EquilibriumProblem, EquilibriumStates> solver, EquilibriumProblem problem,
            SolveContext context) throws SolverException {
        Solution<EquilibriumStates> solution = solve(solver, problem, context);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    /** The self-check of a solver with its default options: converged, certified, and the same bits twice. */
    public static void selfCheck(Solver<EquilibriumProblem, EquilibriumStates> solver) throws SolverException {
        EquilibriumStates first = states(solver, solver.selfCheck(), new TestContext());
        assertEquals(first, states(solver, solver.selfCheck(), new TestContext()));
    }
}
