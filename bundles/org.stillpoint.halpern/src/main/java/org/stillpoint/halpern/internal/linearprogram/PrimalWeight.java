package org.stillpoint.halpern.internal.linearprogram;

/**
 * The primal weight omega, which splits the step size between the primal and the dual side: tau = eta / omega, sigma = eta omega.
 * At every restart a proportional-integral controller brings the weighted primal and dual distances travelled together:
 *
 * <pre>
 *   e = log ||dy|| - log ||dx|| - log omega,   S = 0.3 S + e,   omega = omega exp(0.99 e + 0.01 S).
 * </pre>
 *
 * cuPDLPx, 2507.14051, section on the primal weight, with its constants. Nothing changes where a distance is so small or so
 * large that its logarithm says nothing. The weight is changed even where one residual is zero all along, as in programs in
 * which every column is bounded on both sides.
 */
final class PrimalWeight {

    private static final double PROPORTIONAL = 0.99;
    private static final double INTEGRAL = 0.01;
    private static final double MEMORY = 0.3;
    private static final double LEAST_DISTANCE = 1e-16;
    private static final double LARGEST_DISTANCE = 1e12;

    private double omega = 1;
    private double sum;

    /** The weight omega. */
    double omega() {
        return omega;
    }

    /** Adapts the weight to the distances travelled since the last restart. */
    void adapt(double primalDistance, double dualDistance) {
        if (primalDistance > LEAST_DISTANCE && primalDistance < LARGEST_DISTANCE
                && dualDistance > LEAST_DISTANCE && dualDistance < LARGEST_DISTANCE) {
            double error = Math.log(dualDistance) - Math.log(primalDistance) - Math.log(omega);
            sum = MEMORY * sum + error;
            omega *= Math.exp(PROPORTIONAL * error + INTEGRAL * sum);
        }
    }
}
