package org.stillpoint.verify.internal;

/**
 * A sum kept as an unevaluated sum of two doubles (about 106 bits), so that a verifier is more accurate than any solver it
 * judges. Error-free transformations: Knuth's two-sum, and the product with its rounding error from a fused multiply-add
 * (T. Ogita, S. M. Rump, S. Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26, 2005).
 */
final class PreciseSum {

    private double high;
    private double low;

    /** That many sums, all zero. */
    static PreciseSum[] array(int length) {
        PreciseSum[] sums = new PreciseSum[length];
        for (int i = 0; i < length; i++) {
            sums[i] = new PreciseSum();
        }
        return sums;
    }

    /** Adds a number. */
    void add(double value) {
        double sum = high + value;
        double part = sum - high;
        low += (high - (sum - part)) + (value - part);
        high = sum;
    }

    /** Adds a product. */
    void addProduct(double left, double right) {
        double product = left * right;
        double error = Math.fma(left, right, -product);
        add(product);
        low += error;
    }

    /** Makes the sum zero. */
    void reset() {
        high = 0;
        low = 0;
    }

    /** The sum, rounded once. */
    double value() {
        return high + low;
    }
}
