package org.stillpoint.transport.internal.kernel;

/** The solution y of y + log y = z, the principal Lambert function of exp(z) without its overflow. */
final class WrightOmega {

    /** Above, log z is lost beside z. */
    private static final double LARGE = 1e19;
    /** Below, exp(z) is the solution to the last place. */
    private static final double SMALL = -40;
    private static final int MOST_STEPS = 8;

    private WrightOmega() {
    }

    /** The solution, within a few units in the last place; 0 for negative infinity. */
    static double of(double z) {
        if (z < SMALL) {
            return Math.exp(z);
        }
        if (z > LARGE) {
            return z;
        }
        double y = z > 1 ? z - Math.log(z) : z > -2 ? Math.exp((z - 1) / 2) : Math.exp(z);
        // Newton's method for the logarithm of y keeps y positive: its step is that for log y + y = z.
        for (int step = 0; step < MOST_STEPS; step++) {
            double residual = z - y - Math.log(y);
            double next = y * Math.exp(residual / (1 + y));
            if (!(Math.abs(next - y) > Math.ulp(y))) {
                return next;
            }
            y = next;
        }
        return y;
    }
}
