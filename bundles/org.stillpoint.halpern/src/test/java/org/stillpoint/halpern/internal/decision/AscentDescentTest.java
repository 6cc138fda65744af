package org.stillpoint.halpern.internal.decision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ConstrainedDecisionProcess;
import org.stillpoint.api.problem.ConstrainedPolicy;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;

class AscentDescentTest {

    private final OptimisticAscentDescentSolver solver = new OptimisticAscentDescentSolver();

    /** Work for reward and cost 1, or rest: the limit on the expected cost decides how often. */
    @Test
    void worksHalfOfTheTime() throws SolverException {
        Solution<ConstrainedPolicy> solution = solver.solve(solver.selfCheck(), new TestContext().with("tolerance", 1e-10));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(new double[] {0.5, 0.5}, solution.value().policy(), 1e-9);
        assertArrayEquals(new double[] {1}, solution.value().multipliers(), 1e-9);
        assertEquals(solution.iterations() + 1, solution.counters().get(Counter.OPERATOR_EVALUATIONS));
    }

    @Test
    void lastIterateConvergesWherePlainAscentDescentCycles() throws SolverException {
        for (long seed = 1; seed <= 3; seed++) {
            ConstrainedDecisionProcess process = DecisionProcesses.random(6, 3, 1, 0.9, seed);
            Solution<ConstrainedPolicy> settled = solver.solve(process, new TestContext().with("step", 3.0).with("tolerance", 1e-8)
                    .with("finish", false));
            assertEquals(Status.CONVERGED, settled.status(), "seed " + seed);
            TestContext context = new TestContext().with("step", 3.0).with("optimistic", false).with("patience", 1000L)
                    .with("finish", false);
            Solution<ConstrainedPolicy> cycling = solver.solve(process, context);
            assertEquals(Status.STAGNATED, cycling.status(), "seed " + seed);
            assertTrue(context.lastResidual() > 1e-3, "seed " + seed + ": " + context.lastResidual());
        }
    }

    @Test
    void theVertexEndsWhatTheIterationsApproach() throws SolverException {
        for (long seed = 1; seed <= 6; seed++) {
            ConstrainedDecisionProcess process = DecisionProcesses.random(20, 4, 2, 0.95, seed);
            Solution<ConstrainedPolicy> plain = solver.solve(process, new TestContext().with("finish", false));
            Solution<ConstrainedPolicy> finished = solver.solve(process, new TestContext().with("tolerance", 1e-11));
            assertEquals(Status.CONVERGED, plain.status());
            assertEquals(Status.CONVERGED, finished.status());
            assertTrue(finished.iterations() < plain.iterations(), seed + ": " + finished + " " + plain);
            assertTrue(finished.counters().get(Counter.FINISH) > 0);
            assertArrayEquals(plain.value().multipliers(), finished.value().multipliers(), 1e-3);
            Certificate certificate = DecisionProcesses.verify(process, finished, 1e-11);
            assertTrue(certificate.holds(), certificate.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"5,3,1,0.9,1", "20,4,2,0.95,2", "20,4,2,0.95,3", "30,4,3,0.99,4", "12,2,0,0.5,5"})
    void findsCertifiedPolicies(int states, int actions, int limits, double discount, long seed) throws SolverException {
        ConstrainedDecisionProcess process = DecisionProcesses.random(states, actions, limits, discount, seed);
        Solution<ConstrainedPolicy> solution = solver.solve(process, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution.toString());
        Certificate certificate = DecisionProcesses.verify(process, solution, 1e-6);
        assertTrue(certificate.holds(), certificate.toString());
    }

    /** Rewards and costs in other units: the policy stays, the multipliers follow. */
    @Test
    void unitsDoNotMatter() throws SolverException {
        ConstrainedDecisionProcess process = DecisionProcesses.random(6, 3, 1, 0.9, 1);
        double[] rewards = process.rewards().clone();
        double[] costs = process.costs().clone();
        for (int i = 0; i < rewards.length; i++) {
            rewards[i] *= 1024;
            costs[i] *= 0.125;
        }
        ConstrainedDecisionProcess scaled = new ConstrainedDecisionProcess(6, 3, process.transitions(), rewards, costs,
                new double[] {process.limits()[0] * 0.125}, process.initial(), 0.9);
        Solution<ConstrainedPolicy> first = solver.solve(process, new TestContext().with("tolerance", 1e-9));
        Solution<ConstrainedPolicy> second = solver.solve(scaled, new TestContext().with("tolerance", 1e-9));
        assertEquals(Status.CONVERGED, second.status());
        assertArrayEquals(first.value().policy(), second.value().policy(), 1e-5);
        assertEquals(first.value().multipliers()[0] * 8192, second.value().multipliers()[0], 1e-2);
    }

    @Test
    void provesThatLimitsContradict() throws SolverException {
        ConstrainedDecisionProcess process = DecisionProcesses.random(6, 3, 2, 0.9, 1);
        ConstrainedDecisionProcess tight = DecisionProcesses.withLimits(process, DecisionProcesses.leastCost(process, 0) - 0.01, 10);
        Solution<ConstrainedPolicy> solution = solver.solve(tight, new TestContext());
        assertEquals(Status.INFEASIBLE, solution.status());
        assertTrue(DecisionProcesses.verify(tight, solution, 1e-6).holds());
        assertFalse(DecisionProcesses.verify(process, solution, 1e-6).holds());
        ConstrainedDecisionProcess together = DecisionProcesses.withLimits(process, DecisionProcesses.leastCost(process, 0) + 0.05,
                DecisionProcesses.leastCost(process, 1) + 0.05);
        Solution<ConstrainedPolicy> both = solver.solve(together, new TestContext());
        assertEquals(Status.INFEASIBLE, both.status());
        assertTrue(DecisionProcesses.verify(together, both, 1e-6).holds());
        assertTrue(both.value().multipliers()[0] > 0 && both.value().multipliers()[1] > 0);
    }

    @Test
    void startsFromAGivenPolicy() throws SolverException {
        ConstrainedDecisionProcess process = DecisionProcesses.random(6, 3, 1, 0.9, 1);
        Solution<ConstrainedPolicy> cold = solver.solve(process, new TestContext().with("tolerance", 1e-9));
        Solution<ConstrainedPolicy> warm = solver.solve(process, new TestContext().start(cold.value()));
        assertEquals(Status.CONVERGED, warm.status());
        assertEquals(0, warm.iterations());
        assertThrows(SolverException.class,
                () -> solver.solve(process, new TestContext().start(new ConstrainedPolicy(new double[3], new double[1]))));
        double[] wrong = cold.value().policy().clone();
        wrong[0] = Double.NaN;
        assertThrows(SolverException.class,
                () -> solver.solve(process, new TestContext().start(new ConstrainedPolicy(wrong, new double[1]))));
    }

    @Test
    void limitsEndTheIterations() throws SolverException {
        ConstrainedDecisionProcess process = DecisionProcesses.random(20, 4, 2, 0.95, 2);
        Solution<ConstrainedPolicy> limited = solver.solve(process, new TestContext().with("maxIterations", 50L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(50, limited.iterations());
        assertTrue(Double.isFinite(limited.residual()));
        Solution<ConstrainedPolicy> cancelled = solver.solve(process, new TestContext().cancelAt(33));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertTrue(Double.isFinite(cancelled.residual()));
        assertEquals(Status.TIME_LIMIT, solver.solve(process, new TestContext().with("tolerance", 1e-12).timeLimit(0)).status());
    }

    @Test
    void overflowIsNamedByTheStatus() throws SolverException {
        ConstrainedDecisionProcess huge = new ConstrainedDecisionProcess(1, 2, new double[] {1, 1}, new double[] {1e308, -1e308},
                new double[] {1, 0}, new double[] {1}, new double[] {1}, 0.99);
        Solution<ConstrainedPolicy> solution = solver.solve(huge, new TestContext());
        assertEquals(Status.NONFINITE, solution.status());
    }

    @Test
    void repeatsItselfBitForBit() throws SolverException {
        ConstrainedDecisionProcess process = DecisionProcesses.random(6, 3, 1, 0.9, 2);
        assertEquals(solver.solve(process, new TestContext()).value(), solver.solve(process, new TestContext()).value());
    }
}
