package org.stillpoint.halpern.internal.quadraticprogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.QuadraticProgram;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.QuadraticProgramVerifier;

/** Solves quadratic programs and has every claim verified from the program alone. */
final class VerifiedQuadratic {

    private VerifiedQuadratic() {
    }

    /** Solves with an honest result: a claim that the verifier does not confirm fails the test. */
    static Solution<LinearProgramSolution> solve(QuadraticProgram program, TestContext context) {
        Solution<LinearProgramSolution> solution;
        try {
            solution = new QuadraticProgramSolver().solve(program, context);
        } catch (SolverException refused) {
            throw new AssertionError(refused);
        }
        assertEquals(program.columns(), solution.value().x().length, "length of x");
        assertEquals(program.rows(), solution.value().y().length, "length of y");
        assertEquals(program.columns(), solution.value().reducedCosts().length, "length of the reduced costs");
        if (solution.status().isClaim()) {
            Certificate certificate = certificate(program, solution);
            assertTrue(certificate.holds(), () -> solution.status() + " is not confirmed: " + certificate);
        }
        return solution;
    }

    /** Solves to a tolerance and expects a status. */
    static LinearProgramSolution solve(QuadraticProgram program, Status expected, double tolerance) {
        Solution<LinearProgramSolution> solution = solve(program, new TestContext().with("tolerance", tolerance));
        assertEquals(expected, solution.status(), solution::toString);
        return solution.value();
    }

    private static Certificate certificate(QuadraticProgram program, Solution<LinearProgramSolution> solution) {
        return new QuadraticProgramVerifier().verify(program, solution, Verification.context(solution.tolerance()));
    }
}
