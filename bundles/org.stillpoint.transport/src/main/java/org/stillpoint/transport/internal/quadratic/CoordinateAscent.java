package org.stillpoint.transport.internal.quadratic;

import java.util.Arrays;
import org.stillpoint.transport.internal.plan.MarginalDual;

/**
 * Maximises the {@link QuadraticDual} over all potentials of one side, what the half step of a Sinkhorn iteration is for entropies: the
 * potential f_i of each point solves
 *
 * <pre>
 *   sum over j of max(f_i + g_j - C_ij, 0) / gamma = the marginal at which A_(f_i) is attained,
 * </pre>
 *
 * by Newton's method between bounds that enclose the solution, for all points of the side in the same pass over the costs.
 */
final class CoordinateAscent {

    private static final int MOST_PASSES = 40;
    private static final double ACCURACY = 1e-10;

    private final QuadraticDual dual;
    private final double[] lower;
    private final double[] upper;
    private final double[] trial;
    private final double[] sums;
    private final int[] counts;

    CoordinateAscent(QuadraticDual dual) {
        this.dual = dual;
        int points = dual.rows + dual.columns;
        lower = new double[points];
        upper = new double[points];
        trial = new double[points];
        sums = new double[points];
        counts = new int[points];
    }

    /** Replaces the potentials of one side; what is added to the reference becomes 0. */
    void improve(boolean ofSource, double[] added) {
        dual.rebase(added);
        int from = ofSource ? 0 : dual.rows;
        int to = ofSource ? dual.rows : dual.rows + dual.columns;
        enclose(ofSource, from, to);
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            sum(ofSource);
            boolean settled = true;
            for (int k = from; k < to; k++) {
                settled &= step(k);
            }
            if (settled) {
                break;
            }
        }
        for (int k = from; k < to; k++) {
            added[k] = trial[k] - dual.reference(k);
        }
        dual.project(added);
        dual.rebase(added);
    }

    /** Below the least C_ij - g_j nothing is active; that much above it the one entry suffices. */
    private void enclose(boolean ofSource, int from, int to) {
        Arrays.fill(lower, from, to, Double.POSITIVE_INFINITY);
        for (int i = 0; i < dual.rows; i++) {
            for (int j = 0; j < dual.columns; j++) {
                double cost = dual.costs()[i * dual.columns + j];
                if (ofSource) {
                    lower[i] = Math.min(lower[i], cost - dual.reference(dual.rows + j));
                } else {
                    lower[dual.rows + j] = Math.min(lower[dual.rows + j], cost - dual.reference(i));
                }
            }
        }
        for (int k = from; k < to; k++) {
            MarginalDual rule = dual.rule(k);
            double weight = dual.weight(k);
            double most = lower[k] + dual.gamma() * rule.marginal(lower[k], weight);
            boolean falling = rule.curvature(0, Math.max(weight, 1)) > 0;
            upper[k] = falling ? Math.min(most, Math.max(lower[k], 0) + dual.gamma() * weight) : most;
            trial[k] = Math.max(Math.min(dual.reference(k), upper[k]), lower[k]);
        }
    }

    private void sum(boolean ofSource) {
        Arrays.fill(sums, 0);
        Arrays.fill(counts, 0);
        for (int i = 0; i < dual.rows; i++) {
            for (int j = 0; j < dual.columns; j++) {
                int point = ofSource ? i : dual.rows + j;
                double slack = trial[point] - dual.costs()[i * dual.columns + j] + dual.reference(ofSource ? dual.rows + j : i);
                if (slack > 0) {
                    sums[point] += slack;
                    counts[point]++;
                }
            }
        }
    }

    /** One Newton step, or a bisection where it leads out of the bounds; answers whether the point is settled. */
    private boolean step(int point) {
        double x = trial[point];
        double weight = dual.weight(point);
        MarginalDual rule = dual.rule(point);
        double wanted = rule.marginal(x, weight);
        double excess = sums[point] / dual.gamma() - wanted;
        if (excess == 0 || Math.abs(excess) <= ACCURACY * wanted) {
            return true;
        }
        if (excess > 0) {
            upper[point] = x;
        } else {
            lower[point] = x;
        }
        double next = x - excess / (counts[point] / dual.gamma() + rule.curvature(x, weight));
        if (!(next > lower[point] && next < upper[point])) {
            next = lower[point] + (upper[point] - lower[point]) / 2;
        }
        trial[point] = next;
        return next == x || upper[point] - lower[point] <= ACCURACY * dual.gamma() * weight;
    }
}
