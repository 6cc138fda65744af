package org.stillpoint.numerics.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The kernels of increments on vector registers, operation by operation as {@link ScalarIncrements} has them. */
final class SimdIncrements {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private static final FloatVector ONE = broadcast(1);
    private static final FloatVector SATURATION = broadcast(IncrementKernelSet.SATURATION);
    private static final FloatVector MINUS_SATURATION = SATURATION.neg();

    private SimdIncrements() {
    }

    /** Treats at least a register; the last one overlaps the one before it. */
    static void tanh(float f, float[] v, int vOffset, float[] t, int tOffset, float[] result, int resultOffset, int length) {
        int last = length - LANES;
        FloatVector factor = broadcast(f);
        for (int i = 0; i < length; i += LANES) {
            int at = Math.min(i, last);
            FloatVector x = load(v, vOffset + at).mul(factor);
            x = x.blend(SATURATION, x.compare(VectorOperators.GT, SATURATION));
            x = x.blend(MINUS_SATURATION, x.compare(VectorOperators.LT, MINUS_SATURATION));
            FloatVector image = load(t, tOffset + at);
            FloatVector y = x.mul(x);
            FloatVector numerator = y.fma(broadcast(IncrementKernelSet.P4), broadcast(IncrementKernelSet.P3))
                    .fma(y, broadcast(IncrementKernelSet.P2)).fma(y, broadcast(IncrementKernelSet.P1)).fma(y, ONE).mul(x);
            FloatVector denominator = y.fma(broadcast(IncrementKernelSet.Q4), broadcast(IncrementKernelSet.Q3))
                    .fma(y, broadcast(IncrementKernelSet.Q2)).fma(y, broadcast(IncrementKernelSet.Q1)).fma(y, ONE);
            ONE.sub(image).mul(image.add(ONE)).mul(numerator).div(image.fma(numerator, denominator)).mul(factor)
                    .intoArray(result, resultOffset + at);
        }
    }

    /** Treats lanes that fill whole registers. */
    static void advance(float[] increments, float[] slopes, float[] v, float[] w, float[] p, int firstRow, int rows, int lanes,
            float[] largest) {
        for (int lane = 0; lane < lanes; lane += LANES) {
            IntVector most = load(largest, lane).reinterpretAsInts();
            int source = lane;
            int at = firstRow * lanes + lane;
            for (int row = firstRow; row < firstRow + rows; row++) {
                FloatVector shifted = load(w, at).add(load(p, at));
                FloatVector left = load(v, at).fma(broadcast(-slopes[row]), load(increments, source).sub(shifted));
                shifted.intoArray(w, at);
                left.intoArray(p, at);
                most = most.max(left.reinterpretAsInts().and(Integer.MAX_VALUE));
                source += lanes;
                at += lanes;
            }
            most.reinterpretAsFloats().intoArray(largest, lane);
        }
    }

    private static FloatVector load(float[] x, int offset) {
        return FloatVector.fromArray(SPECIES, x, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
