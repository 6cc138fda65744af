package org.stillpoint.numerics.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The pair kernels in single precision on vector registers, made as {@link SimdPairs}; the polynomial's relative error is 7.5e-8. */
final class SimdFloatPairs {

    private static final float ROUNDER = 0x1.8p23f;
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    private static final int FRACTION_BITS = 23;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int LANES = PairKernels.FLOAT_LANES;
    private static final int LEAST = ROUNDER_BITS - PairKernels.LARGEST_FLOAT_EXPONENT;
    private static final int LARGEST = ROUNDER_BITS + PairKernels.LARGEST_FLOAT_EXPONENT;

    private SimdFloatPairs() {
    }

    static void squaredDistances(float[] x, int xOffset, int dimension, float[] y, int yOffset, int stride, int columns, float[] costs) {
        for (int j = 0; j < columns; j += WIDTH) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            int place = yOffset + j;
            for (int k = xOffset; k < xOffset + 4 * dimension; k += 4) {
                FloatVector point = load(y, place);
                place += stride;
                FloatVector difference = point.sub(broadcast(x[k]));
                sum0 = difference.fma(difference, sum0);
                difference = point.sub(broadcast(x[k + 1]));
                sum1 = difference.fma(difference, sum1);
                difference = point.sub(broadcast(x[k + 2]));
                sum2 = difference.fma(difference, sum2);
                difference = point.sub(broadcast(x[k + 3]));
                sum3 = difference.fma(difference, sum3);
            }
            sum0.intoArray(costs, j);
            sum1.intoArray(costs, columns + j);
            sum2.intoArray(costs, 2 * columns + j);
            sum3.intoArray(costs, 3 * columns + j);
        }
    }

    static void addPowers(float[] costs, int columns, float scale, float[] heights, int heightsOffset, int[] shifts, int shiftsOffset,
            float[] lanes, int lanesOffset) {
        for (int row = 0; row < PairKernels.ROWS; row++) {
            IntVector shift = IntVector.broadcast(IntVector.SPECIES_PREFERRED, shifts[shiftsOffset + row]);
            for (int part = 0; part < LANES; part += WIDTH) {
                int place = lanesOffset + row * LANES + part;
                FloatVector sum = load(lanes, place);
                for (int j = part; j < columns; j += LANES) {
                    FloatVector exponent = load(costs, row * columns + j).fma(broadcast(-scale), load(heights, heightsOffset + j));
                    FloatVector rounded = exponent.add(ROUNDER);
                    FloatVector rest = exponent.sub(rounded.sub(ROUNDER));
                    IntVector whole = rounded.reinterpretAsInts().add(shift).max(LEAST).min(LARGEST);
                    FloatVector power = broadcast(0x1.5c08e6p-10f)
                            .fma(rest, broadcast(0x1.3d0c52p-7f))
                            .fma(rest, broadcast(0x1.c6b6e4p-5f))
                            .fma(rest, broadcast(0x1.ebf918p-3f))
                            .fma(rest, broadcast(0x1.62e428p-1f))
                            .fma(rest, broadcast(0x1.000002p+0f));
                    sum = sum.add(power.reinterpretAsInts().add(whole.lanewise(VectorOperators.LSHL, FRACTION_BITS))
                            .reinterpretAsFloats());
                }
                sum.intoArray(lanes, place);
            }
        }
    }

    private static FloatVector load(float[] x, int offset) {
        return FloatVector.fromArray(SPECIES, x, offset);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
