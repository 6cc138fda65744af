package org.stillpoint.numerics.internal;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The single-precision kernels on vector registers; the methods are those of {@link SimdExponentials} with a shorter polynomial. */
final class SimdFloats {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    private static final int BLOCK = ScalarFloatReductions.LANES;
    private static final int CHUNK = 2 * SimdExponentials.CHUNK;
    private static final int STRIDE = ScalarFloatReductions.STRIDE;

    /** Constants in vectors: made within the loops they would take room there that the compiler does not have. */
    private static final FloatVector ZERO = broadcast(0);
    private static final FloatVector ONE = broadcast(1);
    private static final FloatVector TWO = broadcast(2);
    private static final FloatVector ROUNDER = broadcast(ScalarFloatFunctions.ROUNDER);
    private static final IntVector ROUNDER_INTS = ROUNDER.reinterpretAsInts();
    private static final IntVector MINUS_ZERO = ZERO.neg().reinterpretAsInts();
    private static final IntVector BIAS = IntVector.broadcast(ROUNDER_INTS.species(), ScalarFloatFunctions.EXPONENT_BIAS);
    private static final FloatVector LOG2_E = broadcast(ScalarFloatFunctions.LOG2_E);
    private static final FloatVector MINUS_LOG2_E = LOG2_E.neg();
    private static final FloatVector MINUS_LN2_HIGH = broadcast(-ScalarFloatFunctions.LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOW = broadcast(-ScalarFloatFunctions.LN2_LOW);
    private static final FloatVector LIMIT = broadcast(ScalarFloatFunctions.ARGUMENT_LIMIT);
    private static final FloatVector MINUS_LIMIT = LIMIT.neg();
    private static final FloatVector SATURATION = broadcast(ScalarFloatFunctions.TANH_SATURATION);
    private static final FloatVector POWER_6 = broadcast(0.00139464259981f);
    private static final FloatVector POWER_5 = broadcast(0.00836657142474f);
    private static final FloatVector POWER_4 = broadcast(0.0416662824862f);
    private static final FloatVector POWER_3 = broadcast(0.166665431225f);
    private static final FloatVector POWER_2 = broadcast(0.500000006173f);
    private static final int FRACTION_BITS = ScalarFloatFunctions.FRACTION_BITS;

    private static final SeparateLoop EXP = SeparateLoop.ofFloats(MethodHandles.lookup(), "expLoop");
    private static final SeparateLoop SIGMOID = SeparateLoop.ofFloats(MethodHandles.lookup(), "sigmoidLoop");
    private static final SeparateLoop SIGNED_EXPM1 = SeparateLoop.ofFloats(MethodHandles.lookup(), "signedExpm1OfTwice");
    private static final SeparateLoop TANH_OF_EXPM1 = SeparateLoop.ofFloats(MethodHandles.lookup(), "tanhOfExpm1");

    private SimdFloats() {
    }

    static void exp(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        EXP.run(x, xOffset, result, resultOffset, length);
    }

    static void tanh(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        int done = 0;
        for (int next = firstChunk(length); next <= length; next += CHUNK) {
            SIGNED_EXPM1.run(x, xOffset + done, result, resultOffset + done, next - done);
            TANH_OF_EXPM1.run(result, resultOffset + done, result, resultOffset + done, next - done);
            done = next;
        }
    }

    static void sigmoid(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        SIGMOID.run(x, xOffset, result, resultOffset, length);
    }

    private static void expLoop(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        FloatVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            FloatVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            argument = argument.lanewise(VectorOperators.MIN, LIMIT).lanewise(VectorOperators.MAX, MINUS_LIMIT);
            FloatVector shifted = argument.fma(LOG2_E, ROUNDER);
            FloatVector power = expm1Polynomial(remainder(argument, shifted.sub(ROUNDER))).add(ONE);
            IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_INTS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            power.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half))).intoArray(result, resultOffset + block);
            block = next;
        }
    }

    /** exp(2 |x|) - 1 with the sign of x. */
    private static void signedExpm1OfTwice(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        FloatVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            FloatVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            signedExpm1OfTwice(argument).intoArray(result, resultOffset + block);
            block = next;
        }
    }

    static FloatVector signedExpm1OfTwice(FloatVector argument) {
        IntVector sign = argument.reinterpretAsInts().and(MINUS_ZERO);
        FloatVector size = argument.abs().lanewise(VectorOperators.MIN, SATURATION);
        FloatVector twice = size.add(size);
        FloatVector shifted = twice.fma(LOG2_E, ROUNDER);
        FloatVector scale = powerOfTwo(shifted.reinterpretAsInts().sub(ROUNDER_INTS));
        FloatVector expm1 = expm1Polynomial(remainder(twice, shifted.sub(ROUNDER))).fma(scale, scale.sub(ONE));
        return expm1.reinterpretAsInts().or(sign).reinterpretAsFloats();
    }

    private static void tanhOfExpm1(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        FloatVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            FloatVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            tanhOfExpm1(argument).intoArray(result, resultOffset + block);
            block = next;
        }
    }

    static FloatVector tanhOfExpm1(FloatVector signed) {
        IntVector sign = signed.reinterpretAsInts().and(MINUS_ZERO);
        FloatVector expm1 = signed.abs();
        FloatVector sum = expm1.add(TWO);
        FloatVector lost = expm1.sub(sum.sub(TWO));
        FloatVector reciprocal = ONE.div(sum);
        FloatVector quotient = expm1.mul(reciprocal);
        FloatVector residual = quotient.neg().fma(sum, expm1).sub(quotient.mul(lost));
        return residual.fma(reciprocal, quotient).reinterpretAsInts().or(sign).reinterpretAsFloats();
    }

    private static void sigmoidLoop(float[] x, int xOffset, float[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        FloatVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            FloatVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            sigmoid(argument).intoArray(result, resultOffset + block);
            block = next;
        }
    }

    static FloatVector sigmoid(FloatVector argument) {
        FloatVector size = argument.abs();
        size = size.lanewise(VectorOperators.MIN, LIMIT);
        FloatVector shifted = size.fma(MINUS_LOG2_E, ROUNDER);
        FloatVector power = expm1Polynomial(remainder(size.neg(), shifted.sub(ROUNDER))).add(ONE);
        IntVector exponent = shifted.reinterpretAsInts().sub(ROUNDER_INTS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        FloatVector decay = power.mul(powerOfTwo(half)).mul(powerOfTwo(exponent.sub(half)));
        return ONE.blend(decay, argument.compare(VectorOperators.LT, ZERO)).div(decay.add(ONE));
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

    private static int firstChunk(int length) {
        return length - (length - LANES) / CHUNK * CHUNK;
    }

    private static FloatVector remainder(FloatVector x, FloatVector k) {
        return k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x));
    }

    private static FloatVector powerOfTwo(IntVector exponent) {
        return exponent.add(BIAS).lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats();
    }

    /** exp(r) - 1 for |r| of at most log(2) / 2, relative error 1.4e-8. */
    static FloatVector expm1Polynomial(FloatVector r) {
        FloatVector tail = POWER_6.fma(r, POWER_5).fma(r, POWER_4).fma(r, POWER_3).fma(r, POWER_2);
        return tail.fma(r.mul(r), r);
    }

    private static FloatVector load(float[] x, int offset) {
        return FloatVector.fromArray(SPECIES, x, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
