package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.LinearProgramVerifier;

/** Solves linear programs and has every claim verified from the program alone. */
public final class Verified {

    private Verified() {
    }

    /** Solves with an honest result: a claim that the verifier does not confirm fails the test. */
    public static Solution<LinearProgramSolution> solve(LinearProgram program, TestContext context) {
        Solution<LinearProgramSolution> solution = unverified(program, context);
        assertEquals(program.columns(), solution.value().x().length, "length of x");
        assertEquals(program.rows(), solution.value().y().length, "length of y");
        assertEquals(program.columns(), solution.value().reducedCosts().length, "length of the reduced costs");
        if (solution.status().isClaim()) {
            Certificate certificate = certificate(program, solution);
            assertTrue(certificate.holds(), () -> program + " " + solution.status() + " is not confirmed: " + certificate);
        }
        return solution;
    }

    /** Solves and expects a status. */
    public static LinearProgramSolution solve(LinearProgram program, Status expected, TestContext context) {
        Solution<LinearProgramSolution> solution = solve(program, context);
        assertEquals(expected, solution.status(), () -> program + ": " + solution);
        return solution.value();
    }

    /** The certificate of a solution at the tolerance that the solver worked to. */
    static Certificate certificate(LinearProgram program, Solution<LinearProgramSolution> solution) {
        return new LinearProgramVerifier().verify(program, solution, Verification.context(solution.tolerance()));
    }

    /** The value of the objective as stated. */
    static double objective(LinearProgram program, LinearProgramSolution solution) {
        double value = program.objectiveConstant();
        for (int column = 0; column < program.columns(); column++) {
            value += program.objective()[column] * solution.x()[column];
        }
        return value;
    }

    private static Solution<LinearProgramSolution> unverified(LinearProgram program, TestContext context) {
        try {
            return new LinearProgramSolver().solve(program, context);
        } catch (SolverException refused) {
            throw new AssertionError(refused);
        }
    }
}
