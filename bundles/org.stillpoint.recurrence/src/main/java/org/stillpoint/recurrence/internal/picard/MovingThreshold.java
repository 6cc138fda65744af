package org.stillpoint.recurrence.internal.picard;

import org.stillpoint.recurrence.internal.sweep.Threshold;

/**
 * A threshold that follows the relative defects of the window by an exponential moving average, so that the window keeps moving where
 * defects are larger. Source: Zhou et al.: DreamPropeller: supercharge text-to-3D generation with parallel sampling, 2023,
 * arXiv:2311.17082, section 4.
 */
final class MovingThreshold implements Threshold {

    private final double decay;
    private double average;

    /**
     * A threshold.
     *
     * @param first where it starts
     * @param decay the weight of the past
     */
    MovingThreshold(double first, double decay) {
        this.decay = decay;
        average = first;
    }

    @Override
    public double next(double worst, double scale, double target) {
        double threshold = average;
        double defect = worst / scale;
        if (defect < Double.POSITIVE_INFINITY) {
            average = Math.max(target, decay * average + (1 - decay) * defect);
        }
        return threshold;
    }
}
