package org.stillpoint.transport.internal.bridge;

/**
 * The parameters of maximum likelihood for one coordinate of several plans' transitions. The centre for a rate is a weighted mean; the rate
 * is the root of the derivative along the centres, bracketed from where it was and found by the method of Illinois.
 */
final class ReferenceLikelihood {

    /** The largest magnitude of the rate times the whole time. */
    private static final double LARGEST = 200;
    private static final double FIRST_STEP = 0.1;
    private static final int MOST_STEPS = 200;
    private static final double NEGLIGIBLE = 1e-15;

    private final TransitionMoments[] plans;
    private final double whole;
    private double rate;
    private double centre;

    /** A search from some parameters; the plans' moments are about the centre of coordinates. */
    ReferenceLikelihood(TransitionMoments[] plans, double whole, double rate, double centre) {
        this.plans = plans;
        this.whole = whole;
        this.rate = rate;
        this.centre = centre;
    }

    double rate() {
        return rate;
    }

    double centre() {
        return centre;
    }

    /** The mean over the plans of the derivative with regard to the rate. */
    double rateSlope() {
        double sum = 0;
        for (TransitionMoments plan : plans) {
            sum += plan.rateSlope(rate, centre);
        }
        return sum / plans.length;
    }

    /** The mean over the plans of the derivative with regard to the centre. */
    double centreSlope() {
        double sum = 0;
        for (TransitionMoments plan : plans) {
            sum += plan.centreSlope(rate, centre);
        }
        return sum / plans.length;
    }

    /** Finds the parameters. */
    void maximise() {
        double low = rate;
        double lowSlope = slope(low);
        double step = (lowSlope > 0 ? -FIRST_STEP : FIRST_STEP) / whole;
        double high = low;
        double highSlope = lowSlope;
        while (highSlope * lowSlope > 0 && Math.abs(high) * whole < LARGEST) {
            low = high;
            lowSlope = highSlope;
            high = Math.max(-LARGEST / whole, Math.min(LARGEST / whole, high + step));
            highSlope = slope(high);
            step *= 2;
        }
        for (int steps = 0; steps < MOST_STEPS && lowSlope * highSlope < 0
                && Math.abs(high - low) > NEGLIGIBLE * (1 / whole + Math.abs(high)); steps++) {
            double middle = high - highSlope * (high - low) / (highSlope - lowSlope);
            double middleSlope = slope(middle);
            if (middleSlope * highSlope <= 0) {
                low = high;
                lowSlope = highSlope;
            } else {
                lowSlope /= 2;
            }
            high = middle;
            highSlope = middleSlope;
        }
        slope(high);
    }

    /** The derivative at a rate, with the best centre for it, which are kept. */
    private double slope(double at) {
        rate = at;
        double weight = 0;
        double pull = 0;
        for (TransitionMoments plan : plans) {
            weight += plan.centreWeight(at);
            pull += plan.centrePull(at);
        }
        // With the rate 0 there is no centre.
        centre = weight > 0 ? pull / weight : centre;
        return rateSlope();
    }
}
