package org.stillpoint.transport.internal.bridge;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.random.RandomStream;

/** Where {@link LightBridgeSolver} starts. */
final class BridgeStart {

    /** The least variance taken for a distribution that has none, in units of epsilon. */
    private static final double LEAST_VARIANCE = 1e-6;

    private final BridgeLoss loss;
    private final RandomStream random;

    BridgeStart(BridgeLoss loss, long seed) {
        this.loss = loss;
        random = new RandomStream(seed, 0);
    }

    /** Equal weights; spreads by the variances; centres that take the mean of the source to the chosen target samples. */
    double[] parameters() {
        double[] parameters = new double[loss.parameters()];
        Arrays.fill(parameters, 0, loss.components, -Math.log(loss.components));
        double[] source = loss.moments(true);
        double[] target = loss.moments(false);
        double share = Math.pow(loss.components, -2.0 / loss.dimension);
        double[] points = targets(target);
        for (int j = 0; j < loss.dimension; j++) {
            double variance = Math.max(LEAST_VARIANCE, share * target[loss.dimension + j]);
            double spread = 2 * variance / (1 + Math.sqrt(1 + 4 * variance * source[loss.dimension + j]));
            for (int k = 0; k < loss.components; k++) {
                parameters[loss.spreadIndex(k, j)] = Math.log(spread);
                parameters[loss.centreIndex(k, j)] = points[k * loss.dimension + j] - spread * source[j];
            }
        }
        return parameters;
    }

    /**
     * One component goes to the mean of the target; several to samples drawn with probabilities in proportion to the weight times the
     * squared distance to those drawn before (D. Arthur, S. Vassilvitskii, k-means++: the advantages of careful seeding, SODA 2007).
     */
    private double[] targets(double[] moments) {
        int dimension = loss.dimension;
        double[] chosen = new double[loss.components * dimension];
        if (loss.components == 1) {
            System.arraycopy(moments, 0, chosen, 0, dimension);
            return chosen;
        }
        double[] points = loss.targetPoints();
        double[] chances = loss.targetWeights().clone();
        double[] distances = new double[chances.length];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        for (int k = 0; k < loss.components; k++) {
            int sample = draw(chances);
            System.arraycopy(points, sample * dimension, chosen, k * dimension, dimension);
            double total = 0;
            for (int i = 0; i < distances.length; i++) {
                distances[i] = Math.min(distances[i],
                        VectorKernels.squaredDistance(points, i * dimension, chosen, k * dimension, dimension));
                chances[i] = loss.targetWeights()[i] * distances[i];
                total += chances[i];
            }
            if (!(total > 0)) {
                System.arraycopy(loss.targetWeights(), 0, chances, 0, chances.length);
            }
        }
        return chosen;
    }

    private int draw(double[] chances) {
        double rest = random.nextDouble() * VectorKernels.sum(chances, 0, chances.length);
        int last = 0;
        for (int i = 0; i < chances.length; i++) {
            if (chances[i] > 0) {
                last = i;
                rest -= chances[i];
                if (rest < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
