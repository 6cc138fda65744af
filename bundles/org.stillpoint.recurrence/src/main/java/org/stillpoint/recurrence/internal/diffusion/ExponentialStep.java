package org.stillpoint.recurrence.internal.diffusion;

import org.stillpoint.api.problem.recurrence.GaussianMixture;

/**
 * One step of an exponential integrator for the probability flow. With l = log(alpha / sigma), h = l_t - l_s and the predicted noise e,
 *
 * <pre>
 *   x_t = (alpha_t / alpha_s) x_s - alpha_t (integral of exp(-l) e(x_l, l) dl from l_s to l_t),
 * </pre>
 *
 * where the linear part is exact and e is expanded in h (DPM-Solver, equations 3.4 to 3.7 and algorithms 1 to 3): of order 1,
 * x_t = (alpha_t / alpha_s) x_s - sigma_t (exp(h) - 1) e_s, which is DDIM; of orders 2 and 3 with e at one and two places in between. The
 * multistep method of order 2 (DPM-Solver++ 2M) extrapolates the predicted data y = (x - sigma e) / alpha from the step before, of length
 * g: x_t = (sigma_t / sigma_s) x_s + alpha_t (1 - exp(-h)) (y_s + (h / (2 g)) (y_s - y_before)).
 *
 * <p>Moving to another step allocates nothing; points may be moved by several threads, each with a room of its own.
 */
final class ExponentialStep {

    private static final double FIRST_OF_THREE = 1.0 / 3;
    private static final double SECOND_OF_THREE = 2.0 / 3;

    private final IntegrationMethod method;
    private final int dimension;
    private final int size;
    private final NoisePrediction atStart;
    private final NoisePrediction inside;
    private final NoisePrediction furtherInside;
    private double alphaStart;
    private double sigmaStart;
    private double length;
    private double before;
    private double linear;
    private double gain;
    private double innerLinear;
    private double innerGain;
    private double furtherLinear;
    private double furtherGain;
    private double furtherSlope;
    private double slope;

    ExponentialStep(IntegrationMethod method, GaussianMixture data) {
        this.method = method;
        dimension = data.dimension();
        size = data.size();
        atStart = new NoisePrediction(data);
        inside = new NoisePrediction(data);
        furtherInside = new NoisePrediction(data);
    }

    /** What one thread needs. */
    final class Room {

        private final double[] noise = new double[dimension];
        private final double[] inner = new double[dimension];
        private final double[] further = new double[dimension];
        private final double[] innerNoise = new double[dimension];
        private final double[] weights = new double[size];
    }

    /** Room for one thread. */
    Room room() {
        return new Room();
    }

    private static double alpha(double logRatio) {
        return 1 / Math.sqrt(1 + Math.exp(-2 * logRatio));
    }

    private static double sigma(double logRatio) {
        return 1 / Math.sqrt(1 + Math.exp(2 * logRatio));
    }

    /**
     * Moves to a step.
     *
     * @param start log(alpha / sigma) where it begins
     * @param end the same where it ends
     * @param lengthBefore the length of the step before in these terms, 0 if there was none; for the multistep method
     */
    void moveTo(double start, double end, double lengthBefore) {
        length = end - start;
        before = lengthBefore;
        alphaStart = alpha(start);
        sigmaStart = sigma(start);
        atStart.moveTo(alphaStart, sigmaStart);
        double sigmaEnd = sigma(end);
        if (method == IntegrationMethod.MULTISTEP_2) {
            linear = sigmaEnd / sigmaStart;
            gain = -alpha(end) * Math.expm1(-length);
            slope = lengthBefore == 0 ? 0 : length / (2 * lengthBefore);
            return;
        }
        linear = alpha(end) / alphaStart;
        gain = sigmaEnd * Math.expm1(length);
        if (method == IntegrationMethod.SINGLESTEP_1) {
            return;
        }
        double part = method == IntegrationMethod.SINGLESTEP_2 ? 0.5 : FIRST_OF_THREE;
        double place = start + part * length;
        innerLinear = alpha(place) / alphaStart;
        innerGain = sigma(place) * Math.expm1(part * length);
        inside.moveTo(alpha(place), sigma(place));
        slope = gain / (2 * part);
        if (method == IntegrationMethod.SINGLESTEP_3) {
            double furtherPlace = start + SECOND_OF_THREE * length;
            furtherLinear = alpha(furtherPlace) / alphaStart;
            furtherGain = sigma(furtherPlace) * Math.expm1(SECOND_OF_THREE * length);
            furtherSlope = sigma(furtherPlace) * SECOND_OF_THREE / FIRST_OF_THREE * relativeRest(SECOND_OF_THREE * length);
            furtherInside.moveTo(alpha(furtherPlace), sigma(furtherPlace));
            slope = sigmaEnd / SECOND_OF_THREE * relativeRest(length);
        }
    }

    /** (exp(h) - 1) / h - 1, by its series where the difference would cancel. */
    private static double relativeRest(double h) {
        if (Math.abs(h) > 0.1) {
            return Math.expm1(h) / h - 1;
        }
        double term = h / 2;
        double sum = term;
        for (int k = 3; Math.abs(term) > Math.ulp(sum) / 4; k++) {
            term *= h / k;
            sum += term;
        }
        return sum;
    }

    /**
     * Moves a point by the step.
     *
     * @param predictions the data that the step before predicted for the point, at its offset, replaced by those of this step; for the
     *     multistep method
     */
    void move(double[] points, int offset, double[] predictions, Room room) {
        double[] noise = room.noise;
        atStart.predict(points, offset, noise, 0, room.weights);
        switch (method) {
            case SINGLESTEP_1 -> advance(points, offset, noise, noise, 0);
            case SINGLESTEP_2 -> {
                moveInside(points, offset, room);
                advance(points, offset, noise, room.innerNoise, slope);
            }
            case SINGLESTEP_3 -> {
                moveInside(points, offset, room);
                for (int j = 0; j < dimension; j++) {
                    room.further[j] = furtherLinear * points[offset + j] - furtherGain * noise[j]
                            - furtherSlope * (room.innerNoise[j] - noise[j]);
                }
                furtherInside.predict(room.further, 0, room.innerNoise, 0, room.weights);
                advance(points, offset, noise, room.innerNoise, slope);
            }
            case MULTISTEP_2 -> {
                for (int j = 0; j < dimension; j++) {
                    double data = (points[offset + j] - sigmaStart * noise[j]) / alphaStart;
                    double extrapolated = before == 0 ? data : data + slope * (data - predictions[offset + j]);
                    points[offset + j] = linear * points[offset + j] + gain * extrapolated;
                    predictions[offset + j] = data;
                }
            }
        }
    }

    private void moveInside(double[] points, int offset, Room room) {
        for (int j = 0; j < dimension; j++) {
            room.inner[j] = innerLinear * points[offset + j] - innerGain * room.noise[j];
        }
        inside.predict(room.inner, 0, room.innerNoise, 0, room.weights);
    }

    private void advance(double[] points, int offset, double[] noise, double[] other, double weight) {
        for (int j = 0; j < dimension; j++) {
            points[offset + j] = linear * points[offset + j] - gain * noise[j] - weight * (other[j] - noise[j]);
        }
    }
}
