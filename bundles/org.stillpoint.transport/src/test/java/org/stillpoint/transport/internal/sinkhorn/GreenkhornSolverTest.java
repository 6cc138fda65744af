package org.stillpoint.transport.internal.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.threePoints;
import static org.stillpoint.transport.internal.plan.Verified.weights;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.plan.Verified;

class GreenkhornSolverTest {

    private static final GreenkhornSolver SOLVER = new GreenkhornSolver();

    private static TransportProblem random(double epsilon, Regulariser regulariser) {
        Random random = new Random(31);
        double[][] costs = new double[40][];
        Arrays.setAll(costs, i -> random.doubles(30).toArray());
        return costs(costs, weights(40, random), weights(30, random)).regulariser(regulariser, epsilon).build();
    }

    @ParameterizedTest
    @CsvSource({"0.1, ENTROPY", "0.01, RELATIVE_ENTROPY", "0.003, ENTROPY"})
    void findsThePotentialsOfSinkhornsIteration(double epsilon, Regulariser regulariser) throws SolverException {
        TransportProblem problem = random(epsilon, regulariser);
        TransportPlan expected = Verified.solve(new SinkhornSolver(), problem, new TestContext().with("tolerance", 1e-12)).value();
        Solution<TransportPlan> greedy = Verified.solve(SOLVER, problem, new TestContext().with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, greedy.status(), greedy::toString);
        assertArrayEquals(expected.f(), greedy.value().f(), 1e-9);
        assertArrayEquals(expected.g(), greedy.value().g(), 1e-9);
    }

    @Test
    void leavesOutPointsWithoutWeight() throws SolverException {
        double[] weights = {0.5, 0.5, 0};
        TransportProblem problem = costs(new double[][] {{0, 1, 5}, {1, 0, 5}, {2, 2, 5}}, weights, weights)
                .regulariser(Regulariser.ENTROPY, 1).build();
        Solution<TransportPlan> solution = Verified.solve(SOLVER, problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(1 / (2 * (1 + Math.exp(-1))), solution.value().plan().get(0, 0), 1e-10);
        assertEquals(Double.NEGATIVE_INFINITY, solution.value().f()[2]);
    }

    @Test
    void smallEpsilonsAndLimitsEndWithAPlan() throws SolverException {
        TransportProblem problem = random(1e-6, Regulariser.ENTROPY);
        Solution<TransportPlan> limited = Verified.solve(SOLVER, problem, new TestContext().with("maxIterations", 5000L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(5000, limited.iterations());
        assertTrue(limited.residual() < 2, limited::toString);
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, new TestContext().cancelAt(100)).status());
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, new TestContext().cancelAt(0)).status());
    }

    @Test
    void otherRulesAndRegularisersAreRefused() {
        TransportProblem relaxed = threePoints().regulariser(Regulariser.ENTROPY, 1)
                .rules(new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 1), MarginalRule.EXACT).build();
        assertThrows(SolverException.class, () -> SOLVER.solve(relaxed, new TestContext()));
        assertEquals(Double.POSITIVE_INFINITY, SOLVER.expectedSeconds(relaxed));
        assertThrows(SolverException.class, () -> SOLVER.solve(threePoints().build(), new TestContext()));
    }

    @Test
    void selfCheckIsSolved() throws SolverException {
        assertEquals(Status.CONVERGED, Verified.solve(SOLVER, SOLVER.selfCheck(), new TestContext()).status());
    }
}
