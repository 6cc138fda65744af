package org.stillpoint.halpern.internal.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ConstrainedDecisionProcess;
import org.stillpoint.api.problem.ConstrainedPolicy;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.halpern.internal.linearprogram.LinearProgramSolver;
import org.stillpoint.testing.TestContext;

class OccupancyReductionTest {

    private static final double TOLERANCE = 1e-7;

    private final OccupancyReduction reduction = new OccupancyReduction();

    private Solution<ConstrainedPolicy> solve(ConstrainedDecisionProcess process) throws SolverException {
        TestContext context = new TestContext().with("tolerance", reduction.tolerance(process, TOLERANCE));
        Solution<LinearProgramSolution> reduced = new LinearProgramSolver().solve(reduction.reduce(process), context);
        double residual = reduced.status() == Status.CONVERGED ? 0 : Double.NaN;
        return Solution.of(reduced.status(), reduction.restore(process, reduced.value())).residual(residual, TOLERANCE).build();
    }

    @Test
    void writesTheProgramOverOccupancies() {
        LinearProgram program = reduction.reduce(new OptimisticAscentDescentSolver().selfCheck());
        assertEquals(2, program.rows());
        assertEquals(2, program.columns());
        assertTrue(program.maximise());
        assertArrayEquals(new double[] {1, Double.NEGATIVE_INFINITY}, program.rowLower());
        assertArrayEquals(new double[] {1, 1}, program.rowUpper());
        assertEquals(0.5, program.matrix().get(0, 0));
        assertEquals(0.5, program.matrix().get(0, 1));
        assertEquals(1, program.matrix().get(1, 0));
        assertEquals(0, program.matrix().get(1, 1));
    }

    @ParameterizedTest
    @CsvSource({"5,3,1,0.9,1", "20,4,2,0.95,2", "20,4,2,0.95,3", "30,4,3,0.99,4", "12,2,0,0.5,5"})
    void agreesWithAscentDescent(int states, int actions, int limits, double discount, long seed) throws SolverException {
        ConstrainedDecisionProcess process = DecisionProcesses.random(states, actions, limits, discount, seed);
        Solution<ConstrainedPolicy> byProgram = solve(process);
        assertEquals(Status.CONVERGED, byProgram.status());
        Certificate certificate = DecisionProcesses.verify(process, byProgram, TOLERANCE);
        assertTrue(certificate.holds(), certificate.toString());
        Solution<ConstrainedPolicy> byAscent = new OptimisticAscentDescentSolver().solve(process,
                new TestContext().with("tolerance", TOLERANCE));
        assertEquals(Status.CONVERGED, byAscent.status());
        double expected = DecisionProcesses.reward(process, byProgram.value().policy());
        assertEquals(expected, DecisionProcesses.reward(process, byAscent.value().policy()), 1e-6 * (1 + expected));
        assertArrayEquals(byProgram.value().multipliers(), byAscent.value().multipliers(), 1e-3);
    }

    @Test
    void rayOfContradictoryLimitsIsEvidence() throws SolverException {
        ConstrainedDecisionProcess process = DecisionProcesses.random(6, 3, 2, 0.9, 1);
        ConstrainedDecisionProcess tight = DecisionProcesses.withLimits(process, DecisionProcesses.leastCost(process, 0) - 0.01, 10);
        Solution<ConstrainedPolicy> solution = solve(tight);
        assertEquals(Status.INFEASIBLE, solution.status());
        Certificate certificate = DecisionProcesses.verify(tight, solution, TOLERANCE);
        assertTrue(certificate.holds(), certificate.toString());
    }

    /** Two states, the second never visited: there the better action is taken. */
    @Test
    void statesThatAreNotVisitedTakeTheBestAction() throws SolverException {
        ConstrainedDecisionProcess process = new ConstrainedDecisionProcess(2, 2, new double[] {1, 0, 1, 0, 0, 1, 0, 1},
                new double[] {1, 0, 0, 1}, new double[0], new double[0], new double[] {1, 0}, 0.5);
        assertArrayEquals(new double[] {1, 0, 0, 1}, solve(process).value().policy(), 1e-9);
    }
}
