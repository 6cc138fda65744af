package org.stillpoint.halpern.internal.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.Ranking;
import org.stillpoint.api.problem.TieRule;
import org.stillpoint.testing.TestContext;

/** How the solvers of rankings end where they cannot converge, and what they refuse. */
class RankingStatusTest {

    private static Stream<Solver<PairwiseComparisons, Ranking>> solvers() {
        return Stream.of(new BradleyTerrySolver(), new ZermeloSolver(), new BradleyTerryNewtonSolver());
    }

    private static String refusal(Solver<PairwiseComparisons, Ranking> solver, PairwiseComparisons problem) {
        return assertThrows(SolverException.class, () -> solver.solve(problem, new TestContext())).getMessage();
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void playersWhoNeverMetAreNamed(Solver<PairwiseComparisons, Ranking> solver) {
        Comparisons comparisons = new Comparisons(9).add(0, 1, 1, 0).add(1, 0, 1, 0);
        for (int i = 2; i < 8; i++) {
            comparisons.add(i, i == 7 ? 2 : i + 1, 1, 0);
        }
        String refusal = refusal(solver, comparisons.problem(TieRule.HALF, 0));
        assertEquals("the players fall into 3 groups that never met: 'p8'; 'p2', 'p3', 'p4', 'p5' and 2 more; 'p0', 'p1'. Their strengths "
                + "cannot be compared; rank players who can be compared, or give a prior, for example \"prior\": 1", refusal);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void playersWhoOnlyWonOrOnlyLostAreNamed(Solver<PairwiseComparisons, Ranking> solver) {
        Comparisons comparisons = new Comparisons(5).add(0, 1, 1, 0).add(1, 0, 2, 0).add(0, 2, 1, 0).add(2, 3, 1, 1).add(3, 4, 1, 0);
        String refusal = refusal(solver, comparisons.problem(TieRule.HALF, 0));
        assertTrue(refusal.contains("against all others 'p0', 'p1' only won, and 'p4' only lost"), refusal);
        assertTrue(refusal(solver, comparisons.problem(TieRule.IGNORE, 0)).contains("'p4' only lost"));
        Comparisons ties = new Comparisons(2).add(0, 1, 0, 3);
        assertTrue(refusal(solver, ties.problem(TieRule.IGNORE, 0)).contains("'p1'; 'p0'"));
        assertTrue(refusal(solver, new Comparisons(0).problem(TieRule.HALF, 0)).contains("no players"));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void unboundedParametersOfTiesAreRefused(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        Comparisons winAndTie = new Comparisons(2).add(0, 1, 1, 1);
        assertTrue(refusal(solver, winAndTie.problem(TieRule.DAVIDSON, 0)).contains("no cycle of comparisons has more wins"));
        assertTrue(refusal(solver, new Comparisons(2).add(0, 1, 0, 2).problem(TieRule.DAVIDSON, 1)).contains("there are ties only"));
        assertEquals(Status.CONVERGED, Comparisons.solve(solver, winAndTie.problem(TieRule.DAVIDSON, 1), new TestContext()).status());
        // Two wins and one tie on a cycle: the maximum exists although nobody beat back.
        Comparisons chain = new Comparisons(3).add(0, 1, 1, 0).add(1, 2, 1, 0).add(2, 0, 0, 1);
        assertEquals(Status.CONVERGED, Comparisons.solve(solver, chain.problem(TieRule.DAVIDSON, 0), new TestContext()).status());
    }

    /** Wins from each to the next, then ties back to the first over a number of others: bounded if they are fewer than the wins. */
    @ParameterizedTest
    @MethodSource("solvers")
    void theMaximumExistsWhereACycleHasMoreWinsThanTies(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        for (int between = 0; between < 9; between++) {
            Comparisons cycle = new Comparisons(5 + between);
            for (int player = 0; player < 4; player++) {
                cycle.add(player, player + 1, 2, 0);
            }
            for (int player = 4; player < 5 + between; player++) {
                cycle.add(player, (player + 1) % (5 + between), 0, 1);
            }
            PairwiseComparisons problem = cycle.problem(TieRule.DAVIDSON, 0);
            if (between + 1 < 4) {
                assertEquals(Status.CONVERGED, Comparisons.solve(solver, problem, new TestContext()).status(), between + " between");
            } else {
                assertTrue(refusal(solver, problem).contains("no cycle of comparisons"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void limitsAndCancellationReturnTheLastStrengths(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        PairwiseComparisons problem = Comparisons.random(40, 4, 6, 0, new Random(1)).problem(TieRule.HALF, 0);
        Solution<Ranking> limited = solver.solve(problem, new TestContext().with("maxIterations", 3L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(3, limited.iterations());
        assertEquals(40, limited.value().strengths().length);
        Solution<Ranking> more = solver.solve(problem, new TestContext().with("maxIterations", 7L));
        assertTrue(more.residual() < limited.residual());
        assertEquals(Status.CANCELLED, solver.solve(problem, new TestContext().cancelAt(2)).status());
        assertEquals(Status.TIME_LIMIT, solver.solve(problem, new TestContext().timeLimit(0)).status());
        Solution<Ranking> cancelled = solver.solve(problem, new TestContext().cancelAt(6));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertTrue(cancelled.residual() < limited.residual() && cancelled.residual() > 1e-10);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void numbersBeyondTheRangeOfDoublesAreReported(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        Comparisons overflow = new Comparisons(3).add(0, 1, 1.5e308, 0).add(0, 2, 1.5e308, 0).add(1, 0, 1, 0).add(2, 0, 1, 0);
        Solution<Ranking> infinite = solver.solve(overflow.problem(TieRule.HALF, 0), new TestContext());
        assertEquals(Status.NONFINITE, infinite.status());
        assertArrayEquals(new double[] {1, 1, 1}, infinite.value().strengths());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void startsFromAGivenRankingAndRepeatsItself(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        PairwiseComparisons problem = Comparisons.random(30, 5, 3, 0.4, new Random(8)).problem(TieRule.DAVIDSON, 0);
        Solution<Ranking> solution = Comparisons.solve(solver, problem, new TestContext());
        Solution<Ranking> again = Comparisons.solve(solver, problem, new TestContext());
        assertArrayEquals(solution.value().strengths(), again.value().strengths());
        assertEquals(solution.counters(), again.counters());
        Solution<Ranking> warm = Comparisons.solve(solver, problem, new TestContext().start(solution.value()));
        assertEquals(0, warm.iterations());
        assertTrue(warm.counters().get(Counter.OPERATOR_EVALUATIONS) >= 1);
        TestContext wrong = new TestContext().start(new Ranking(new double[] {1}, 0));
        assertTrue(assertThrows(SolverException.class, () -> solver.solve(problem, wrong)).getMessage().contains("expected 30"));
        TestContext zero = new TestContext().start(new Ranking(new double[30], 0));
        assertTrue(assertThrows(SolverException.class, () -> solver.solve(problem, zero)).getMessage().contains("strength 0 = 0.0"));
    }
}
