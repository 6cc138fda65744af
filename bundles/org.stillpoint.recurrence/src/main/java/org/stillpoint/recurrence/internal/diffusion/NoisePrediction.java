package org.stillpoint.recurrence.internal.diffusion;

import org.stillpoint.api.problem.recurrence.GaussianMixture;

/**
 * The noise in noisy data at one time, as a perfect network would predict it: for data of a mixture of normal distributions,
 *
 * <pre>
 *   e(x) = -sigma grad log q(x) = sigma sum_i g_i(x) (x - alpha m_i) / (alpha^2 v_i + sigma^2),
 * </pre>
 *
 * with g_i(x) the probability that x is of distribution i. Moving to another time allocates nothing; predictions may be made by several
 * threads.
 */
final class NoisePrediction {

    private final GaussianMixture data;
    private final int size;
    private final int dimension;
    private final double[] logWeights;
    /** alpha m, 1 / (alpha^2 v + sigma^2), and the logarithm of the weight over the root of the product of the variances. */
    private final double[] centres;
    private final double[] precisions;
    private final double[] logFactors;
    private double sigma;

    NoisePrediction(GaussianMixture data) {
        this.data = data;
        size = data.size();
        dimension = data.dimension();
        logWeights = new double[size];
        for (int i = 0; i < size; i++) {
            logWeights[i] = Math.log(data.weights()[i]);
        }
        centres = new double[size * dimension];
        precisions = new double[size * dimension];
        logFactors = new double[size];
    }

    /** Moves to the time of these alpha and sigma. */
    void moveTo(double alpha, double newSigma) {
        sigma = newSigma;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < dimension; j++) {
                double variance = alpha * alpha * data.variance(i, j) + newSigma * newSigma;
                centres[i * dimension + j] = alpha * data.means().data[i * dimension + j];
                precisions[i * dimension + j] = 1 / variance;
                sum += Math.log(variance);
            }
            logFactors[i] = logWeights[i] - sum / 2;
        }
    }

    /**
     * Predicts the noise in a point.
     *
     * @param room scratch of the number of distributions
     */
    void predict(double[] points, int offset, double[] noise, int noiseOffset, double[] room) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < dimension; j++) {
                double difference = points[offset + j] - centres[i * dimension + j];
                sum += difference * difference * precisions[i * dimension + j];
            }
            room[i] = logFactors[i] - sum / 2;
            largest = Math.max(largest, room[i]);
        }
        double total = 0;
        for (int i = 0; i < size; i++) {
            room[i] = Math.exp(room[i] - largest);
            total += room[i];
        }
        for (int j = 0; j < dimension; j++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += room[i] * (points[offset + j] - centres[i * dimension + j]) * precisions[i * dimension + j];
            }
            noise[noiseOffset + j] = sigma * sum / total;
        }
    }
}
