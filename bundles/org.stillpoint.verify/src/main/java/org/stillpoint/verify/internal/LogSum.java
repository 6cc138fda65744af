package org.stillpoint.verify.internal;

/** Logarithms of sums that are given by the logarithms of their terms, without overflow. */
final class LogSum {

    private LogSum() {
    }

    /** log(sum of exp(x)), negative infinity if all terms are. */
    static double of(double[] x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double exponent : x) {
            largest = Math.max(largest, exponent);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        PreciseSum sum = new PreciseSum();
        for (double exponent : x) {
            sum.add(Math.exp(exponent - largest));
        }
        return largest + Math.log(sum.value());
    }
}
