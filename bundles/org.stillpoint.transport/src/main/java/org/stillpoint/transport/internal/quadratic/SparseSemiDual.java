package org.stillpoint.transport.internal.quadratic;

import java.util.Arrays;

/**
 * The semi-dual value of transport with at most k entries in each column,
 *
 * <pre>
 *   sum of a_i f_i - sum over j of max { (f - C_j)'p - gamma / 2 ||p||^2 : p &gt;= 0, sum of p = b_j, at most k entries },
 * </pre>
 *
 * with C_j the costs of target j. The maximum takes the k largest f_i - C_ij and projects them onto the scaled simplex,
 * p_i = max(f_i + g_j - C_ij, 0) / gamma, g_j such that the sum is b_j; these p are the columns of the plan, and a - P 1 is a
 * supergradient, the gradient where the k largest are determined.
 */
final class SparseSemiDual {

    final int sources;
    final int targets;
    private final double[] costs;
    private final double[] sourceWeights;
    private final double[] targetWeights;
    private final int support;
    private final double gamma;
    private final double[] g;
    private final double[] rows;
    private final double[] candidates;
    private final int[] order;
    private double value;
    private double error;

    /** Lays the costs out by columns. */
    SparseSemiDual(double[] rowMajorCosts, double[] sourceWeights, double[] targetWeights, double gamma, int support) {
        this.sourceWeights = sourceWeights;
        this.targetWeights = targetWeights;
        this.gamma = gamma;
        sources = sourceWeights.length;
        targets = targetWeights.length;
        this.support = Math.min(support, sources);
        costs = new double[rowMajorCosts.length];
        for (int i = 0; i < sources; i++) {
            for (int j = 0; j < targets; j++) {
                costs[j * sources + i] = rowMajorCosts[i * targets + j];
            }
        }
        g = new double[targets];
        rows = new double[sources];
        candidates = new double[sources];
        order = new int[sources];
    }

    /** Computes value, plan and marginal error; the plan's entries go, target by target, where they are wanted. */
    void evaluate(double[] f, ActiveEntries entries) {
        Arrays.fill(rows, 0);
        entries.clear();
        double sum = 0;
        double columnError = 0;
        for (int j = 0; j < targets; j++) {
            for (int i = 0; i < sources; i++) {
                candidates[i] = f[i] - costs[j * sources + i];
                order[i] = i;
            }
            selectLargest();
            double threshold = threshold(gamma * targetWeights[j]);
            g[j] = -threshold;
            double mass = 0;
            double squares = 0;
            for (int k = 0; k < support; k++) {
                double excess = candidates[order[k]] - threshold;
                if (excess > 0) {
                    double entry = excess / gamma;
                    entries.add(order[k], entry);
                    rows[order[k]] += entry;
                    mass += entry;
                    squares += excess * entry;
                }
            }
            entries.endRow(j);
            sum += targetWeights[j] * g[j] - squares / 2;
            columnError += Math.abs(mass - targetWeights[j]);
        }
        error = columnError;
        for (int i = 0; i < sources; i++) {
            sum += sourceWeights[i] * f[i];
            error += Math.abs(rows[i] - sourceWeights[i]);
        }
        value = sum;
    }

    /** Brings the places of the largest candidates to the front; of equal ones any. */
    private void selectLargest() {
        int from = 0;
        int to = sources - 1;
        while (from < to) {
            double pivot = candidates[order[(from + to) >>> 1]];
            int left = from;
            int right = to;
            while (left <= right) {
                while (candidates[order[left]] > pivot) {
                    left++;
                }
                while (candidates[order[right]] < pivot) {
                    right--;
                }
                if (left <= right) {
                    int swapped = order[left];
                    order[left++] = order[right];
                    order[right--] = swapped;
                }
            }
            if (support - 1 <= right) {
                to = right;
            } else if (support - 1 >= left) {
                from = left;
            } else {
                return;
            }
        }
    }

    /** The t with sum over the largest of max(v - t, 0) = total (C. Michelot 1986), counted from the largest for the sake of digits. */
    private double threshold(double total) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < support; k++) {
            largest = Math.max(largest, candidates[order[k]]);
        }
        double below = Double.NEGATIVE_INFINITY;
        int active = support;
        while (true) {
            double sum = 0;
            int count = 0;
            for (int k = 0; k < support; k++) {
                double excess = candidates[order[k]] - largest;
                if (excess > below) {
                    sum += excess;
                    count++;
                }
            }
            double next = (sum - total) / count;
            if (count == active && below > Double.NEGATIVE_INFINITY || !(next > below)) {
                return largest + next;
            }
            below = next;
            active = count;
        }
    }

    double gamma() {
        return gamma;
    }

    /** The semi-dual value of the last evaluation. */
    double value() {
        return value;
    }

    /** The marginal error of the last evaluation, in the 1-norm. */
    double error() {
        return error;
    }

    /** The supergradient at the last evaluation. */
    double gradient(int source) {
        return sourceWeights[source] - rows[source];
    }

    /** The potential of a target in the last evaluation. */
    double target(int target) {
        return g[target];
    }
}
