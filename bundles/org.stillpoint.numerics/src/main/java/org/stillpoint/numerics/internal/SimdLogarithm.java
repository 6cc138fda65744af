package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The natural logarithm and softplus on vector registers: x = 2^k m with m in [sqrt(1/2), sqrt 2), and log m = 2 artanh s with s = (m - 1) / (m + 1) by
 * a minimax polynomial in s^2 (relative error of the series 2.5e-18). Blocks overlap as in {@link SimdExponentials}.
 */
final class SimdLogarithm {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final double ROUNDER = ScalarFunctions.ROUNDER;
    private static final long ROUNDER_BITS = ScalarFunctions.ROUNDER_BITS;
    private static final double LN2_HIGH = ScalarFunctions.LN2_HIGH;
    private static final double LN2_LOW = ScalarFunctions.LN2_LOW;
    private static final long SQRT_HALF_BITS = ScalarFunctions.SQRT_HALF_BITS;
    private static final int FRACTION_BITS = ScalarFunctions.FRACTION_BITS;
    private static final double LOG2_E = ScalarFunctions.LOG2_E;
    private static final double ARGUMENT_LIMIT = ScalarFunctions.ARGUMENT_LIMIT;
    private static final long TWO_BIASES = ScalarFunctions.ROUNDER_BITS - 2 * ScalarFunctions.EXPONENT_BIAS;
    private static final double SQRT_TWO_LESS_ONE = ScalarFunctions.SQRT_TWO_LESS_ONE;
    private static final int SUBNORMAL_SHIFT = ScalarFunctions.SUBNORMAL_SHIFT;
    private static final double SUBNORMAL_SCALE = ScalarFunctions.SUBNORMAL_SCALE;

    /** The coefficients of the powers of s^2 in the series. */
    private static final double L1 = 0x1.5555555555593p-1;
    private static final double L2 = 0x1.999999997fb57p-2;
    private static final double L3 = 0x1.2492494215f1fp-2;
    private static final double L4 = 0x1.c71c51e924a17p-3;
    private static final double L5 = 0x1.746645f59d007p-3;
    private static final double L6 = 0x1.39a0fa0aa4e12p-3;
    private static final double L7 = 0x1.2f0d5fc9e5c1ep-3;

    private SimdLogarithm() {
    }

    static void log(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        DoubleVector ahead = DoubleVector.fromArray(SPECIES, x, xOffset);
        for (int next = SimdExponentials.firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = ahead;
            ahead = DoubleVector.fromArray(SPECIES, x, xOffset + Math.min(next, last));
            VectorMask<Double> subnormal = argument.compare(VectorOperators.LT, Double.MIN_NORMAL);
            LongVector bits = argument.blend(argument.mul(SUBNORMAL_SCALE), subnormal).reinterpretAsLongs();
            // Subtracting the bits of sqrt(1/2) first moves the cut between two exponents from 1 to there.
            LongVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, FRACTION_BITS);
            DoubleVector m = bits.sub(exponent.lanewise(VectorOperators.LSHL, FRACTION_BITS)).reinterpretAsDoubles();
            DoubleVector rounder = broadcast(ROUNDER).blend(ROUNDER + SUBNORMAL_SHIFT, subnormal);
            DoubleVector k = exponent.add(ROUNDER_BITS).reinterpretAsDoubles().sub(rounder);
            DoubleVector f = m.sub(1.0);
            DoubleVector s = f.div(m.add(1.0));
            DoubleVector z = s.mul(s);
            // log m = f - (f^2/2 - s (f^2/2 + series)) keeps the leading term exact.
            DoubleVector halfSquare = f.mul(f).mul(0.5);
            DoubleVector correction = k.fma(broadcast(LN2_LOW), s.mul(z.fma(series(z), halfSquare)));
            k.fma(broadcast(LN2_HIGH), f.sub(halfSquare.sub(correction)))
                    .blend(Double.NEGATIVE_INFINITY, argument.compare(VectorOperators.EQ, 0.0))
                    .blend(Double.POSITIVE_INFINITY, argument.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
                    .blend(Double.NaN, argument.compare(VectorOperators.GE, 0.0).not())
                    .intoArray(result, resultOffset + block);
            block = next;
        }
    }

    /**
     * log(1 + exp x) = max(0, x) + log(1 + e) with e = exp(-|x|). From e = sqrt 2 - 1 on, log(1 + e) = log 2 + log(1 + (e - 1) / 2), so
     * that the series has small arguments; small e keep their relative accuracy, as 1 + e is never formed.
     */
    static void softplus(double[] x, int xOffset, double[] result, int resultOffset, int length) {
        int last = length - LANES;
        int block = 0;
        DoubleVector ahead = DoubleVector.fromArray(SPECIES, x, xOffset);
        for (int next = SimdExponentials.firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = ahead;
            ahead = DoubleVector.fromArray(SPECIES, x, xOffset + Math.min(next, last));
            DoubleVector size = argument.abs();
            size = size.blend(ARGUMENT_LIMIT, size.compare(VectorOperators.GT, ARGUMENT_LIMIT));
            DoubleVector shifted = size.fma(broadcast(-LOG2_E), broadcast(ROUNDER));
            DoubleVector power = SimdExponentials.expm1Polynomial(SimdExponentials.remainder(size.neg(), shifted.sub(ROUNDER))).add(1.0);
            LongVector biases = shifted.reinterpretAsLongs().sub(TWO_BIASES);
            LongVector half = biases.lanewise(VectorOperators.ASHR, 1);
            DoubleVector decay = power.mul(SimdExponentials.powerOfTwo(half)).mul(SimdExponentials.powerOfTwo(biases.sub(half)));
            VectorMask<Double> far = decay.compare(VectorOperators.GT, SQRT_TWO_LESS_ONE);
            DoubleVector f = decay.blend(decay.sub(1.0).mul(0.5), far);
            DoubleVector s = f.div(f.add(2.0));
            DoubleVector z = s.mul(s);
            // The compiler gives up on inlining plain methods by here; those of vectors it inlines always.
            DoubleVector series = DoubleVector.broadcast(SPECIES, L7)
                    .fma(z, DoubleVector.broadcast(SPECIES, L6))
                    .fma(z, DoubleVector.broadcast(SPECIES, L5))
                    .fma(z, DoubleVector.broadcast(SPECIES, L4))
                    .fma(z, DoubleVector.broadcast(SPECIES, L3))
                    .fma(z, DoubleVector.broadcast(SPECIES, L2))
                    .fma(z, DoubleVector.broadcast(SPECIES, L1));
            DoubleVector k = DoubleVector.zero(SPECIES).blend(1.0, far);
            DoubleVector halfSquare = f.mul(f).mul(0.5);
            DoubleVector correction = k.fma(DoubleVector.broadcast(SPECIES, LN2_LOW), s.mul(z.fma(series, halfSquare)));
            DoubleVector above = DoubleVector.zero(SPECIES).blend(argument, argument.compare(VectorOperators.GT, 0.0));
            k.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), f.sub(halfSquare.sub(correction))).add(above)
                    .intoArray(result, resultOffset + block);
            block = next;
        }
    }

    private static DoubleVector series(DoubleVector z) {
        return broadcast(L7)
                .fma(z, broadcast(L6))
                .fma(z, broadcast(L5))
                .fma(z, broadcast(L4))
                .fma(z, broadcast(L3))
                .fma(z, broadcast(L2))
                .fma(z, broadcast(L1));
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
