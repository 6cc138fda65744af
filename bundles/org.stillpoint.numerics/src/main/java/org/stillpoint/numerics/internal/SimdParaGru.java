package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Many steps of a ParaGRU unit on vector registers, operation by operation as {@link SimdGates} does one. A state waits for the one before
 * it through some two hundred cycles, but the registers of a step do not wait for each other: the processor works at several of them at
 * a time as long as their instructions are near, so all that a register needs stands in one loop body, with the polynomials written
 * out, because the compiler does not inline them once it has compiled them by themselves. The last register overlaps the one before it.
 */
final class SimdParaGru {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final double ROUNDER = ScalarFunctions.ROUNDER;
    private static final double LOG2_E = ScalarFunctions.LOG2_E;
    private static final double LN2_HIGH = ScalarFunctions.LN2_HIGH;
    private static final double LN2_LOW = ScalarFunctions.LN2_LOW;
    private static final long ONE_BIAS = ScalarFunctions.ROUNDER_BITS - ScalarFunctions.EXPONENT_BIAS;
    private static final long TWO_BIASES = ScalarFunctions.ROUNDER_BITS - 2 * ScalarFunctions.EXPONENT_BIAS;
    private static final int FRACTION_BITS = ScalarFunctions.FRACTION_BITS;
    private static final double ARGUMENT_LIMIT = ScalarFunctions.ARGUMENT_LIMIT;
    private static final double TANH_SATURATION = ScalarFunctions.TANH_SATURATION;

    private SimdParaGru() {
    }

    /** Runs steps of at least one register of states. */
    static void run(double[] h, int hOffset, double[] u, int uOffset, int uStride, int uStep, double[] a, int aOffset, int aStride,
            int steps, int length, double[] room, double[] states, int statesOffset) {
        double[] before = h;
        int beforeOffset = hOffset;
        int last = length - LANES;
        for (int step = 0; step < steps; step++) {
            int row = statesOffset + step * length;
            for (int i = 0; i < length; i += LANES) {
                int at = Math.min(i, last);
                int drive = uOffset + step * uStep + at;
                int factor = aOffset + at;
                DoubleVector state = DoubleVector.fromArray(SPECIES, before, beforeOffset + at);
                for (int gate = 0; gate < 2; gate++) {
                    DoubleVector argument = state.mul(DoubleVector.fromArray(SPECIES, a, factor + gate * aStride))
                            .add(DoubleVector.fromArray(SPECIES, u, drive + gate * uStride));
                    DoubleVector size = argument.abs();
                    size = size.blend(ARGUMENT_LIMIT, size.compare(VectorOperators.GT, ARGUMENT_LIMIT));
                    DoubleVector shifted = size.fma(DoubleVector.broadcast(SPECIES, -LOG2_E), DoubleVector.broadcast(SPECIES, ROUNDER));
                    DoubleVector k = shifted.sub(ROUNDER);
                    DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW),
                            k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), size.neg()));
                    LongVector biases = shifted.reinterpretAsLongs().sub(TWO_BIASES);
                    LongVector half = biases.lanewise(VectorOperators.ASHR, 1);
                    DoubleVector decay = DoubleVector.broadcast(SPECIES, SimdExponentials.C11)
                            .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C10))
                            .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C9))
                            .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C8))
                            .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C7))
                            .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C6))
                            .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C5))
                            .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C4))
                            .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C3))
                            .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C2))
                            .fma(r.mul(r), r).add(1.0)
                            .mul(half.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsDoubles())
                            .mul(biases.sub(half).lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsDoubles());
                    DoubleVector.broadcast(SPECIES, 1.0).blend(decay, argument.compare(VectorOperators.LT, 0.0)).div(decay.add(1.0))
                            .intoArray(room, gate * LANES);
                }
                DoubleVector argument = state.mul(DoubleVector.fromArray(SPECIES, room, LANES))
                        .mul(DoubleVector.fromArray(SPECIES, a, factor + 2 * aStride))
                        .add(DoubleVector.fromArray(SPECIES, u, drive + 2 * uStride));
                DoubleVector size = argument.abs();
                size = size.blend(TANH_SATURATION, size.compare(VectorOperators.GT, TANH_SATURATION));
                DoubleVector twice = size.add(size);
                DoubleVector shifted = twice.fma(DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUNDER));
                DoubleVector k = shifted.sub(ROUNDER);
                DoubleVector r = k.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW),
                        k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), twice));
                DoubleVector scale = shifted.reinterpretAsLongs().sub(ONE_BIAS).lanewise(VectorOperators.LSHL, FRACTION_BITS)
                        .reinterpretAsDoubles();
                DoubleVector expm1 = DoubleVector.broadcast(SPECIES, SimdExponentials.C11)
                        .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C10))
                        .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C9))
                        .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C8))
                        .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C7))
                        .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C6))
                        .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C5))
                        .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C4))
                        .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C3))
                        .fma(r, DoubleVector.broadcast(SPECIES, SimdExponentials.C2))
                        .fma(r.mul(r), r).fma(scale, scale.sub(1.0));
                DoubleVector sum = expm1.add(2.0);
                DoubleVector lost = expm1.sub(sum.sub(2.0));
                DoubleVector reciprocal = DoubleVector.broadcast(SPECIES, 1.0).div(sum);
                DoubleVector quotient = expm1.mul(reciprocal);
                DoubleVector residual = quotient.neg().fma(sum, expm1).sub(quotient.mul(lost));
                LongVector sign = argument.reinterpretAsLongs().and(Long.MIN_VALUE);
                DoubleVector candidate = residual.fma(reciprocal, quotient).reinterpretAsLongs().or(sign).reinterpretAsDoubles();
                state.add(DoubleVector.fromArray(SPECIES, room, 0).mul(candidate.sub(state))).intoArray(states, row + at);
            }
            before = states;
            beforeOffset = row;
        }
    }
}
