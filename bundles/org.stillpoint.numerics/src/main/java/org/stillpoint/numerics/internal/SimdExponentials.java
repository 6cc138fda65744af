package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp, tanh and the logistic function on vector registers: x = k ln 2 + r with |r| at most half of ln 2, and a minimax polynomial for
 * exp(r) - 1 (relative error 1.8e-17, found by the Remez exchange in 50 digits).
 *
 * <p>The library's own exponential is not used: interpreted and compiled code of it differ in the last place, so results would change
 * while a program runs. Each method has its formula written out once, inside its loop, because the compiler keeps vectors in registers
 * only where it inlines everything, and it does not inline a large method twice. The last block overlaps the first to cover any length;
 * every block is read before the one before it is written, so that the result may replace the argument.
 */
final class SimdExponentials {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    private static final int BLOCK = ScalarReductions.LANES;

    /** The coefficients of the powers of r in the polynomial of exp(r) - 1. */
    static final double C2 = 0x1.0000000000005p-1;
    static final double C3 = 0x1.555555555555cp-3;
    static final double C4 = 0x1.5555555552138p-5;
    static final double C5 = 0x1.111111110e75ap-7;
    static final double C6 = 0x1.6c16c17f29bd5p-10;
    static final double C7 = 0x1.a01a01b5aaf56p-13;
    static final double C8 = 0x1.a019a6a850aedp-16;
    static final double C9 = 0x1.71ddea69633d6p-19;
    static final double C10 = 0x1.28a28dbf0ce6ep-22;
    static final double C11 = 0x1.af7610702496fp-26;

    /** 1.5 * 2^52: adding it rounds to an integer, which then stands in the low bits of the sum. */
    private static final double ROUNDER = ScalarFunctions.ROUNDER;
    private static final double LOG2_E = ScalarFunctions.LOG2_E;
    private static final double LN2_HIGH = ScalarFunctions.LN2_HIGH;
    private static final double LN2_LOW = ScalarFunctions.LN2_LOW;
    /** Subtracted from the bits of the rounded sum, these leave the exponent plus its bias, or plus the biases of two factors. */
    private static final long ONE_BIAS = ScalarFunctions.ROUNDER_BITS - ScalarFunctions.EXPONENT_BIAS;
    private static final long TWO_BIASES = ScalarFunctions.ROUNDER_BITS - 2 * ScalarFunctions.EXPONENT_BIAS;
    private static final int FRACTION_BITS = ScalarFunctions.FRACTION_BITS;
    /** exp overflows and underflows by itself up to this size of the argument; beyond, the argument is clipped. */
    private static final double ARGUMENT_LIMIT = ScalarFunctions.ARGUMENT_LIMIT;
    /** From here on 1 - tanh x is below a quarter of the last place. */
    private static final double TANH_SATURATION = ScalarFunctions.TANH_SATURATION;

    private SimdExponentials() {
    }

    static void exp(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        DoubleVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            argument = argument.blend(ARGUMENT_LIMIT, argument.compare(VectorOperators.GT, ARGUMENT_LIMIT))
                    .blend(-ARGUMENT_LIMIT, argument.compare(VectorOperators.LT, -ARGUMENT_LIMIT));
            DoubleVector shifted = argument.fma(broadcast(LOG2_E), broadcast(ROUNDER));
            DoubleVector power = expm1Polynomial(remainder(argument, shifted.sub(ROUNDER))).add(1.0);
            // Two factors for the power of two: subnormal results are rounded once, and overflow gives infinity.
            LongVector biases = shifted.reinterpretAsLongs().sub(TWO_BIASES);
            LongVector half = biases.lanewise(VectorOperators.ASHR, 1);
            power.mul(powerOfTwo(half)).mul(powerOfTwo(biases.sub(half))).intoArray(result, resultOffset + block);
            block = next;
        }
    }

    /** The sum of exp(x - shift), in the order of {@link SimdReductions}; the length is a multiple of its lanes. */
    static double sumOfExp(double[] x, int xOffset, double shift, int length) {
        double lanes = sumOfExpOfLanes(x, xOffset, shift, length);
        return LANES == BLOCK ? lanes : lanes + sumOfExpOfLanes(x, xOffset + LANES, shift, length);
    }

    private static double sumOfExpOfLanes(double[] x, int xOffset, double shift, int length) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += BLOCK) {
            DoubleVector argument = load(x, xOffset + i).sub(shift);
            argument = argument.blend(ARGUMENT_LIMIT, argument.compare(VectorOperators.GT, ARGUMENT_LIMIT))
                    .blend(-ARGUMENT_LIMIT, argument.compare(VectorOperators.LT, -ARGUMENT_LIMIT));
            DoubleVector shifted = argument.fma(broadcast(LOG2_E), broadcast(ROUNDER));
            DoubleVector power = expm1Polynomial(remainder(argument, shifted.sub(ROUNDER))).add(1.0);
            LongVector biases = shifted.reinterpretAsLongs().sub(TWO_BIASES);
            LongVector half = biases.lanewise(VectorOperators.ASHR, 1);
            sum = sum.add(power.mul(powerOfTwo(half)).mul(powerOfTwo(biases.sub(half))));
        }
        return SimdReductions.sumOfLanes(sum);
    }

    /** tanh x = e / (e + 2) with e = exp(2 |x|) - 1, which keeps its relative accuracy near zero; the sign is put back. */
    static void tanh(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        DoubleVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            DoubleVector size = argument.abs();
            size = size.blend(TANH_SATURATION, size.compare(VectorOperators.GT, TANH_SATURATION));
            DoubleVector twice = size.add(size);
            DoubleVector shifted = twice.fma(broadcast(LOG2_E), broadcast(ROUNDER));
            DoubleVector scale = powerOfTwo(shifted.reinterpretAsLongs().sub(ONE_BIAS));
            DoubleVector expm1 = expm1Polynomial(remainder(twice, shifted.sub(ROUNDER))).fma(scale, scale.sub(1.0));
            // One step of refinement takes out the rounding of e + 2 and of the quotient.
            DoubleVector sum = expm1.add(2.0);
            DoubleVector lost = expm1.sub(sum.sub(2.0));
            // The compiler gives up on inlining plain methods by here; those of vectors it inlines always.
            DoubleVector reciprocal = DoubleVector.broadcast(SPECIES, 1.0).div(sum);
            DoubleVector quotient = expm1.mul(reciprocal);
            DoubleVector residual = quotient.neg().fma(sum, expm1).sub(quotient.mul(lost));
            LongVector sign = argument.reinterpretAsLongs().and(Long.MIN_VALUE);
            residual.fma(reciprocal, quotient).reinterpretAsLongs().or(sign).reinterpretAsDoubles()
                    .intoArray(result, resultOffset + block);
            block = next;
        }
    }

    /** 1 / (1 + exp(-x)), from exp(-|x|) on both sides so that small results keep their relative accuracy. */
    static void sigmoid(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        DoubleVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            DoubleVector size = argument.abs();
            size = size.blend(ARGUMENT_LIMIT, size.compare(VectorOperators.GT, ARGUMENT_LIMIT));
            DoubleVector shifted = size.fma(broadcast(-LOG2_E), broadcast(ROUNDER));
            DoubleVector power = expm1Polynomial(remainder(size.neg(), shifted.sub(ROUNDER))).add(1.0);
            LongVector biases = shifted.reinterpretAsLongs().sub(TWO_BIASES);
            LongVector half = biases.lanewise(VectorOperators.ASHR, 1);
            DoubleVector decay = power.mul(powerOfTwo(half)).mul(powerOfTwo(biases.sub(half)));
            // The compiler gives up on inlining plain methods by here; those of vectors it inlines always.
            DoubleVector.broadcast(SPECIES, 1.0).blend(decay, argument.compare(VectorOperators.LT, 0.0)).div(decay.add(1.0))
                    .intoArray(result, resultOffset + block);
            block = next;
        }
    }

    /** Distance from the first block to the second: what the length leaves over a whole number of registers, or a full register. */
    static int firstStep(int length) {
        return length - (length - 1) / LANES * LANES;
    }

    /** x - k log 2. */
    static DoubleVector remainder(DoubleVector x, DoubleVector k) {
        return k.fma(broadcast(-LN2_LOW), k.fma(broadcast(-LN2_HIGH), x));
    }

    static DoubleVector powerOfTwo(LongVector biasedExponent) {
        return biasedExponent.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsDoubles();
    }

    /** exp(r) - 1 for |r| of at most log(2) / 2. */
    static DoubleVector expm1Polynomial(DoubleVector r) {
        DoubleVector tail = broadcast(C11)
                .fma(r, broadcast(C10))
                .fma(r, broadcast(C9))
                .fma(r, broadcast(C8))
                .fma(r, broadcast(C7))
                .fma(r, broadcast(C6))
                .fma(r, broadcast(C5))
                .fma(r, broadcast(C4))
                .fma(r, broadcast(C3))
                .fma(r, broadcast(C2));
        return tail.fma(r.mul(r), r);
    }

    private static DoubleVector load(double[] x, int offset) {
        return DoubleVector.fromArray(SPECIES, x, offset);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
