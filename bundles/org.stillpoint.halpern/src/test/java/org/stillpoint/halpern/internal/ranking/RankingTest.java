package org.stillpoint.halpern.internal.ranking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

/** What the solvers of rankings find, which must be the same for all. */
class RankingTest {

    private static Stream<Solver<PairwiseComparisons, Ranking>> solvers() {
        return Stream.of(new BradleyTerrySolver(), new ZermeloSolver(), new BradleyTerryNewtonSolver());
    }

    private static Ranking solved(Solver<PairwiseComparisons, Ranking> solver, PairwiseComparisons problem, double tolerance)
            throws SolverException {
        Solution<Ranking> solution = Comparisons.solve(solver, problem, new TestContext().with("tolerance", tolerance));
        assertEquals(Status.CONVERGED, solution.status(), () -> solver + ": " + solution);
        return solution.value();
    }

    /** The logarithm of the likelihood, written down once more from its definition. */
    private static double logLikelihood(PairwiseComparisons problem, double[] logStrengths, double tie) {
        double sum = 0;
        for (int pair = 0; pair < problem.first().length; pair++) {
            double a = Math.exp(logStrengths[problem.first()[pair]]);
            double b = Math.exp(logStrengths[problem.second()[pair]]);
            double tied = problem.tieRule() == TieRule.DAVIDSON ? tie * Math.sqrt(a * b) : 0;
            double ties = problem.ties()[pair];
            sum += problem.wins()[pair] * Math.log(a / (a + b + tied));
            if (problem.tieRule() == TieRule.HALF) {
                sum += ties / 2 * Math.log(a * b / ((a + b) * (a + b)));
            } else if (problem.tieRule() == TieRule.DAVIDSON && ties > 0) {
                sum += ties * Math.log(tied / (a + b + tied));
            }
        }
        for (double u : logStrengths) {
            sum += problem.prior() * (Math.log(1 / (1 + Math.exp(u))) + Math.log(1 / (1 + Math.exp(-u))));
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void solvesItsSelfCheck(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        assertEquals(Status.CONVERGED, Comparisons.solve(solver, solver.selfCheck(), new TestContext()).status());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void twoPlayersHaveTheRatioOfTheirPoints(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        PairwiseComparisons problem = new Comparisons(2).add(0, 1, 5, 2).add(1, 0, 1, 0).problem(TieRule.HALF, 0);
        Ranking half = solved(solver, problem, 1e-13);
        assertEquals(Math.sqrt(3), half.strengths()[0], 1e-12);
        assertEquals(1 / Math.sqrt(3), half.strengths()[1], 1e-12);
        assertEquals(0, half.tie());
        Ranking ignoring = solved(solver, new Comparisons(2).add(0, 1, 5, 2).add(1, 0, 1, 0).problem(TieRule.IGNORE, 0), 1e-13);
        assertEquals(5, ignoring.strengths()[0] / ignoring.strengths()[1], 1e-11);
        // Probabilities 5/8, 1/8 and 2/8: the ratio 5, and nu = (2/8) / sqrt(5/8 * 1/8).
        Ranking davidson = solved(solver, new Comparisons(2).add(0, 1, 5, 2).add(1, 0, 1, 0).problem(TieRule.DAVIDSON, 0), 1e-13);
        assertEquals(5, davidson.strengths()[0] / davidson.strengths()[1], 1e-11);
        assertEquals(2 / Math.sqrt(5), davidson.tie(), 1e-12);
    }

    /** Wins 2 and losses 0 with a prior p: p (1 - s) / (1 + s) is lost on either side, in closed form for s_1 = 1 / s_2 = s. */
    @ParameterizedTest
    @MethodSource("solvers")
    void thePriorBoundsTheStrengthsOfWhoOnlyWon(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        // With s_2 = 1 / s the derivative is 2 / (1 + s^2) + p (1 - s) / (1 + s) = 0: for p = 0.4, 5 (1 + s) = (s - 1) (1 + s^2).
        double s = 3.3;
        for (int i = 0; i < 50; i++) {
            double value = (s - 1) * (1 + s * s) - 5 * (1 + s);
            s -= value / ((1 + s * s) + 2 * s * (s - 1) - 5);
        }
        Ranking ranking = solved(solver, new Comparisons(2).add(0, 1, 2, 0).problem(TieRule.HALF, 0.4), 1e-13);
        assertEquals(s, ranking.strengths()[0], 1e-11);
        assertEquals(1 / s, ranking.strengths()[1], 1e-11);
        Ranking alone = solved(solver, new Comparisons(1).problem(TieRule.HALF, 1), 1e-13);
        assertArrayEquals(new double[] {1}, alone.strengths(), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void strengthsAreRecoveredFromWhatTheyLetExpect(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        Random random = new Random(5);
        for (double tie : new double[] {0, 0.3, 2}) {
            for (int players : new int[] {2, 3, 17}) {
                double[] strengths = Comparisons.strengths(players, 4, random);
                Comparisons comparisons = Comparisons.expected(strengths, tie, random);
                Ranking ranking = solved(solver, comparisons.problem(TieRule.DAVIDSON, 0), 1e-13);
                for (int i = 0; i < players; i++) {
                    assertEquals(1, ranking.strengths()[i] / strengths[i], 1e-9);
                }
                assertEquals(tie, ranking.tie(), 1e-9);
                Ranking ignoring = solved(solver, comparisons.problem(TieRule.IGNORE, 0), 1e-13);
                for (int i = 0; i < players; i++) {
                    assertEquals(1, ignoring.strengths()[i] / strengths[i], 1e-9);
                }
            }
        }
    }

    /** Where the graph of comparisons is a tree, the strengths at its edges have the ratios of the points there. */
    @ParameterizedTest
    @MethodSource("solvers")
    void treesHaveTheRatiosOfTheirEdges(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        Random random = new Random(1);
        int players = solver instanceof BradleyTerryNewtonSolver ? 300 : 12;
        Comparisons tree = new Comparisons(players);
        double[] expected = new double[players];
        double mean = 0;
        for (int player = 1; player < players; player++) {
            int parent = players == 12 ? player / 3 : player - 1;
            int won = 1 + random.nextInt(9);
            int lost = 1 + random.nextInt(9);
            tree.add(player, parent, won, 0).add(parent, player, lost, 0);
            expected[player] = expected[parent] + Math.log((double) won / lost);
            mean += expected[player] / players;
        }
        double[] strengths = solved(solver, tree.problem(TieRule.HALF, 0), 1e-14).strengths();
        for (int player = 0; player < players; player++) {
            assertEquals(expected[player] - mean, Math.log(strengths[player]), 1e-9);
        }
    }

    @Test
    void allSolversAgreeToTenDigitsAndNewmanTakesFewerSweeps() throws SolverException {
        Random random = new Random(11);
        for (TieRule rule : TieRule.values()) {
            for (double prior : new double[] {0, 1}) {
                PairwiseComparisons problem = Comparisons.random(60, 8, 6, 0.7, random).problem(rule, prior);
                TestContext[] contexts = {new TestContext(), new TestContext(), new TestContext()};
                List<Solver<PairwiseComparisons, Ranking>> solvers = solvers().toList();
                Solution<Ranking> newman = Comparisons.solve(solvers.get(0), problem, contexts[0].with("tolerance", 1e-14));
                Solution<Ranking> zermelo = Comparisons.solve(solvers.get(1), problem, contexts[1].with("tolerance", 1e-14));
                Solution<Ranking> newton = Comparisons.solve(solvers.get(2), problem, contexts[2].with("tolerance", 1e-14));
                assertEquals(Status.CONVERGED, newman.status());
                assertEquals(Status.CONVERGED, zermelo.status());
                assertEquals(Status.CONVERGED, newton.status());
                for (int i = 0; i < 60; i++) {
                    assertEquals(1, zermelo.value().strengths()[i] / newman.value().strengths()[i], 1e-10);
                    assertEquals(1, newton.value().strengths()[i] / newman.value().strengths()[i], 1e-10);
                }
                assertEquals(newman.value().tie(), zermelo.value().tie(), 1e-10);
                assertEquals(newman.value().tie(), newton.value().tie(), 1e-10);
                assertTrue(4 * newman.iterations() < zermelo.iterations(), newman + " " + zermelo);
                assertTrue(newton.counters().get(Counter.FINISH) <= 10, newton.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void noNearbyStrengthsAreMoreLikely(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        Random random = new Random(3);
        for (TieRule rule : TieRule.values()) {
            PairwiseComparisons problem = Comparisons.random(12, 6, 3, 0.5, random).problem(rule, random.nextInt(2) * 0.7);
            Ranking ranking = solved(solver, problem, 1e-13);
            double[] u = new double[12];
            for (int i = 0; i < 12; i++) {
                u[i] = Math.log(ranking.strengths()[i]);
            }
            double best = logLikelihood(problem, u, ranking.tie());
            double step = 1e-4;
            for (int i = 0; i < 12; i++) {
                double kept = u[i];
                u[i] = kept + step;
                double above = logLikelihood(problem, u, ranking.tie());
                u[i] = kept - step;
                double below = logLikelihood(problem, u, ranking.tie());
                u[i] = kept;
                assertTrue(above < best && below < best, rule + " player " + i);
                assertEquals(0, (above - below) / (2 * step), 1e-6);
            }
            if (rule == TieRule.DAVIDSON) {
                double above = logLikelihood(problem, u, ranking.tie() * Math.exp(step));
                double below = logLikelihood(problem, u, ranking.tie() * Math.exp(-step));
                assertTrue(above < best && below < best);
                assertEquals(0, (above - below) / (2 * step), 1e-6);
            }
        }
    }

    /** Few comparisons, far apart in number, and priors down to the weakest: where a solver takes a problem, it solves it. */
    @Test
    void smallAndUnevenProblemsAreSolvedOrRefused() throws SolverException {
        Random random = new Random(7);
        int solved = 0;
        for (int trial = 0; trial < 300; trial++) {
            int players = 2 + random.nextInt(6);
            Comparisons comparisons = new Comparisons(players);
            for (int k = random.nextInt(3 * players); k >= 0; k--) {
                int winner = random.nextInt(players);
                int loser = (winner + 1 + random.nextInt(players - 1)) % players;
                comparisons.add(winner, loser, 1 + random.nextInt(random.nextInt(5) == 0 ? 1000 : 3), random.nextInt(2));
            }
            TieRule rule = TieRule.values()[random.nextInt(3)];
            PairwiseComparisons problem = comparisons.problem(rule, random.nextInt(2) * Math.exp(3 * random.nextGaussian()));
            try {
                assertEquals(Status.CONVERGED, Comparisons.solve(new BradleyTerryNewtonSolver(), problem, new TestContext()).status());
                solved++;
            } catch (SolverException refused) {
                assertEquals(0, problem.prior(), refused.getMessage());
            }
            if (problem.prior() > 0 && rule != TieRule.DAVIDSON) {
                Solution<Ranking> newman = Comparisons.solve(new BradleyTerrySolver(), problem, new TestContext());
                assertEquals(Status.CONVERGED, newman.status(), newman::toString);
            }
        }
        assertTrue(solved > 150, solved + " solved");
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void repeatedAndReversedPairsAddUp(Solver<PairwiseComparisons, Ranking> solver) throws SolverException {
        Ranking merged = solved(solver, new Comparisons(3).add(0, 1, 3, 2).add(1, 0, 1, 0).add(1, 2, 2, 0).add(2, 0, 1, 1)
                .problem(TieRule.HALF, 0), 1e-13);
        Ranking split = solved(solver, new Comparisons(3).add(2, 0, 0, 1).add(0, 1, 1, 0).add(0, 1, 2, 1).add(1, 0, 1, 1)
                .add(1, 2, 2, 0).add(0, 2, 0, 0).add(2, 0, 1, 0).problem(TieRule.HALF, 0), 1e-13);
        assertArrayEquals(merged.strengths(), split.strengths(), 1e-11);
    }
}
