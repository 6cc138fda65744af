package org.stillpoint.numerics.internal;

import static org.stillpoint.numerics.internal.MultiplyAdd.of;

/**
 * Elementary functions of one number, operation by operation as {@link SimdExponentials}, {@link SimdLogarithm} and {@link SimdFloats}
 * compute them in each lane, so that both give the same bits. The methods and the constants are explained there.
 */
final class ScalarFunctions {

    static final double ROUNDER = 0x1.8p52;
    static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);
    static final double LOG2_E = 0x1.71547652b82fep+0;
    static final double LN2_HIGH = 0x1.62e42fee00000p-1;
    static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    static final long EXPONENT_BIAS = 1023;
    static final int FRACTION_BITS = 52;
    static final double ARGUMENT_LIMIT = 1400;
    static final double TANH_SATURATION = 20;
    static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(Math.sqrt(0.5));
    static final double SQRT_TWO_LESS_ONE = Math.sqrt(2) - 1;
    static final int SUBNORMAL_SHIFT = 54;
    static final double SUBNORMAL_SCALE = 0x1p54;

    private ScalarFunctions() {
    }

    static double exp(double x) {
        return expOfSmall(x > ARGUMENT_LIMIT ? ARGUMENT_LIMIT : x < -ARGUMENT_LIMIT ? -ARGUMENT_LIMIT : x);
    }

    private static double expOfSmall(double x) {
        double shifted = of(x, LOG2_E, ROUNDER);
        double power = expm1Polynomial(remainder(x, shifted - ROUNDER)) + 1;
        long exponent = Double.doubleToRawLongBits(shifted) - ROUNDER_BITS;
        long half = exponent >> 1;
        return power * powerOfTwo(half) * powerOfTwo(exponent - half);
    }

    static double tanh(double x) {
        double size = Math.min(Math.abs(x), TANH_SATURATION);
        double twice = size + size;
        double shifted = of(twice, LOG2_E, ROUNDER);
        double scale = powerOfTwo(Double.doubleToRawLongBits(shifted) - ROUNDER_BITS);
        double expm1 = of(expm1Polynomial(remainder(twice, shifted - ROUNDER)), scale, scale - 1);
        double sum = expm1 + 2;
        double lost = expm1 - (sum - 2);
        double reciprocal = 1 / sum;
        double quotient = expm1 * reciprocal;
        double residual = of(-quotient, sum, expm1) - quotient * lost;
        return Math.copySign(of(residual, reciprocal, quotient), x);
    }

    static double sigmoid(double x) {
        double decay = expOfSmall(-Math.min(Math.abs(x), ARGUMENT_LIMIT));
        return (x < 0 ? decay : 1) / (decay + 1);
    }

    static double softplus(double x) {
        double decay = expOfSmall(-Math.min(Math.abs(x), ARGUMENT_LIMIT));
        boolean far = decay > SQRT_TWO_LESS_ONE;
        double f = far ? (decay - 1) * 0.5 : decay;
        double k = far ? 1 : 0;
        double s = f / (f + 2);
        double z = s * s;
        double halfSquare = f * f * 0.5;
        double correction = of(k, LN2_LOW, s * of(z, logPolynomial(z), halfSquare));
        return of(k, LN2_HIGH, f - (halfSquare - correction)) + (x > 0 ? x : 0);
    }

    static double log(double x) {
        if (!(x > 0 && x <= Double.MAX_VALUE)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        boolean subnormal = x < Double.MIN_NORMAL;
        long bits = Double.doubleToRawLongBits(subnormal ? x * SUBNORMAL_SCALE : x);
        long exponent = bits - SQRT_HALF_BITS >> FRACTION_BITS;
        double f = Double.longBitsToDouble(bits - (exponent << FRACTION_BITS)) - 1;
        double k = subnormal ? exponent - SUBNORMAL_SHIFT : exponent;
        double s = f / (f + 2);
        double z = s * s;
        double halfSquare = f * f * 0.5;
        double correction = of(k, LN2_LOW, s * of(z, logPolynomial(z), halfSquare));
        return of(k, LN2_HIGH, f - (halfSquare - correction));
    }

    private static double logPolynomial(double z) {
        double series = of(0x1.2f0d5fc9e5c1ep-3, z, 0x1.39a0fa0aa4e12p-3);
        series = of(series, z, 0x1.746645f59d007p-3);
        series = of(series, z, 0x1.c71c51e924a17p-3);
        series = of(series, z, 0x1.2492494215f1fp-2);
        series = of(series, z, 0x1.999999997fb57p-2);
        return of(series, z, 0x1.5555555555593p-1);
    }

    private static double expm1Polynomial(double r) {
        double tail = of(0x1.af7610702496fp-26, r, 0x1.28a28dbf0ce6ep-22);
        tail = of(tail, r, 0x1.71ddea69633d6p-19);
        tail = of(tail, r, 0x1.a019a6a850aedp-16);
        tail = of(tail, r, 0x1.a01a01b5aaf56p-13);
        tail = of(tail, r, 0x1.6c16c17f29bd5p-10);
        tail = of(tail, r, 0x1.111111110e75ap-7);
        tail = of(tail, r, 0x1.5555555552138p-5);
        tail = of(tail, r, 0x1.555555555555cp-3);
        tail = of(tail, r, 0x1.0000000000005p-1);
        return of(tail, r * r, r);
    }

    private static double remainder(double x, double k) {
        return of(k, -LN2_LOW, of(k, -LN2_HIGH, x));
    }

    private static double powerOfTwo(long exponent) {
        return Double.longBitsToDouble(exponent + EXPONENT_BIAS << FRACTION_BITS);
    }
}
