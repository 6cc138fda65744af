package org.stillpoint.numerics.internal;

import static org.stillpoint.numerics.internal.MultiplyAdd.of;

/** The pair kernels as plain loops; they give the bits of the vector forms, where they are explained. */
public final class ScalarPairs implements PairKernels {

    private static final double ROUNDER = ScalarFunctions.ROUNDER;
    private static final long ROUNDER_BITS = ScalarFunctions.ROUNDER_BITS;
    private static final float FLOAT_ROUNDER = 0x1.8p23f;
    private static final int FLOAT_ROUNDER_BITS = Float.floatToRawIntBits(FLOAT_ROUNDER);
    private static final int FLOAT_FRACTION_BITS = 23;

    @Override
    public void squaredDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns,
            double[] costs) {
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < dimension; k++) {
                    double difference = y[yOffset + k * stride + j] - x[xOffset + k * ROWS + row];
                    sum = of(difference, difference, sum);
                }
                costs[row * columns + j] = sum;
            }
        }
    }

    @Override
    public void cityBlockDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns,
            double[] costs) {
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < dimension; k++) {
                    sum += Math.abs(y[yOffset + k * stride + j] - x[xOffset + k * ROWS + row]);
                }
                costs[row * columns + j] = sum;
            }
        }
    }

    @Override
    public void products(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns, double[] costs) {
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < dimension; k++) {
                    sum = of(y[yOffset + k * stride + j], x[xOffset + k * ROWS + row], sum);
                }
                costs[row * columns + j] = sum;
            }
        }
    }

    @Override
    public void squareRoots(double[] costs, int length) {
        for (int i = 0; i < length; i++) {
            costs[i] = Math.sqrt(costs[i]);
        }
    }

    @Override
    public void addPowers(double[] costs, int columns, double scale, double[] heights, int heightsOffset, long[] shifts, int shiftsOffset,
            double[] lanes, int lanesOffset) {
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < columns; j++) {
                lanes[lanesOffset + row * LANES + j % LANES] += power(of(costs[row * columns + j], -scale, heights[heightsOffset + j]),
                        shifts[shiftsOffset + row]);
            }
        }
    }

    /** 2^(exponent + shift), with the whole part of the exponent clipped. */
    private static double power(double exponent, long shift) {
        double rounded = exponent + ROUNDER;
        double rest = exponent - (rounded - ROUNDER);
        long whole = Math.min(Math.max(Double.doubleToRawLongBits(rounded) + shift, ROUNDER_BITS - LARGEST_EXPONENT),
                ROUNDER_BITS + LARGEST_EXPONENT);
        double power = of(0x1.e3992178bd0ddp-28, rest, 0x1.b6740fb0785eap-24);
        power = of(power, rest, 0x1.62c157ec7ee12p-20);
        power = of(power, rest, 0x1.ffcb55e844f93p-17);
        power = of(power, rest, 0x1.43091260573e4p-13);
        power = of(power, rest, 0x1.5d87fe9cc5ce9p-10);
        power = of(power, rest, 0x1.3b2ab6fbde0f3p-7);
        power = of(power, rest, 0x1.c6b08d703d48ap-5);
        power = of(power, rest, 0x1.ebfbdff82c3b9p-3);
        power = of(power, rest, 0x1.62e42fefa3a17p-1);
        power = of(power, rest, 1);
        return Double.longBitsToDouble(Double.doubleToRawLongBits(power) + (whole << ScalarFunctions.FRACTION_BITS));
    }

    @Override
    public void maxima(double[] costs, int columns, double scale, double[] heights, int heightsOffset, double[] lanes, int lanesOffset) {
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < columns; j++) {
                double exponent = of(costs[row * columns + j], -scale, heights[heightsOffset + j]);
                int lane = lanesOffset + row * LANES + j % LANES;
                if (exponent > lanes[lane]) {
                    lanes[lane] = exponent;
                }
            }
        }
    }

    @Override
    public void squaredDistances(float[] x, int xOffset, int dimension, float[] y, int yOffset, int stride, int columns, float[] costs) {
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < columns; j++) {
                float sum = 0;
                for (int k = 0; k < dimension; k++) {
                    float difference = y[yOffset + k * stride + j] - x[xOffset + k * ROWS + row];
                    sum = of(difference, difference, sum);
                }
                costs[row * columns + j] = sum;
            }
        }
    }

    @Override
    public void addPowers(float[] costs, int columns, float scale, float[] heights, int heightsOffset, int[] shifts, int shiftsOffset,
            float[] lanes, int lanesOffset) {
        for (int row = 0; row < ROWS; row++) {
            for (int j = 0; j < columns; j++) {
                lanes[lanesOffset + row * FLOAT_LANES + j % FLOAT_LANES] += power(
                        of(costs[row * columns + j], -scale, heights[heightsOffset + j]), shifts[shiftsOffset + row]);
            }
        }
    }

    private static float power(float exponent, int shift) {
        float rounded = exponent + FLOAT_ROUNDER;
        float rest = exponent - (rounded - FLOAT_ROUNDER);
        int whole = Math.min(Math.max(Float.floatToRawIntBits(rounded) + shift, FLOAT_ROUNDER_BITS - LARGEST_FLOAT_EXPONENT),
                FLOAT_ROUNDER_BITS + LARGEST_FLOAT_EXPONENT);
        float power = of(0x1.5c08e6p-10f, rest, 0x1.3d0c52p-7f);
        power = of(power, rest, 0x1.c6b6e4p-5f);
        power = of(power, rest, 0x1.ebf918p-3f);
        power = of(power, rest, 0x1.62e428p-1f);
        power = of(power, rest, 0x1.000002p+0f);
        return Float.intBitsToFloat(Float.floatToRawIntBits(power) + (whole << FLOAT_FRACTION_BITS));
    }
}
