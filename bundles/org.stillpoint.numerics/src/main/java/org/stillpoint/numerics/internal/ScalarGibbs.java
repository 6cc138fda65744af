package org.stillpoint.numerics.internal;

/** The kernels of plans as plain loops, whose sums are taken in the lanes of {@link SimdGibbs}. */
public final class ScalarGibbs implements GibbsKernelSet {

    static final int LANES = ScalarReductions.LANES;
    static final int FLOAT_LANES = 2 * LANES;

    @Override
    public double row(double[] g, int gOffset, double[] c, int cOffset, double shift, double scale, double[] result, int resultOffset,
            int length) {
        int blocked = length / LANES * LANES;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        double sum4 = 0;
        double sum5 = 0;
        double sum6 = 0;
        double sum7 = 0;
        for (int i = 0; i < blocked; i += LANES) {
            int gi = gOffset + i;
            int ci = cOffset + i;
            int ri = resultOffset + i;
            for (int lane = 0; lane < LANES; lane++) {
                result[ri + lane] = element(g[gi + lane], c[ci + lane], shift, scale);
            }
            sum0 += result[ri];
            sum1 += result[ri + 1];
            sum2 += result[ri + 2];
            sum3 += result[ri + 3];
            sum4 += result[ri + 4];
            sum5 += result[ri + 5];
            sum6 += result[ri + 6];
            sum7 += result[ri + 7];
        }
        double sum = ((sum0 + sum1) + (sum2 + sum3)) + ((sum4 + sum5) + (sum6 + sum7));
        return sum + tail(g, gOffset, c, cOffset, shift, scale, result, resultOffset, blocked, length);
    }

    /** The elements that fill no block. */
    static double tail(double[] g, int gOffset, double[] c, int cOffset, double shift, double scale, double[] result, int resultOffset,
            int blocked, int length) {
        double sum = 0;
        for (int i = blocked; i < length; i++) {
            double value = element(g[gOffset + i], c[cOffset + i], shift, scale);
            result[resultOffset + i] = value;
            sum += value;
        }
        return sum;
    }

    private static double element(double g, double c, double shift, double scale) {
        double argument = scale * (shift + g - c);
        return argument < LOWEST ? 0 : ScalarFunctions.exp(argument > HIGHEST ? HIGHEST : argument);
    }

    @Override
    public float row(float[] g, int gOffset, float[] c, int cOffset, float shift, float scale, float[] result, int resultOffset,
            int length) {
        int blocked = length / FLOAT_LANES * FLOAT_LANES;
        float[] sums = new float[FLOAT_LANES];
        for (int i = 0; i < blocked; i += FLOAT_LANES) {
            for (int lane = 0; lane < FLOAT_LANES; lane++) {
                float value = element(g[gOffset + i + lane], c[cOffset + i + lane], shift, scale);
                result[resultOffset + i + lane] = value;
                sums[lane] += value;
            }
        }
        for (int half = LANES; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                sums[lane] += sums[lane + half];
            }
        }
        return sums[0] + tail(g, gOffset, c, cOffset, shift, scale, result, resultOffset, blocked, length);
    }

    /** The elements that fill no block. */
    static float tail(float[] g, int gOffset, float[] c, int cOffset, float shift, float scale, float[] result, int resultOffset,
            int blocked, int length) {
        float sum = 0;
        for (int i = blocked; i < length; i++) {
            float value = element(g[gOffset + i], c[cOffset + i], shift, scale);
            result[resultOffset + i] = value;
            sum += value;
        }
        return sum;
    }

    private static float element(float g, float c, float shift, float scale) {
        float argument = scale * (shift + g - c);
        return argument < LOWEST_SINGLE ? 0 : ScalarFloatFunctions.exp(argument > HIGHEST_SINGLE ? HIGHEST_SINGLE : argument);
    }

    @Override
    public int select(double[] x, int xOffset, int length, double threshold, double factor, int[] indices, double[] values, int offset) {
        return selectFrom(0, x, xOffset, length, threshold, factor, indices, values, offset) - offset;
    }

    /** Selects from an element on; answers the place after the last one put. */
    static int selectFrom(int first, double[] x, int xOffset, int length, double threshold, double factor, int[] indices,
            double[] values, int offset) {
        int place = offset;
        for (int i = first; i < length; i++) {
            double value = x[xOffset + i];
            if (value > threshold) {
                indices[place] = i;
                values[place++] = value * factor;
            }
        }
        return place;
    }
}
