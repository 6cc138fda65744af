package org.stillpoint.transport.internal.flow;

/** The cost c(z) = sum over j of |z_j|^p / p by one coordinate, and its convex conjugate c*(y) = |y|^q / q with 1 / p + 1 / q = 1. */
final class ConjugateCost {

    private final double exponent;
    private final double conjugate;

    ConjugateCost(double exponent) {
        this.exponent = exponent;
        conjugate = exponent / (exponent - 1);
    }

    boolean isQuadratic() {
        return exponent == 2;
    }

    /** c(z). */
    double cost(double z) {
        return isQuadratic() ? z * z / 2 : Math.pow(Math.abs(z), exponent) / exponent;
    }

    /** The derivative of c. */
    double slope(double z) {
        return isQuadratic() ? z : Math.copySign(Math.pow(Math.abs(z), exponent - 1), z);
    }

    /** c*(y). */
    double conjugate(double y) {
        return isQuadratic() ? y * y / 2 : Math.pow(Math.abs(y), conjugate) / conjugate;
    }

    /** The derivative of c*. */
    double conjugateSlope(double y) {
        return isQuadratic() ? y : Math.copySign(Math.pow(Math.abs(y), conjugate - 1), y);
    }

    /** The second derivative of c* at y, or at a smaller magnitude that keeps it from being 0 or infinite. */
    double conjugateCurvature(double y, double least) {
        return isQuadratic() ? 1 : (conjugate - 1) * Math.pow(Math.max(Math.abs(y), least), conjugate - 2);
    }
}
