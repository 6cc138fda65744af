package org.stillpoint.transport.internal.instance;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;

/**
 * The points of a measure that a plan of finite value can use.
 *
 * @param indices their indices among all points, rising unless they were put in another order
 * @param weights their weights
 * @param all the number of all points
 */
public record UsablePoints(int[] indices, double[] weights, int all) {

    /** The usable points of a measure; one without weight may receive mass where its marginal is free or held by a finite penalty only. */
    public static UsablePoints of(Measure measure, MarginalRule rule, Regulariser regulariser) {
        boolean every = regulariser != Regulariser.RELATIVE_ENTROPY && switch (rule.kind()) {
            case FREE, SQUARED, TOTAL_VARIATION -> true;
            case EXACT, AT_MOST, KULLBACK_LEIBLER -> false;
        };
        double[] weights = measure.weights();
        int[] indices = IntStream.range(0, weights.length).filter(i -> every || weights[i] > 0).toArray();
        return new UsablePoints(indices, IntStream.of(indices).mapToDouble(i -> weights[i]).toArray(), weights.length);
    }

    /** The same points in the order that all points are given in. */
    public UsablePoints ordered(int[] order) {
        double[] weightOf = new double[all];
        boolean[] usable = new boolean[all];
        for (int k = 0; k < indices.length; k++) {
            weightOf[indices[k]] = weights[k];
            usable[indices[k]] = true;
        }
        int[] ordered = IntStream.of(order).filter(i -> usable[i]).toArray();
        return new UsablePoints(ordered, IntStream.of(ordered).mapToDouble(i -> weightOf[i]).toArray(), all);
    }

    /** Whether these are all points in their own order. */
    boolean natural() {
        return indices.length == all && IntStream.range(0, all).allMatch(i -> indices[i] == i);
    }

    /** For each of all points its place among the usable ones; -1 for others. */
    int[] places() {
        int[] places = new int[all];
        Arrays.fill(places, -1);
        for (int k = 0; k < indices.length; k++) {
            places[indices[k]] = k;
        }
        return places;
    }

    /** The number of usable points. */
    public int size() {
        return indices.length;
    }

    /** Potentials for all points: negative infinity at those that no plan can use. */
    public double[] spread(double[] potentials) {
        double[] spread = new double[all];
        Arrays.fill(spread, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < indices.length; i++) {
            spread[indices[i]] = potentials[i];
        }
        return spread;
    }
}
