package org.stillpoint.transport.internal.instance;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;

/**
 * The points of a measure that a plan of finite value can use.
 *
 * @param indices their indices among all points, rising
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
