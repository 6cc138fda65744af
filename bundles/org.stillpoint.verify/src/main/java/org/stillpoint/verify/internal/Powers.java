package org.stillpoint.verify.internal;

/** Powers of magnitudes; the usual ones without a call of the general function. */
final class Powers {

    private Powers() {
    }

    static double of(double magnitude, double exponent) {
        if (exponent == 2) {
            return magnitude * magnitude;
        }
        return exponent == 1 ? magnitude : Math.pow(magnitude, exponent);
    }
}
