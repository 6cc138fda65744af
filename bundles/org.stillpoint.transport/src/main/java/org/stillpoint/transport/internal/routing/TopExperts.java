package org.stillpoint.transport.internal.routing;

import java.util.Arrays;
import java.util.Locale;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Routing;
import org.stillpoint.api.problem.transport.RoutingProblem;

/** The experts of largest score + price for each token, their loads, and the most balanced of the routings seen. */
final class TopExperts {

    /** Tokens between two questions whether to go on. */
    private static final int REPORT = 4096;

    final int tokens;
    final int experts;
    final double[] scores;
    final double[] targets;
    final long[] loads;
    private final int each;
    private final int[] chosen;
    private final double[] keys;
    private final int[] best;
    private final double[] bestPrices;
    private double leastImbalance = Double.POSITIVE_INFINITY;
    private double firstImbalance = Double.NaN;

    TopExperts(RoutingProblem problem) {
        tokens = problem.tokens();
        experts = problem.experts();
        each = problem.expertsPerToken();
        scores = problem.scores().data;
        targets = problem.targets();
        loads = new long[experts];
        chosen = new int[tokens * each];
        keys = new double[each];
        best = new int[tokens * each];
        bestPrices = new double[experts];
    }

    /** The standard deviation of the scores; 1 where they are all the same. */
    double deviation() {
        double mean = 0;
        for (double score : scores) {
            mean += score / scores.length;
        }
        double square = 0;
        for (double score : scores) {
            square += (score - mean) / scores.length * (score - mean);
        }
        return square > 0 && Double.isFinite(square) ? Math.sqrt(square) : 1;
    }

    /**
     * Routes all tokens, and keeps the routing if it is the most balanced one so far.
     *
     * @return the load imbalance; not a number if interrupted
     */
    double route(double[] prices, long iteration, SolveContext context) {
        Arrays.fill(loads, 0);
        for (int token = 0; token < tokens; token++) {
            if (token % REPORT == REPORT - 1 && !context.proceed(iteration, leastImbalance)) {
                return Double.NaN;
            }
            choose(token, prices);
        }
        double imbalance = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < experts; j++) {
            imbalance = Math.max(imbalance, loads[j] / targets[j] - 1);
        }
        if (Double.isNaN(firstImbalance)) {
            firstImbalance = imbalance;
        }
        if (imbalance < leastImbalance) {
            leastImbalance = imbalance;
            System.arraycopy(chosen, 0, best, 0, best.length);
            System.arraycopy(prices, 0, bestPrices, 0, experts);
        }
        return imbalance;
    }

    private void choose(int token, double[] prices) {
        int from = token * each;
        int count = 0;
        for (int j = 0; j < experts; j++) {
            double key = scores[token * experts + j] + prices[j];
            int place = count;
            while (place > 0 && keys[place - 1] < key) {
                place--;
            }
            if (place == each) {
                continue;
            }
            count = Math.min(count + 1, each);
            for (int k = count - 1; k > place; k--) {
                keys[k] = keys[k - 1];
                chosen[from + k] = chosen[from + k - 1];
            }
            keys[place] = key;
            chosen[from + place] = j;
        }
        for (int k = 0; k < each; k++) {
            loads[chosen[from + k]]++;
        }
    }

    /** The imbalance of the best routing. */
    double leastImbalance() {
        return leastImbalance;
    }

    /**
     * The best routing.
     *
     * @param unit what scores are divided by in the exponents of the gates
     * @param priced whether prices are added to them
     */
    Solution<Routing> solution(Status status, double tolerance, long iterations, double unit, boolean priced) {
        if (leastImbalance == Double.POSITIVE_INFINITY) {
            for (int k = 0; k < best.length; k++) {
                best[k] = k % each;
            }
        }
        double[] gates = new double[best.length];
        for (int token = 0; token < tokens; token++) {
            gate(token, unit, priced, gates);
        }
        Solution.Builder<Routing> solution = Solution.of(status, new Routing(best, gates, bestPrices))
                .residual(leastImbalance, tolerance).count(Counter.ITERATIONS, iterations);
        if (!Double.isNaN(firstImbalance)) {
            solution.warn(String.format(Locale.ROOT, "Without prices the load imbalance is %.4g, with them %.4g.", firstImbalance,
                    leastImbalance));
        }
        return solution.build();
    }

    private void gate(int token, double unit, boolean priced, double[] gates) {
        int from = token * each;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = from; k < from + each; k++) {
            gates[k] = (scores[token * experts + best[k]] + (priced ? bestPrices[best[k]] : 0)) / unit;
            largest = Math.max(largest, gates[k]);
        }
        double sum = 0;
        for (int k = from; k < from + each; k++) {
            gates[k] = Math.max(Math.exp(gates[k] - largest), Double.MIN_NORMAL);
            sum += gates[k];
        }
        for (int k = from; k < from + each; k++) {
            gates[k] /= sum;
        }
    }
}
