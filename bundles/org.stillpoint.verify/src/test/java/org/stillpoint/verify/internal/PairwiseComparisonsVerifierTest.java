package org.stillpoint.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.Ranking;
import org.stillpoint.api.problem.TieRule;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.Verification;

class PairwiseComparisonsVerifierTest {

    /** Two players: the first won 5, the second 1, and 2 were ties. */
    private static PairwiseComparisons problem(TieRule rule, double prior) {
        return new PairwiseComparisons(List.of("a", "b"), new int[] {0, 1}, new int[] {1, 0}, new double[] {5, 1}, new double[] {2, 0},
                rule, prior);
    }

    private static Certificate verify(PairwiseComparisons problem, Status status, double tie, double... strengths) {
        Solution<Ranking> solution = Solution.of(status, new Ranking(strengths, tie)).residual(0, 1).build();
        return new PairwiseComparisonsVerifier().verify(problem, solution, Verification.context(1e-12));
    }

    @Test
    void theMostLikelyStrengthsHold() {
        assertTrue(verify(problem(TieRule.HALF, 0), Status.CONVERGED, 0, Math.sqrt(3), 1 / Math.sqrt(3)).holds());
        assertTrue(verify(problem(TieRule.IGNORE, 0), Status.CONVERGED, 0, Math.sqrt(5), 1 / Math.sqrt(5)).holds());
        Certificate davidson = verify(problem(TieRule.DAVIDSON, 0), Status.CONVERGED, 2 / Math.sqrt(5), Math.sqrt(5), 1 / Math.sqrt(5));
        assertTrue(davidson.holds(), davidson.toString());
        assertEquals(5 * Math.log(5 / 8.0) + Math.log(1 / 8.0) + 2 * Math.log(2 / 8.0), davidson.quantities().get("logLikelihood"), 1e-13);
    }

    @Test
    void whatIsOffIsFound() {
        double root = Math.sqrt(3);
        Certificate shifted = verify(problem(TieRule.HALF, 0), Status.CONVERGED, 0, root * (1 + 1e-10), (1 - 1e-10) / root);
        assertFalse(shifted.holds());
        // The derivative changes by 8 * (3/4) * (1/4) * 2e-10, in 8 comparisons.
        assertEquals(3.75e-11, shifted.checks().get(0).value(), 1e-15);
        assertTrue(shifted.notes().get(0).contains("'"), shifted.toString());
        assertFalse(verify(problem(TieRule.HALF, 0), Status.CONVERGED, 0, 3, 1).holds());
        assertFalse(verify(problem(TieRule.HALF, 0), Status.CONVERGED, 1, root, 1 / root).holds());
        assertFalse(verify(problem(TieRule.DAVIDSON, 0), Status.CONVERGED, 0.9, Math.sqrt(5), 1 / Math.sqrt(5)).holds());
        assertFalse(verify(problem(TieRule.HALF, 1), Status.CONVERGED, 0, root, 1 / root).holds());
        assertFalse(verify(problem(TieRule.HALF, 0), Status.CONVERGED, 0, -root, -1 / root).holds());
        assertFalse(verify(problem(TieRule.HALF, 0), Status.CONVERGED, 0, Double.NaN, 1).holds());
        assertFalse(verify(problem(TieRule.HALF, 0), Status.CONVERGED, 0, 1).holds());
        assertFalse(verify(problem(TieRule.HALF, 0), Status.INFEASIBLE, 0, root, 1 / root).holds());
    }

    /** One win and a prior of 1: with s_2 = 1 / s the condition is 1 / (1 + s^2) = (s - 1) / (s + 1), or s^3 - s^2 = 2. */
    @Test
    void thePriorCounts() {
        PairwiseComparisons problem = new PairwiseComparisons(List.of("a", "b"), new int[] {0}, new int[] {1}, new double[] {1},
                new double[1], TieRule.HALF, 1);
        double s = 1.7;
        for (int i = 0; i < 30; i++) {
            s -= (s * s * s - s * s - 2) / (3 * s * s - 2 * s);
        }
        assertTrue(verify(problem, Status.CONVERGED, 0, s, 1 / s).holds());
        assertFalse(verify(problem, Status.CONVERGED, 0, 2 * s, 2 / s).holds());
    }

    /** Who only won is the stronger the better: all derivatives vanish far away, at no maximum. */
    @Test
    void strengthsWithoutBoundAreNotCertified() {
        PairwiseComparisons won = new PairwiseComparisons(List.of("a", "b"), new int[] {0}, new int[] {1}, new double[] {3}, new double[1],
                TieRule.HALF, 0);
        Certificate certificate = verify(won, Status.CONVERGED, 0, 1e10, 1e-10);
        assertFalse(certificate.holds());
        assertTrue(certificate.checks().get(0).holds());
        assertTrue(certificate.notes().get(0).contains("without bound"), certificate.notes().toString());
    }

    /** A circle of 20000 players, each of whom beat the next, of which one win after the other is taken away or becomes a tie. */
    @Test
    void chainsAreFollowedToTheirEnds() {
        int players = 20_000;
        List<String> names = new ArrayList<>();
        int[] first = new int[players];
        int[] second = new int[players];
        double[] wins = new double[players];
        for (int i = 0; i < players; i++) {
            names.add("p" + i);
            first[i] = i;
            second[i] = (i + 1) % players;
            wins[i] = 1;
        }
        assertEquals(0, WinChains.broken(new PairwiseComparisons(names, first, second, wins, new double[players], TieRule.HALF, 0)));
        wins[7] = 0;
        assertEquals(players - 1,
                WinChains.broken(new PairwiseComparisons(names, first, second, wins, new double[players], TieRule.HALF, 0)));
        double[] ties = new double[players];
        ties[7] = 1;
        assertEquals(0, WinChains.broken(new PairwiseComparisons(names, first, second, wins, ties, TieRule.DAVIDSON, 0)));
        assertEquals(players - 1, WinChains.broken(new PairwiseComparisons(names, first, second, wins, ties, TieRule.IGNORE, 0)));
    }
}
