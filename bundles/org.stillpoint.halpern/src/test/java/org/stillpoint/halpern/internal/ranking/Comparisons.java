package org.stillpoint.halpern.internal.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.Ranking;
import org.stillpoint.api.problem.TieRule;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.PairwiseComparisonsVerifier;

/** Pairwise comparisons with known strengths, and what the verifier says of rankings. */
final class Comparisons {

    private final List<String> names = new ArrayList<>();
    private final List<Integer> first = new ArrayList<>();
    private final List<Integer> second = new ArrayList<>();
    private final List<Double> wins = new ArrayList<>();
    private final List<Double> ties = new ArrayList<>();

    /** Players without names of their own. */
    Comparisons(int players) {
        for (int i = 0; i < players; i++) {
            names.add("p" + i);
        }
    }

    Comparisons add(int winner, int loser, double won, double tied) {
        first.add(winner);
        second.add(loser);
        wins.add(won);
        ties.add(tied);
        return this;
    }

    PairwiseComparisons problem(TieRule rule, double prior) {
        return new PairwiseComparisons(names, first.stream().mapToInt(Integer::intValue).toArray(),
                second.stream().mapToInt(Integer::intValue).toArray(), wins.stream().mapToDouble(Double::doubleValue).toArray(),
                ties.stream().mapToDouble(Double::doubleValue).toArray(), rule, prior);
    }

    /** Exactly what the model expects of strengths: they are then the most likely ones. Rings of players, and some more pairs. */
    static Comparisons expected(double[] strengths, double tie, Random random) {
        Comparisons comparisons = new Comparisons(strengths.length);
        for (int i = 0; i < strengths.length; i++) {
            comparisons.expect(strengths, tie, i, (i + 1) % strengths.length, 1 + random.nextInt(20));
            int other = random.nextInt(strengths.length);
            if (other != i) {
                comparisons.expect(strengths, tie, i, other, 1 + random.nextInt(20));
            }
        }
        return comparisons;
    }

    private void expect(double[] strengths, double tie, int i, int j, double number) {
        double tied = tie * Math.sqrt(strengths[i] * strengths[j]);
        double all = strengths[i] + strengths[j] + tied;
        add(i, j, number * strengths[i] / all, number * tied / all);
        add(j, i, number * strengths[j] / all, 0);
    }

    /** Outcomes drawn at random for players of random strengths, every player's ring closed so that the maximum exists. */
    static Comparisons random(int players, int comparisonsOfEach, double spread, double tie, Random random) {
        double[] strengths = strengths(players, spread, random);
        Comparisons comparisons = new Comparisons(players);
        for (int i = 0; i < players; i++) {
            comparisons.add(i, (i + 1) % players, 1, 0);
            for (int k = 0; k < comparisonsOfEach; k++) {
                int j = (i + 1 + random.nextInt(players - 1)) % players;
                double tied = tie * Math.sqrt(strengths[i] * strengths[j]);
                double draw = random.nextDouble() * (strengths[i] + strengths[j] + tied);
                if (draw < tied) {
                    comparisons.add(i, j, 0, 1);
                } else if (draw < tied + strengths[i]) {
                    comparisons.add(i, j, 1, 0);
                } else {
                    comparisons.add(j, i, 1, 0);
                }
            }
        }
        return comparisons;
    }

    /** Log-normal strengths of geometric mean 1. */
    static double[] strengths(int players, double spread, Random random) {
        double[] logarithms = random.doubles(players).map(uniform -> spread * (uniform - 0.5)).toArray();
        double mean = 0;
        for (double logarithm : logarithms) {
            mean += logarithm / players;
        }
        double[] strengths = new double[players];
        for (int i = 0; i < players; i++) {
            strengths[i] = Math.exp(logarithms[i] - mean);
        }
        return strengths;
    }

    /** Solves, and has a claim verified. */
    static Solution<Ranking> solve(Solver<PairwiseComparisons, Ranking> solver, PairwiseComparisons problem, TestContext context)
            throws SolverException {
        Solution<Ranking> solution = solver.solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = new PairwiseComparisonsVerifier().verify(problem, solution, Verification.context(solution.tolerance()));
            if (!certificate.holds()) {
                throw new AssertionError(solution + " is not confirmed: " + certificate);
            }
        }
        return solution;
    }
}
