package org.stillpoint.numerics.internal;

/** Distances between floating-point numbers in units of the last place. */
final class Ulps {

    private Ulps() {
    }

    /** 0 for identical values (two not-a-numbers are), infinite where only one of two is special or the signs of zeros differ. */
    static double between(double actual, double expected) {
        if (Double.compare(actual, expected) == 0) {
            return 0;
        }
        if (!Double.isFinite(actual) || !Double.isFinite(expected) || actual == expected) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.abs(actual - expected) / Math.ulp(expected);
    }

    static double between(float actual, float expected) {
        if (Float.compare(actual, expected) == 0) {
            return 0;
        }
        if (!Float.isFinite(actual) || !Float.isFinite(expected) || actual == expected) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.abs((double) actual - expected) / Math.ulp(expected);
    }
}
