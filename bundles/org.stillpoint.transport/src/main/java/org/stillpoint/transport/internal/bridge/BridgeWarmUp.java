package org.stillpoint.transport.internal.bridge;

import java.util.Arrays;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.random.RandomStream;

/**
 * Adam on batches of samples (Kingma and Ba, Adam: a method for stochastic optimization, 2015, arXiv:1412.6980), m and s being the means of
 * the gradients and of their squares without the bias towards 0:
 *
 * <pre>
 *   theta &lt;- theta - step_t m / (sqrt(s) + 1e-8),   step_t falling linearly to a tenth of the first one.
 * </pre>
 */
final class BridgeWarmUp {

    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double LEAST_DEVIATION = 1e-8;
    private static final double LAST_STEP = 0.1;

    private final BridgeLoss loss;
    private final LightBridgeOptions options;
    private final double[] units;
    private final RandomStream random;
    private long iterations;

    BridgeWarmUp(BridgeLoss loss, LightBridgeOptions options, long seed) {
        this.loss = loss;
        this.options = options;
        random = new RandomStream(seed, 1);
        units = new double[loss.parameters()];
        Arrays.fill(units, options.learningRate());
        double[] moments = loss.moments(false);
        for (int k = 0; k < loss.components; k++) {
            for (int j = 0; j < loss.dimension; j++) {
                double deviation = Math.sqrt(moments[loss.dimension + j]);
                units[loss.centreIndex(k, j)] *= deviation > 0 ? deviation : 1;
            }
        }
    }

    /** Improves the parameters in place; returns why to stop, null to go on. */
    Status run(double[] parameters, long limit, SolveContext context) {
        double[] gradient = new double[parameters.length];
        double[] mean = new double[parameters.length];
        double[] square = new double[parameters.length];
        int[] source = new int[Math.min(options.batchSize(), loss.sourceSize())];
        int[] target = new int[Math.min(options.batchSize(), loss.targetSize())];
        double[] sourceSums = cumulated(loss.sourceWeights());
        double[] targetSums = cumulated(loss.targetWeights());
        double meanBias = 1;
        double squareBias = 1;
        for (iterations = 0; iterations < limit; iterations++) {
            loss.begin(parameters, gradient);
            if (source.length < loss.sourceSize() || target.length < loss.targetSize()) {
                draw(sourceSums, source);
                draw(targetSums, target);
                loss.addSamples(source, target);
            } else {
                loss.addSource(0, source.length);
                loss.addTarget(0, target.length);
            }
            meanBias *= MEAN_DECAY;
            squareBias *= SQUARE_DECAY;
            double step = 1 - (1 - LAST_STEP) * iterations / limit;
            for (int i = 0; i < gradient.length; i++) {
                mean[i] += (1 - MEAN_DECAY) * (gradient[i] - mean[i]);
                square[i] += (1 - SQUARE_DECAY) * (gradient[i] * gradient[i] - square[i]);
                parameters[i] -= step * units[i] * (mean[i] / (1 - meanBias))
                        / (Math.sqrt(square[i] / (1 - squareBias)) + LEAST_DEVIATION);
            }
            if (!context.proceed(iterations + 1, Double.NaN)) {
                iterations++;
                return context.interruption();
            }
        }
        return null;
    }

    long iterations() {
        return iterations;
    }

    private static double[] cumulated(double[] weights) {
        double[] sums = weights.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    private void draw(double[] sums, int[] samples) {
        double total = sums[sums.length - 1];
        for (int i = 0; i < samples.length; i++) {
            int place = Arrays.binarySearch(sums, random.nextDouble() * total);
            // A sum is never hit by a sample without weight: that would be the sum before it too.
            samples[i] = Math.min(sums.length - 1, place < 0 ? -place - 1 : place + 1);
        }
    }
}
