package org.stillpoint.numerics.internal;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * exp, tanh and the logistic function on vector registers: x = k ln 2 + r with |r| at most half of ln 2, and a minimax polynomial for
 * exp(r) - 1 (relative error 1.8e-17, found by the Remez exchange in 50 digits).
 *
 * <p>The library's own exponential is not used: interpreted and compiled code of it differ in the last place, so results would change
 * while a program runs. Each loop is a {@link SeparateLoop} with as few operations as can be, because the compiler keeps vectors in
 * registers in short loops only: tanh is two loops, and constants are vectors made once but for the coefficients, which stay in registers
 * if they are made in the loop. The last block overlaps the first to cover any length; every block is read before the one before it is
 * written, so that the result may replace the argument.
 */
final class SimdExponentials {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    private static final int BLOCK = ScalarReductions.LANES;
    /** What one loop leaves to the next stays in the nearest cache; a multiple of all lengths of registers. */
    static final int CHUNK = 512;

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

    private static final DoubleVector ZERO = broadcast(0);
    private static final DoubleVector ONE = broadcast(1);
    private static final DoubleVector TWO = broadcast(2);
    private static final LongVector MINUS_ZERO = ZERO.neg().reinterpretAsLongs();
    private static final DoubleVector LOG2_E = broadcast(ScalarFunctions.LOG2_E);
    private static final DoubleVector MINUS_LN2_HIGH = broadcast(-ScalarFunctions.LN2_HIGH);
    private static final DoubleVector MINUS_LN2_LOW = broadcast(-ScalarFunctions.LN2_LOW);
    /**
     * 1.5 * 2^52 plus the bias of exponents: adding it rounds to an integer, which then stands in the low bits of the sum together with
     * the bias. What is rounded is never halfway between two integers, so that the parity of the bias does not matter.
     */
    private static final DoubleVector ROUNDER_AND_BIAS = broadcast(ScalarFunctions.ROUNDER + ScalarFunctions.EXPONENT_BIAS);
    /** The same for a power of two that is the product of two. */
    private static final DoubleVector ROUNDER_AND_BIASES = broadcast(ScalarFunctions.ROUNDER + 2 * ScalarFunctions.EXPONENT_BIAS);
    private static final int FRACTION_BITS = ScalarFunctions.FRACTION_BITS;
    /** exp overflows and underflows by itself up to this size of the argument; beyond, the argument is clipped. */
    private static final DoubleVector LIMIT = broadcast(ScalarFunctions.ARGUMENT_LIMIT);
    private static final DoubleVector MINUS_LIMIT = LIMIT.neg();
    /** From here on 1 - tanh x is below a quarter of the last place. */
    private static final DoubleVector SATURATION = broadcast(ScalarFunctions.TANH_SATURATION);

    private static final SeparateLoop EXP = SeparateLoop.ofDoubles(MethodHandles.lookup(), "expLoop");
    private static final SeparateLoop SIGMOID = SeparateLoop.ofDoubles(MethodHandles.lookup(), "sigmoidLoop");
    private static final SeparateLoop SIGNED_EXPM1 = SeparateLoop.ofDoubles(MethodHandles.lookup(), "signedExpm1OfTwice");
    private static final SeparateLoop TANH_OF_EXPM1 = SeparateLoop.ofDoubles(MethodHandles.lookup(), "tanhOfExpm1");

    private SimdExponentials() {
    }

    static void exp(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        EXP.run(x, xOffset, result, resultOffset, length);
    }

    /** tanh x = e / (e + 2) with e = exp(2 |x|) - 1, which keeps its relative accuracy near zero; the sign is put back. */
    static void tanh(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int done = 0;
        for (int next = firstChunk(length); next <= length; next += CHUNK) {
            SIGNED_EXPM1.run(x, xOffset + done, result, resultOffset + done, next - done);
            TANH_OF_EXPM1.run(result, resultOffset + done, result, resultOffset + done, next - done);
            done = next;
        }
    }

    /** 1 / (1 + exp(-x)), from exp(-|x|) on both sides so that small results keep their relative accuracy. */
    static void sigmoid(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        SIGMOID.run(x, xOffset, result, resultOffset, length);
    }

    private static void expLoop(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        DoubleVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            expOfSmall(clipped(argument)).intoArray(result, resultOffset + block);
            block = next;
        }
    }

    /** The sum of exp(x - shift), in the order of {@link SimdReductions}; the length is a multiple of its lanes. */
    static double sumOfExp(double[] x, int xOffset, double shift, int length) {
        double lanes = sumOfExpOfLanes(x, xOffset, shift, length);
        return LANES == BLOCK ? lanes : lanes + sumOfExpOfLanes(x, xOffset + LANES, shift, length);
    }

    private static double sumOfExpOfLanes(double[] x, int xOffset, double shift, int length) {
        DoubleVector subtrahend = broadcast(shift);
        // Not a constant: vectors that a loop carries on must all be new.
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += BLOCK) {
            sum = sum.add(expOfSmall(clipped(load(x, xOffset + i).sub(subtrahend))));
        }
        return SimdReductions.sumOfLanes(sum);
    }

    /** exp(2 |x|) - 1 with the sign of x. */
    private static void signedExpm1OfTwice(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        DoubleVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            LongVector sign = argument.reinterpretAsLongs().and(MINUS_ZERO);
            DoubleVector size = argument.abs();
            size = size.blend(SATURATION, size.compare(VectorOperators.GT, SATURATION));
            DoubleVector twice = size.add(size);
            DoubleVector shifted = twice.fma(LOG2_E, ROUNDER_AND_BIAS);
            DoubleVector scale = powerOfTwo(shifted.reinterpretAsLongs());
            DoubleVector expm1 = expm1Polynomial(remainder(twice, shifted.sub(ROUNDER_AND_BIAS))).fma(scale, scale.sub(ONE));
            expm1.reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(result, resultOffset + block);
            block = next;
        }
    }

    private static void tanhOfExpm1(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        DoubleVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            LongVector sign = argument.reinterpretAsLongs().and(MINUS_ZERO);
            DoubleVector expm1 = argument.abs();
            // One step of refinement takes out the rounding of e + 2 and of the quotient.
            DoubleVector sum = expm1.add(TWO);
            DoubleVector lost = expm1.sub(sum.sub(TWO));
            DoubleVector reciprocal = ONE.div(sum);
            DoubleVector quotient = expm1.mul(reciprocal);
            DoubleVector residual = quotient.neg().fma(sum, expm1).sub(quotient.mul(lost));
            residual.fma(reciprocal, quotient).reinterpretAsLongs().or(sign).reinterpretAsDoubles()
                    .intoArray(result, resultOffset + block);
            block = next;
        }
    }

    private static void sigmoidLoop(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        DoubleVector ahead = load(x, xOffset);
        for (int next = firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = ahead;
            ahead = load(x, xOffset + Math.min(next, last));
            DoubleVector size = argument.abs().neg();
            DoubleVector decay = expOfSmall(size.blend(MINUS_LIMIT, size.compare(VectorOperators.LT, MINUS_LIMIT)));
            ONE.blend(decay, argument.compare(VectorOperators.LT, ZERO)).div(decay.add(ONE)).intoArray(result, resultOffset + block);
            block = next;
        }
    }

    /** Distance from the first block to the second: what the length leaves over a whole number of registers, or a full register. */
    static int firstStep(int length) {
        return length - (length - 1) / LANES * LANES;
    }

    /** The end of the first chunk: what the length leaves over a whole number of chunks, but at least a register. */
    static int firstChunk(int length) {
        return length - (length - LANES) / CHUNK * CHUNK;
    }

    private static DoubleVector clipped(DoubleVector x) {
        return x.blend(LIMIT, x.compare(VectorOperators.GT, LIMIT)).blend(MINUS_LIMIT, x.compare(VectorOperators.LT, MINUS_LIMIT));
    }

    /** exp of arguments within the limits. */
    private static DoubleVector expOfSmall(DoubleVector x) {
        DoubleVector shifted = x.fma(LOG2_E, ROUNDER_AND_BIASES);
        DoubleVector power = expm1Polynomial(remainder(x, shifted.sub(ROUNDER_AND_BIASES))).add(ONE);
        // Two factors for the power of two: subnormal results are rounded once, and overflow gives infinity.
        LongVector exponents = shifted.reinterpretAsLongs();
        LongVector half = exponents.lanewise(VectorOperators.ASHR, 1);
        return power.mul(powerOfTwo(half)).mul(powerOfTwo(exponents.sub(half)));
    }

    /** x - k log 2. */
    static DoubleVector remainder(DoubleVector x, DoubleVector k) {
        return k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x));
    }

    /** The power of two with the exponent, plus its bias, in the low bits; what stands above them is shifted out. */
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
