package org.stillpoint.transport.internal.bridge;

/**
 * The moments of one coordinate of pairs (x, y), and the negative log-likelihood of the transitions of an {@link OrnsteinUhlenbeck} process
 * that they make: with r = (y - m) - E (x - m), the expectation of log(2 pi v) / 2 + r^2 / (2 v).
 *
 * @param mass the mass of the pairs
 * @param x the sum of x, y the sum of y, and so on
 */
record TransitionMoments(double diffusion, double time, double mass, double x, double y, double xx, double xy, double yy) {

    /** The derivative with regard to the rate. */
    double rateSlope(double rate, double centre) {
        OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(rate, diffusion, time);
        double memory = process.memory();
        double variance = process.variance();
        double varianceSlope = process.varianceSlope();
        double sourceSquare = xx - 2 * centre * x + centre * centre * mass;
        double product = xy - centre * (x + y) + centre * centre * mass;
        double targetSquare = yy - 2 * centre * y + centre * centre * mass;
        double square = targetSquare - 2 * memory * product + memory * memory * sourceSquare;
        return mass * varianceSlope / (2 * variance) + time * memory * (product - memory * sourceSquare) / variance
                - square * varianceSlope / (2 * variance * variance);
    }

    /** The derivative with regard to the centre. */
    double centreSlope(double rate, double centre) {
        return centreWeight(rate) * centre - centrePull(rate);
    }

    /** The second derivative with regard to the centre: mass (1 - E)^2 / v. */
    double centreWeight(double rate) {
        OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(rate, diffusion, time);
        double rest = -Math.expm1(-rate * time);
        return mass * rest * rest / process.variance();
    }

    /** The centre at which the derivative is 0, times the second derivative. */
    double centrePull(double rate) {
        OrnsteinUhlenbeck process = new OrnsteinUhlenbeck(rate, diffusion, time);
        return -Math.expm1(-rate * time) * (y - process.memory() * x) / process.variance();
    }
}
