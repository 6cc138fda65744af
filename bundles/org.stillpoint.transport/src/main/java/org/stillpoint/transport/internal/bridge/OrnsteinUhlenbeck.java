package org.stillpoint.transport.internal.bridge;

/**
 * One coordinate of an Ornstein-Uhlenbeck process dX = -theta (X - m) dt + sigma dW over a time d: X_d given x has the mean m + E (x - m),
 * E = exp(-theta d), and the variance v = sigma^2 d phi(2 theta d), phi(z) = (1 - exp(-z)) / z.
 */
record OrnsteinUhlenbeck(double rate, double diffusion, double time) {

    /** Below this phi comes from its series, whose first term left out is z^5 / 720. */
    private static final double SMALL = 1e-3;

    /** E. */
    double memory() {
        return Math.exp(-rate * time);
    }

    /** v. */
    double variance() {
        double z = 2 * rate * time;
        double phi = Math.abs(z) < SMALL ? 1 - z / 2 * (1 - z / 3 * (1 - z / 4 * (1 - z / 5))) : -Math.expm1(-z) / z;
        return diffusion * diffusion * time * phi;
    }

    /** The derivative of v with regard to theta. */
    double varianceSlope() {
        double z = 2 * rate * time;
        double slope = Math.abs(z) < SMALL ? -0.5 + z / 3 * (1 - 3 * z / 8 * (1 - 4 * z / 15))
                : (Math.exp(-z) + Math.expm1(-z) / z) / z;
        return 2 * time * time * diffusion * diffusion * slope;
    }
}
