package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of plans on vector registers; the exponential is that of {@link SimdExponentials} and {@link SimdFloats}, with one power of
 * two as factor, since its arguments are cut to where that is a normal number.
 */
final class SimdGibbs {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int BLOCK = ScalarGibbs.LANES;
    private static final int FLOAT_LANES = FLOATS.length();
    private static final int FLOAT_BLOCK = ScalarGibbs.FLOAT_LANES;

    private static final double ROUNDER = ScalarFunctions.ROUNDER;
    private static final double LOG2_E = ScalarFunctions.LOG2_E;
    private static final double LN2_HIGH = ScalarFunctions.LN2_HIGH;
    private static final double LN2_LOW = ScalarFunctions.LN2_LOW;
    private static final long ONE_BIAS = ScalarFunctions.ROUNDER_BITS - ScalarFunctions.EXPONENT_BIAS;
    private static final int FRACTION_BITS = ScalarFunctions.FRACTION_BITS;

    private static final float FLOAT_ROUNDER = ScalarFloatFunctions.ROUNDER;
    private static final float FLOAT_LOG2_E = ScalarFloatFunctions.LOG2_E;
    private static final float FLOAT_LN2_HIGH = ScalarFloatFunctions.LN2_HIGH;
    private static final float FLOAT_LN2_LOW = ScalarFloatFunctions.LN2_LOW;
    private static final int FLOAT_BIAS = ScalarFloatFunctions.ROUNDER_BITS - ScalarFloatFunctions.EXPONENT_BIAS;
    private static final int FLOAT_FRACTION_BITS = ScalarFloatFunctions.FRACTION_BITS;

    private SimdGibbs() {
    }

    static double row(double[] g, int gOffset, double[] c, int cOffset, double shift, double scale, double[] result, int resultOffset,
            int length) {
        int blocked = length / BLOCK * BLOCK;
        double sum = lanes(g, gOffset, c, cOffset, shift, scale, result, resultOffset, blocked);
        if (LANES != BLOCK) {
            sum += lanes(g, gOffset + LANES, c, cOffset + LANES, shift, scale, result, resultOffset + LANES, blocked);
        }
        return sum + ScalarGibbs.tail(g, gOffset, c, cOffset, shift, scale, result, resultOffset, blocked, length);
    }

    private static double lanes(double[] g, int gOffset, double[] c, int cOffset, double shift, double scale, double[] result,
            int resultOffset, int length) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < length; i += BLOCK) {
            DoubleVector argument = broadcast(shift).add(DoubleVector.fromArray(SPECIES, g, gOffset + i))
                    .sub(DoubleVector.fromArray(SPECIES, c, cOffset + i)).mul(scale);
            DoubleVector cut = argument.blend(GibbsKernelSet.HIGHEST, argument.compare(VectorOperators.GT, GibbsKernelSet.HIGHEST));
            DoubleVector shifted = cut.fma(broadcast(LOG2_E), broadcast(ROUNDER));
            DoubleVector k = shifted.sub(ROUNDER);
            DoubleVector r = k.fma(broadcast(-LN2_LOW), k.fma(broadcast(-LN2_HIGH), cut));
            LongVector exponent = shifted.reinterpretAsLongs().sub(ONE_BIAS).lanewise(VectorOperators.LSHL, FRACTION_BITS);
            DoubleVector power = SimdExponentials.expm1Polynomial(r).add(1.0).mul(exponent.reinterpretAsDoubles())
                    .blend(0.0, argument.compare(VectorOperators.LT, GibbsKernelSet.LOWEST));
            power.intoArray(result, resultOffset + i);
            sum = sum.add(power);
        }
        return SimdReductions.sumOfLanes(sum);
    }

    static float row(float[] g, int gOffset, float[] c, int cOffset, float shift, float scale, float[] result, int resultOffset,
            int length) {
        int blocked = length / FLOAT_BLOCK * FLOAT_BLOCK;
        FloatVector first = floatLanes(g, gOffset, c, cOffset, shift, scale, result, resultOffset, blocked);
        float sum;
        if (FLOAT_LANES == FLOAT_BLOCK) {
            sum = ((first.lane(0) + first.lane(8)) + (first.lane(4) + first.lane(12)))
                    + ((first.lane(2) + first.lane(10)) + (first.lane(6) + first.lane(14)))
                    + (((first.lane(1) + first.lane(9)) + (first.lane(5) + first.lane(13)))
                    + ((first.lane(3) + first.lane(11)) + (first.lane(7) + first.lane(15))));
        } else {
            FloatVector both = first.add(floatLanes(g, gOffset + FLOAT_LANES, c, cOffset + FLOAT_LANES, shift, scale, result,
                    resultOffset + FLOAT_LANES, blocked));
            sum = ((both.lane(0) + both.lane(4)) + (both.lane(2) + both.lane(6)))
                    + ((both.lane(1) + both.lane(5)) + (both.lane(3) + both.lane(7)));
        }
        return sum + ScalarGibbs.tail(g, gOffset, c, cOffset, shift, scale, result, resultOffset, blocked, length);
    }

    private static FloatVector floatLanes(float[] g, int gOffset, float[] c, int cOffset, float shift, float scale, float[] result,
            int resultOffset, int length) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int i = 0; i < length; i += FLOAT_BLOCK) {
            FloatVector argument = floats(shift).add(FloatVector.fromArray(FLOATS, g, gOffset + i))
                    .sub(FloatVector.fromArray(FLOATS, c, cOffset + i)).mul(scale);
            FloatVector cut = argument.blend(GibbsKernelSet.HIGHEST_SINGLE,
                    argument.compare(VectorOperators.GT, GibbsKernelSet.HIGHEST_SINGLE));
            FloatVector shifted = cut.fma(floats(FLOAT_LOG2_E), floats(FLOAT_ROUNDER));
            FloatVector k = shifted.sub(FLOAT_ROUNDER);
            FloatVector r = k.fma(floats(-FLOAT_LN2_LOW), k.fma(floats(-FLOAT_LN2_HIGH), cut));
            IntVector exponent = shifted.reinterpretAsInts().sub(FLOAT_BIAS).lanewise(VectorOperators.LSHL, FLOAT_FRACTION_BITS);
            FloatVector power = SimdFloats.expm1Polynomial(r).add(1.0f).mul(exponent.reinterpretAsFloats())
                    .blend(0.0f, argument.compare(VectorOperators.LT, GibbsKernelSet.LOWEST_SINGLE));
            power.intoArray(result, resultOffset + i);
            sum = sum.add(power);
        }
        return sum;
    }

    /** A block without large elements is passed over; in others each element is written, and counts if it is large: no branch is to guess. */
    static int select(double[] x, int xOffset, int length, double threshold, double factor, int[] indices, double[] values, int offset) {
        int blocked = length / LANES * LANES;
        int place = offset;
        for (int i = 0; i < blocked; i += LANES) {
            if (DoubleVector.fromArray(SPECIES, x, xOffset + i).compare(VectorOperators.GT, threshold).anyTrue()) {
                for (int index = i; index < i + LANES; index++) {
                    double value = x[xOffset + index];
                    indices[place] = index;
                    values[place] = value * factor;
                    place += value > threshold ? 1 : 0;
                }
            }
        }
        return ScalarGibbs.selectFrom(blocked, x, xOffset, length, threshold, factor, indices, values, place) - offset;
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    private static FloatVector floats(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
