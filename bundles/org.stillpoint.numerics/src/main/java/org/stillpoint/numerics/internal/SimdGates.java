package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of gated units on vector registers, each with the logistic function or the hyperbolic tangent of {@link SimdExponentials}
 * written out in its loop for the reason given there, its polynomial as well. The last block overlaps the first to cover any length of at
 * least one register.
 */
final class SimdGates {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final double ROUNDER = ScalarFunctions.ROUNDER;
    private static final double LOG2_E = ScalarFunctions.LOG2_E;
    private static final long ONE_BIAS = ScalarFunctions.ROUNDER_BITS - ScalarFunctions.EXPONENT_BIAS;
    private static final long TWO_BIASES = ScalarFunctions.ROUNDER_BITS - 2 * ScalarFunctions.EXPONENT_BIAS;
    private static final double ARGUMENT_LIMIT = ScalarFunctions.ARGUMENT_LIMIT;
    private static final double TANH_SATURATION = ScalarFunctions.TANH_SATURATION;

    private SimdGates() {
    }

    static void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gate, int gateOffset,
            int length) {
        int i = 0;
        for (int next = SimdExponentials.firstStep(length); next <= length; next += LANES) {
            DoubleVector argument = load(a, aOffset + i).mul(load(h, hOffset + i)).add(load(u, uOffset + i));
            DoubleVector size = argument.abs();
            size = size.blend(ARGUMENT_LIMIT, size.compare(VectorOperators.GT, ARGUMENT_LIMIT));
            DoubleVector shifted = size.fma(broadcast(-LOG2_E), broadcast(ROUNDER));
            DoubleVector r = SimdExponentials.remainder(size.neg(), shifted.sub(ROUNDER));
            DoubleVector power = broadcast(SimdExponentials.C11)
                    .fma(r, broadcast(SimdExponentials.C10))
                    .fma(r, broadcast(SimdExponentials.C9))
                    .fma(r, broadcast(SimdExponentials.C8))
                    .fma(r, broadcast(SimdExponentials.C7))
                    .fma(r, broadcast(SimdExponentials.C6))
                    .fma(r, broadcast(SimdExponentials.C5))
                    .fma(r, broadcast(SimdExponentials.C4))
                    .fma(r, broadcast(SimdExponentials.C3))
                    .fma(r, broadcast(SimdExponentials.C2))
                    .fma(r.mul(r), r).add(1.0);
            LongVector biases = shifted.reinterpretAsLongs().sub(TWO_BIASES);
            LongVector half = biases.lanewise(VectorOperators.ASHR, 1);
            DoubleVector decay = power.mul(SimdExponentials.powerOfTwo(half)).mul(SimdExponentials.powerOfTwo(biases.sub(half)));
            broadcast(1.0).blend(decay, argument.compare(VectorOperators.LT, 0.0)).div(decay.add(1.0)).intoArray(gate, gateOffset + i);
            i = next;
        }
    }

    static void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gates, int gateOffset,
            double[] next, int nextOffset, int length) {
        int i = 0;
        for (int ahead = SimdExponentials.firstStep(length); ahead <= length; ahead += LANES) {
            DoubleVector state = load(h, hOffset + i);
            DoubleVector argument = load(a, aOffset + i).mul(state.mul(load(gates, gateOffset + length + i)))
                    .add(load(u, uOffset + i));
            DoubleVector size = argument.abs();
            size = size.blend(TANH_SATURATION, size.compare(VectorOperators.GT, TANH_SATURATION));
            DoubleVector twice = size.add(size);
            DoubleVector shifted = twice.fma(broadcast(LOG2_E), broadcast(ROUNDER));
            DoubleVector scale = SimdExponentials.powerOfTwo(shifted.reinterpretAsLongs().sub(ONE_BIAS));
            DoubleVector r = SimdExponentials.remainder(twice, shifted.sub(ROUNDER));
            DoubleVector expm1 = broadcast(SimdExponentials.C11)
                    .fma(r, broadcast(SimdExponentials.C10))
                    .fma(r, broadcast(SimdExponentials.C9))
                    .fma(r, broadcast(SimdExponentials.C8))
                    .fma(r, broadcast(SimdExponentials.C7))
                    .fma(r, broadcast(SimdExponentials.C6))
                    .fma(r, broadcast(SimdExponentials.C5))
                    .fma(r, broadcast(SimdExponentials.C4))
                    .fma(r, broadcast(SimdExponentials.C3))
                    .fma(r, broadcast(SimdExponentials.C2))
                    .fma(r.mul(r), r).fma(scale, scale.sub(1.0));
            DoubleVector sum = expm1.add(2.0);
            DoubleVector lost = expm1.sub(sum.sub(2.0));
            DoubleVector reciprocal = broadcast(1.0).div(sum);
            DoubleVector quotient = expm1.mul(reciprocal);
            DoubleVector residual = quotient.neg().fma(sum, expm1).sub(quotient.mul(lost));
            LongVector sign = argument.reinterpretAsLongs().and(Long.MIN_VALUE);
            DoubleVector candidate = residual.fma(reciprocal, quotient).reinterpretAsLongs().or(sign).reinterpretAsDoubles();
            candidate.intoArray(gates, gateOffset + 2 * length + i);
            // The compiler gives up on inlining plain methods by here; those of vectors it inlines always.
            DoubleVector gate = DoubleVector.fromArray(SPECIES, gates, gateOffset + i);
            state.add(gate.mul(candidate.sub(state))).intoArray(next, nextOffset + i);
            i = ahead;
        }
    }

    private static DoubleVector load(double[] x, int offset) {
        return DoubleVector.fromArray(SPECIES, x, offset);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
