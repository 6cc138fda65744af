package org.stillpoint.numerics.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The single-precision kernels on vector registers; the methods are those of {@link SimdExponentials} with a shorter polynomial. */
final class SimdFloats {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    private static final int BLOCK = ScalarFloatReductions.LANES;
    private static final int STRIDE = ScalarFloatReductions.STRIDE;

    private static final float ROUNDER = ScalarFloatFunctions.ROUNDER;
    private static final int ROUNDER_BITS = ScalarFloatFunctions.ROUNDER_BITS;
    private static final float LOG2_E = ScalarFloatFunctions.LOG2_E;
    private static final float LN2_HIGH = ScalarFloatFunctions.LN2_HIGH;
    private static final float LN2_LOW = ScalarFloatFunctions.LN2_LOW;
    private static final int EXPONENT_BIAS = ScalarFloatFunctions.EXPONENT_BIAS;
    private static final int FRACTION_BITS = ScalarFloatFunctions.FRACTION_BITS;
    private static final float ARGUMENT_LIMIT = ScalarFloatFunctions.ARGUMENT_LIMIT;
    private static final float TANH_SATURATION = ScalarFloatFunctions.TANH_SATURATION;

    private SimdFloats() {
    }

    static void exp(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        FloatVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            FloatVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            argument = argument.blend(ARGUMENT_LIMIT, argument.compare(VectorOperators.GT, ARGUMENT_LIMIT))
                    .blend(-ARGUMENT_LIMIT, argument.compare(VectorOperators.LT, -ARGUMENT_LIMIT));
            FloatVector shifted = argument.fma(broadcast(LOG2_E), broadcast(ROUNDER));
            FloatVector power = expm1Polynomial(remainder(argument, shifted.sub(ROUNDER))).add(1.0f);
            IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            power.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half))).intoArray(result, resultOffset + block);
            block = next;
        }
    }

    static void tanh(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        FloatVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            FloatVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            FloatVector size = argument.abs();
            size = size.blend(TANH_SATURATION, size.compare(VectorOperators.GT, TANH_SATURATION));
            FloatVector twice = size.add(size);
            FloatVector shifted = twice.fma(broadcast(LOG2_E), broadcast(ROUNDER));
            FloatVector scale = powerOfTwo(shifted.reinterpretAsInts().sub(ROUNDER_BITS));
            FloatVector expm1 = expm1Polynomial(remainder(twice, shifted.sub(ROUNDER))).fma(scale, scale.sub(1.0f));
            FloatVector sum = expm1.add(2.0f);
            FloatVector lost = expm1.sub(sum.sub(2.0f));
            // The compiler gives up on inlining plain methods by here; those of vectors it inlines always.
            FloatVector reciprocal = FloatVector.broadcast(SPECIES, 1.0f).div(sum);
            FloatVector quotient = expm1.mul(reciprocal);
            FloatVector residual = quotient.neg().fma(sum, expm1).sub(quotient.mul(lost));
            IntVector sign = argument.reinterpretAsInts().and(Integer.MIN_VALUE);
            residual.fma(reciprocal, quotient).reinterpretAsInts().or(sign).reinterpretAsFloats()
                    .intoArray(result, resultOffset + block);
            block = next;
        }
    }

    static void sigmoid(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        FloatVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            FloatVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            FloatVector size = argument.abs();
            size = size.blend(ARGUMENT_LIMIT, size.compare(VectorOperators.GT, ARGUMENT_LIMIT));
            FloatVector shifted = size.fma(broadcast(-LOG2_E), broadcast(ROUNDER));
            FloatVector power = expm1Polynomial(remainder(size.neg(), shifted.sub(ROUNDER))).add(1.0f);
            IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_BITS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            FloatVector decay = power.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
            // The compiler gives up on inlining plain methods by here; those of vectors it inlines always.
            FloatVector.broadcast(SPECIES, 1.0f).blend(decay, argument.compare(VectorOperators.LT, 0.0f)).div(decay.add(1.0f))
                    .intoArray(result, resultOffset + block);
            block = next;
        }
    }

    static float dot(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int blocked = length / BLOCK * BLOCK;
        float tail = ScalarFloatReductions.dotOfTail(x, xOffset, y, yOffset, blocked, length);
        if (blocked == 0) {
            return tail;
        }
        float lanes = dotOfLanes(x, xOffset, y, yOffset, blocked);
        return (LANES == BLOCK ? lanes : lanes + dotOfLanes(x, xOffset + LANES, y, yOffset + LANES, blocked)) + tail;
    }

    private static float dotOfLanes(float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        int i = 0;
        if (length >= STRIDE) {
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            for (; i <= length - STRIDE; i += STRIDE) {
                int xi = xOffset + i;
                int yi = yOffset + i;
                sum0 = load(x, xi).fma(load(y, yi), sum0);
                sum1 = load(x, xi + BLOCK).fma(load(y, yi + BLOCK), sum1);
                sum2 = load(x, xi + 2 * BLOCK).fma(load(y, yi + 2 * BLOCK), sum2);
                sum3 = load(x, xi + 3 * BLOCK).fma(load(y, yi + 3 * BLOCK), sum3);
            }
            sum0 = sum0.add(sum1).add(sum2.add(sum3));
        }
        for (; i < length; i += BLOCK) {
            sum0 = load(x, xOffset + i).fma(load(y, yOffset + i), sum0);
        }
        float firstHalf = sumOfEightLanes(sum0, 0);
        return LANES == BLOCK ? firstHalf + sumOfEightLanes(sum0, 8) : firstHalf;
    }

    private static float sumOfEightLanes(FloatVector v, int first) {
        return ((v.lane(first) + v.lane(first + 1)) + (v.lane(first + 2) + v.lane(first + 3)))
                + ((v.lane(first + 4) + v.lane(first + 5)) + (v.lane(first + 6) + v.lane(first + 7)));
    }

    static void axpy(float alpha, float[] x, int xOffset, float[] y, int yOffset, int length) {
        FloatVector factor = broadcast(alpha);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            load(y, yOffset + i).add(load(x, xOffset + i).mul(factor)).intoArray(y, yOffset + i);
        }
        for (; i < length; i++) {
            y[yOffset + i] += alpha * x[xOffset + i];
        }
    }

    private static int firstStep(int length) {
        return length - (length - 1) / LANES * LANES;
    }

    private static FloatVector remainder(FloatVector x, FloatVector k) {
        return k.fma(broadcast(-LN2_LOW), k.fma(broadcast(-LN2_HIGH), x));
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats();
    }

    /** exp(r) - 1 for |r| of at most log(2) / 2, relative error 1.4e-8. */
    static FloatVector expm1Polynomial(FloatVector r) {
        FloatVector tail = broadcast(0.00139464259981f)
                .fma(r, broadcast(0.00836657142474f))
                .fma(r, broadcast(0.0416662824862f))
                .fma(r, broadcast(0.166665431225f))
                .fma(r, broadcast(0.500000006173f));
        return tail.fma(r.mul(r), r);
    }

    private static FloatVector load(float[] x, int offset) {
        return FloatVector.fromArray(SPECIES, x, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
