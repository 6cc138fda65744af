package org.stillpoint.transport.internal.routing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Routing;
import org.stillpoint.api.problem.transport.RoutingProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.RoutingVerifier;

class RoutingTest {

    private static Stream<Solver<RoutingProblem, Routing>> solvers() {
        return Stream.of(new RoutingSinkhornSolver(), new RoutingPricesSolver());
    }

    private static Certificate certificate(RoutingProblem problem, Solution<Routing> solution) throws SolverException {
        return Verification.of(new RoutingVerifier(), problem, solution);
    }

    private static Solution<Routing> solve(Solver<RoutingProblem, Routing> solver, RoutingProblem problem, TestContext context)
            throws SolverException {
        Solution<Routing> solution = solver.solve(problem, context);
        Certificate certificate = certificate(problem, solution);
        assertEquals(solution.status() == Status.CONVERGED, certificate.holds(), () -> solution + " and " + certificate);
        return solution;
    }

    /** Scores that favour the experts of low index. */
    private static RoutingProblem skewed(int tokens, int experts, int each, long seed, double... capacities) {
        Random random = new Random(seed);
        DMatrixRMaj scores = new DMatrixRMaj(tokens, experts);
        for (int k = 0; k < scores.data.length; k++) {
            scores.data[k] = random.nextGaussian() + 2.0 * (experts - k % experts) / experts;
        }
        return new RoutingProblem(scores, each, capacities);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void solvesItsSelfCheck(Solver<RoutingProblem, Routing> solver) throws SolverException {
        Solution<Routing> solution = solve(solver, solver.selfCheck(), new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        // The tokens that lose least by it go to the second expert.
        assertArrayEquals(new int[] {0, 0, 1, 1}, solution.value().experts());
    }

    /** The largest sum of scores of all routings of tokens to one expert each that meet the loads, by trying all. */
    private static double bestBalanced(RoutingProblem problem, int token, int[] left) {
        if (token == problem.tokens()) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < left.length; j++) {
            if (left[j] > 0) {
                left[j]--;
                best = Math.max(best, problem.scores().get(token, j) + bestBalanced(problem, token + 1, left));
                left[j]++;
            }
        }
        return best;
    }

    @Test
    void balancedRoutingsByPricesAreTheBestBalancedOnes() throws SolverException {
        int balanced = 0;
        for (int seed = 0; seed < 20; seed++) {
            RoutingProblem problem = skewed(9, 3, 1, seed);
            Solution<Routing> solution = solve(new RoutingPricesSolver(), problem,
                    new TestContext().with("tolerance", 0.0).with("maxIterations", 20_000L));
            Certificate certificate = certificate(problem, solution);
            double best = bestBalanced(problem, 0, new int[] {3, 3, 3});
            assertTrue(certificate.quantities().get(Certificate.DUAL_OBJECTIVE) >= best - 1e-12);
            if (solution.status() == Status.CONVERGED) {
                balanced++;
                assertEquals(best, certificate.quantities().get(Certificate.OBJECTIVE), 1e-12);
                assertEquals(best, certificate.quantities().get(Certificate.DUAL_OBJECTIVE), 1e-9);
            }
        }
        assertTrue(balanced >= 15, balanced + " of 20");
    }

    @Test
    void capacitiesAreShared() throws SolverException {
        RoutingProblem problem = skewed(600, 4, 2, 3, 1, 2, 3, 2);
        Solution<Routing> solution = solve(new RoutingPricesSolver(), problem, new TestContext().with("tolerance", 0.02));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        int[] loads = new int[4];
        Arrays.stream(solution.value().experts()).forEach(expert -> loads[expert]++);
        assertArrayEquals(new double[] {150, 300, 450, 300}, Arrays.stream(loads).asDoubleStream().toArray(), 15);
    }

    /** Load imbalance against sweeps: twenty take it away. */
    @Test
    void sweepsBalance() throws SolverException {
        RoutingProblem problem = skewed(2000, 16, 2, 5);
        double[] imbalance = new double[4];
        long[] sweeps = {1, 2, 5, 20};
        for (int k = 0; k < 4; k++) {
            imbalance[k] = solve(new RoutingSinkhornSolver(), problem,
                    new TestContext().with("tolerance", 0.0).with("maxIterations", sweeps[k])).residual();
        }
        Solution<Routing> none = solve(new RoutingSinkhornSolver(), problem, new TestContext().with("tolerance", 100.0));
        assertTrue(none.residual() > 0.8, "without prices " + none.residual());
        assertTrue(imbalance[0] < 0.9 * none.residual() && imbalance[2] < 0.4 * none.residual() && imbalance[3] < 0.1 * none.residual(),
                none.residual() + " " + Arrays.toString(imbalance));
        assertTrue(solve(new RoutingSinkhornSolver(), problem, new TestContext()).iterations() <= 25);
    }

    @Test
    void signsAloneBalanceToo() throws SolverException {
        Solution<Routing> solution = solve(new RoutingPricesSolver(), skewed(2000, 16, 2, 5), new TestContext().with("sign", true));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void extremesGiveClearAnswers(Solver<RoutingProblem, Routing> solver) throws SolverException {
        // Tokens that cannot be told apart all go the same way, whatever the prices.
        DMatrixRMaj same = new DMatrixRMaj(4, 2);
        assertEquals(Status.ITERATION_LIMIT, solve(solver, new RoutingProblem(same, 1), new TestContext()).status());
        assertEquals(Status.CONVERGED, solve(solver, new RoutingProblem(same, 2), new TestContext()).status());
        assertEquals(Status.CONVERGED, solve(solver, new RoutingProblem(new DMatrixRMaj(1, 1), 1), new TestContext()).status());
        RoutingProblem huge = skewed(100, 4, 1, 2);
        Arrays.setAll(huge.scores().data, k -> huge.scores().data[k] * 1e32);
        Solution<Routing> solution = solve(solver, huge, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void limitsAndCancellationReturnTheBestRouting(Solver<RoutingProblem, Routing> solver) throws SolverException {
        RoutingProblem problem = skewed(5000, 8, 3, 1);
        Solution<Routing> limited = solve(solver, problem, new TestContext().with("tolerance", 0.0).with("maxIterations", 3L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(3, limited.iterations());
        assertEquals(Status.CANCELLED, solve(solver, problem, new TestContext().with("tolerance", 0.0).cancelAt(2)).status());
        assertEquals(Status.TIME_LIMIT, solver.solve(problem, new TestContext().timeLimit(0)).status());
        assertEquals(limited.value(), solve(solver, problem, new TestContext().with("tolerance", 0.0).with("maxIterations", 3L)).value());
    }
}
