package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.numerics.GibbsKernels;

/** The kernels of plans, on vector registers and as plain loops. */
class GibbsKernelsTest {

    private static final int MARGIN = 3;

    static Stream<GibbsKernelSet> kernels() {
        Stream<GibbsKernelSet> scalar = Stream.of(new ScalarGibbs());
        return VectorKernel.fitsTheProcessor() ? Stream.concat(scalar, Stream.of(new SimdGibbsKernels(true))) : scalar;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void rowsAreExponentialsOfDifferences(GibbsKernelSet kernels) {
        Random random = new Random(1);
        for (int length = 0; length < 70; length++) {
            double[] g = random.doubles(length + MARGIN, -1, 1).toArray();
            double[] c = random.doubles(length + MARGIN, 0, 2).toArray();
            double[] result = new double[length + 2 * MARGIN];
            Arrays.fill(result, -1);
            double sum = kernels.row(g, MARGIN, c, 1, 0.3, 20, result, 2, length);
            double expected = 0;
            for (int i = 0; i < length; i++) {
                double exponent = 20 * (0.3 + g[MARGIN + i] - c[1 + i]);
                assertEquals(Math.exp(exponent), result[2 + i], 4 * Math.ulp(Math.exp(exponent)));
                expected += result[2 + i];
            }
            assertEquals(expected, sum, 1e-14 * expected);
            assertEquals(-1, result[1]);
            assertEquals(-1, result[2 + length]);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void singlePrecisionRows(GibbsKernelSet kernels) {
        Random random = new Random(2);
        for (int length = 0; length < 70; length++) {
            float[] g = new float[length];
            float[] c = new float[length];
            for (int i = 0; i < length; i++) {
                g[i] = random.nextFloat();
                c[i] = random.nextFloat();
            }
            float[] result = new float[length];
            float sum = kernels.row(g, 0, c, 0, 0.25f, 8, result, 0, length);
            double expected = 0;
            for (int i = 0; i < length; i++) {
                float exponent = 8 * (0.25f + g[i] - c[i]);
                assertEquals(Math.exp(exponent), result[i], 4 * Math.ulp(result[i]));
                expected += result[i];
            }
            assertEquals(expected, sum, 1e-5 * expected);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void extremeExponents(GibbsKernelSet kernels) {
        double[] g = {0, -800, 800, Double.NEGATIVE_INFINITY, -708, 709, 1e300, -1e300, 0};
        double[] result = new double[g.length];
        kernels.row(g, 0, new double[g.length], 0, 0, 1, result, 0, g.length);
        double most = Math.exp(709);
        assertArrayEquals(new double[] {1, 0, most, 0, Math.exp(-708), most, most, 0, 1}, result, 4 * Math.ulp(most));
        assertEquals(0, result[1]);
        assertEquals(0, result[3]);
        assertEquals(Math.exp(-708), result[4], 4 * Math.ulp(Math.exp(-708)));
        float[] single = {0, -90, 90, Float.NEGATIVE_INFINITY, -87, 88, 1e30f, -1e30f};
        float[] results = new float[2 * single.length];
        float[] twice = Arrays.copyOf(single, results.length);
        kernels.row(twice, 0, new float[results.length], 0, 0, 1, results, 0, results.length);
        assertEquals(1, results[0]);
        assertEquals(0, results[1]);
        assertEquals((float) Math.exp(88), results[2], 4 * Math.ulp(results[2]));
        assertEquals(0, results[3]);
        assertEquals((float) Math.exp(-87), results[4], 4 * Math.ulp(results[4]));
        assertEquals(results[2], results[6]);
        assertEquals(0, results[7]);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void selectsWhatIsLarger(GibbsKernelSet kernels) {
        Random random = new Random(3);
        for (int length = 0; length < 70; length++) {
            double[] x = random.doubles(length + MARGIN).toArray();
            if (length > 2) {
                x[MARGIN + 1] = 0.7;
            }
            int[] indices = new int[length + 2];
            double[] values = new double[length + 2];
            int count = kernels.select(x, MARGIN, length, 0.7, 10, indices, values, 2);
            int expected = 2;
            for (int i = 0; i < length; i++) {
                if (x[MARGIN + i] > 0.7) {
                    assertEquals(i, indices[expected]);
                    assertEquals(10 * x[MARGIN + i], values[expected++]);
                }
            }
            assertEquals(expected - 2, count);
            assertEquals(0, values[0] + values[1]);
        }
    }

    @Test
    void bothGiveTheSameBits() {
        assumeTrue(VectorKernel.fitsTheProcessor());
        GibbsKernelSet scalar = new ScalarGibbs();
        GibbsKernelSet simd = new SimdGibbsKernels(true);
        Random random = new Random(4);
        for (int length = 0; length < 200; length++) {
            double[] g = new double[length];
            float[] single = new float[length];
            for (int i = 0; i < length; i++) {
                g[i] = random.nextGaussian() * (length % 2 == 0 ? 5 : 500);
                single[i] = (float) g[i];
            }
            double[] a = new double[length];
            double[] b = new double[length];
            assertEquals(scalar.row(g, 0, a, 0, 0.1, 1.7, a, 0, length), simd.row(g, 0, b, 0, 0.1, 1.7, b, 0, length));
            assertArrayEquals(a, b);
            float[] c = new float[length];
            float[] d = new float[length];
            assertEquals(scalar.row(single, 0, c, 0, 0.1f, 1.7f, c, 0, length), simd.row(single, 0, d, 0, 0.1f, 1.7f, d, 0, length));
            assertArrayEquals(c, d);
            int[] first = new int[length];
            int[] second = new int[length];
            int count = scalar.select(g, 0, length, 1, 3, first, a, 0);
            assertEquals(count, simd.select(g, 0, length, 1, 3, second, b, 0));
            assertArrayEquals(Arrays.copyOf(first, count), Arrays.copyOf(second, count));
            assertArrayEquals(Arrays.copyOf(a, count), Arrays.copyOf(b, count));
        }
    }

    @Test
    void rangesAreChecked() {
        double[] ten = new double[10];
        assertThrows(IndexOutOfBoundsException.class, () -> GibbsKernels.row(ten, 5, ten, 0, 0, 1, ten, 0, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> GibbsKernels.row(ten, 0, ten, 5, 0, 1, ten, 0, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> GibbsKernels.row(ten, 0, ten, 0, 0, 1, ten, 5, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> GibbsKernels.select(ten, 0, 10, 0, 1, new int[9], ten, 0));
    }
}
