package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The pair kernels in double precision on vector registers. A power of two is that of the nearest integer, put into the exponent, times a
 * minimax polynomial for the rest in [-1/2, 1/2] (relative error 2.1e-16, found by the Remez exchange in 40 digits).
 */
final class SimdPairs {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int LANES = PairKernels.LANES;
    private static final double ROUNDER = ScalarFunctions.ROUNDER;
    private static final long ROUNDER_BITS = ScalarFunctions.ROUNDER_BITS;
    private static final int FRACTION_BITS = ScalarFunctions.FRACTION_BITS;
    private static final long LEAST = ROUNDER_BITS - PairKernels.LARGEST_EXPONENT;
    private static final long LARGEST = ROUNDER_BITS + PairKernels.LARGEST_EXPONENT;

    private SimdPairs() {
    }

    static void squaredDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns,
            double[] costs) {
        for (int j = 0; j < columns; j += WIDTH) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            int place = yOffset + j;
            for (int k = xOffset; k < xOffset + 4 * dimension; k += 4) {
                DoubleVector point = load(y, place);
                place += stride;
                DoubleVector difference = point.sub(broadcast(x[k]));
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

    static void cityBlockDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns,
            double[] costs) {
        for (int j = 0; j < columns; j += WIDTH) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            int place = yOffset + j;
            for (int k = xOffset; k < xOffset + 4 * dimension; k += 4) {
                DoubleVector point = load(y, place);
                place += stride;
                sum0 = sum0.add(point.sub(broadcast(x[k])).abs());
                sum1 = sum1.add(point.sub(broadcast(x[k + 1])).abs());
                sum2 = sum2.add(point.sub(broadcast(x[k + 2])).abs());
                sum3 = sum3.add(point.sub(broadcast(x[k + 3])).abs());
            }
            sum0.intoArray(costs, j);
            sum1.intoArray(costs, columns + j);
            sum2.intoArray(costs, 2 * columns + j);
            sum3.intoArray(costs, 3 * columns + j);
        }
    }

    static void products(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns, double[] costs) {
        for (int j = 0; j < columns; j += WIDTH) {
            DoubleVector sum0 = DoubleVector.zero(SPECIES);
            DoubleVector sum1 = sum0;
            DoubleVector sum2 = sum0;
            DoubleVector sum3 = sum0;
            int place = yOffset + j;
            for (int k = xOffset; k < xOffset + 4 * dimension; k += 4) {
                DoubleVector point = load(y, place);
                place += stride;
                sum0 = point.fma(broadcast(x[k]), sum0);
                sum1 = point.fma(broadcast(x[k + 1]), sum1);
                sum2 = point.fma(broadcast(x[k + 2]), sum2);
                sum3 = point.fma(broadcast(x[k + 3]), sum3);
            }
            sum0.intoArray(costs, j);
            sum1.intoArray(costs, columns + j);
            sum2.intoArray(costs, 2 * columns + j);
            sum3.intoArray(costs, 3 * columns + j);
        }
    }

    static void squareRoots(double[] costs, int length) {
        for (int i = 0; i < length; i += WIDTH) {
            load(costs, i).lanewise(VectorOperators.SQRT).intoArray(costs, i);
        }
    }

    static void addPowers(double[] costs, int columns, double scale, double[] heights, int heightsOffset, long[] shifts, int shiftsOffset,
            double[] lanes, int lanesOffset) {
        for (int row = 0; row < PairKernels.ROWS; row++) {
            LongVector shift = LongVector.broadcast(LongVector.SPECIES_PREFERRED, shifts[shiftsOffset + row]);
            for (int part = 0; part < LANES; part += WIDTH) {
                int place = lanesOffset + row * LANES + part;
                DoubleVector sum = load(lanes, place);
                for (int j = part; j < columns; j += LANES) {
                    DoubleVector exponent = load(costs, row * columns + j).fma(broadcast(-scale), load(heights, heightsOffset + j));
                    DoubleVector rounded = exponent.add(ROUNDER);
                    DoubleVector rest = exponent.sub(rounded.sub(ROUNDER));
                    LongVector whole = rounded.reinterpretAsLongs().add(shift).max(LEAST).min(LARGEST);
                    DoubleVector power = broadcast(0x1.e3992178bd0ddp-28)
                            .fma(rest, broadcast(0x1.b6740fb0785eap-24))
                            .fma(rest, broadcast(0x1.62c157ec7ee12p-20))
                            .fma(rest, broadcast(0x1.ffcb55e844f93p-17))
                            .fma(rest, broadcast(0x1.43091260573e4p-13))
                            .fma(rest, broadcast(0x1.5d87fe9cc5ce9p-10))
                            .fma(rest, broadcast(0x1.3b2ab6fbde0f3p-7))
                            .fma(rest, broadcast(0x1.c6b08d703d48ap-5))
                            .fma(rest, broadcast(0x1.ebfbdff82c3b9p-3))
                            .fma(rest, broadcast(0x1.62e42fefa3a17p-1))
                            .fma(rest, broadcast(1.0));
                    // The rounder has no low bits of its own, so the shift leaves nothing but the whole exponent.
                    sum = sum.add(power.reinterpretAsLongs().add(whole.lanewise(VectorOperators.LSHL, FRACTION_BITS))
                            .reinterpretAsDoubles());
                }
                sum.intoArray(lanes, place);
            }
        }
    }

    static void maxima(double[] costs, int columns, double scale, double[] heights, int heightsOffset, double[] lanes, int lanesOffset) {
        for (int row = 0; row < PairKernels.ROWS; row++) {
            for (int part = 0; part < LANES; part += WIDTH) {
                int place = lanesOffset + row * LANES + part;
                DoubleVector largest = load(lanes, place);
                for (int j = part; j < columns; j += LANES) {
                    DoubleVector exponent = load(costs, row * columns + j).fma(broadcast(-scale), load(heights, heightsOffset + j));
                    largest = largest.blend(exponent, exponent.compare(VectorOperators.GT, largest));
                }
                largest.intoArray(lanes, place);
            }
        }
    }

    private static DoubleVector load(double[] x, int offset) {
        return DoubleVector.fromArray(SPECIES, x, offset);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }
}
