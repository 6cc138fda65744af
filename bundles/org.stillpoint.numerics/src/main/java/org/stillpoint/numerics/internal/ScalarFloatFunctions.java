package org.stillpoint.numerics.internal;

import static org.stillpoint.numerics.internal.MultiplyAdd.of;

/** Elementary functions in single precision, operation by operation as {@link SimdFloats} computes them in each lane. */
final class ScalarFloatFunctions {

    static final float ROUNDER = 0x1.8p23f;
    static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    static final float LOG2_E = 0x1.715476p+0f;
    static final float LN2_HIGH = 0x1.62e400p-1f;
    static final float LN2_LOW = 0x1.7f7d1cp-20f;
    static final int EXPONENT_BIAS = 127;
    static final int FRACTION_BITS = 23;
    static final float ARGUMENT_LIMIT = 170;
    static final float TANH_SATURATION = 10;

    private ScalarFloatFunctions() {
    }

    static float exp(float x) {
        return expOfSmall(x > ARGUMENT_LIMIT ? ARGUMENT_LIMIT : x < -ARGUMENT_LIMIT ? -ARGUMENT_LIMIT : x);
    }

    private static float expOfSmall(float x) {
        float shifted = of(x, LOG2_E, ROUNDER);
        float power = expm1Polynomial(remainder(x, shifted - ROUNDER)) + 1;
        int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        int half = exponent >> 1;
        return power * powerOfTwo(half) * powerOfTwo(exponent - half);
    }

    static float tanh(float x) {
        float size = Math.min(Math.abs(x), TANH_SATURATION);
        float twice = size + size;
        float shifted = of(twice, LOG2_E, ROUNDER);
        float scale = powerOfTwo(Float.floatToRawIntBits(shifted) - ROUNDER_BITS);
        float expm1 = of(expm1Polynomial(remainder(twice, shifted - ROUNDER)), scale, scale - 1);
        float sum = expm1 + 2;
        float lost = expm1 - (sum - 2);
        float reciprocal = 1 / sum;
        float quotient = expm1 * reciprocal;
        float residual = of(-quotient, sum, expm1) - quotient * lost;
        return Math.copySign(of(residual, reciprocal, quotient), x);
    }

    static float sigmoid(float x) {
        float decay = expOfSmall(-Math.min(Math.abs(x), ARGUMENT_LIMIT));
        return (x < 0 ? decay : 1) / (decay + 1);
    }

    private static float expm1Polynomial(float r) {
        float tail = of(0.00139464259981f, r, 0.00836657142474f);
        tail = of(tail, r, 0.0416662824862f);
        tail = of(tail, r, 0.166665431225f);
        tail = of(tail, r, 0.500000006173f);
        return of(tail, r * r, r);
    }

    private static float remainder(float x, float k) {
        return of(k, -LN2_LOW, of(k, -LN2_HIGH, x));
    }

    private static float powerOfTwo(int exponent) {
        return Float.intBitsToFloat(exponent + EXPONENT_BIAS << FRACTION_BITS);
    }
}
