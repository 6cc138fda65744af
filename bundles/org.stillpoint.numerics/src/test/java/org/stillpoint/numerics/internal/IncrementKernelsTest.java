package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.numerics.IncrementKernels;

/** The kernels of increments, on vector registers and as plain loops. */
class IncrementKernelsTest {

    private static final int MARGIN = 3;

    static Stream<IncrementKernelSet> kernels() {
        Stream<IncrementKernelSet> scalar = Stream.of(new ScalarIncrements());
        return VectorKernel.fitsTheProcessor() ? Stream.concat(scalar, Stream.of(new SimdIncrementKernels(true))) : scalar;
    }

    /** tanh(a + f v) - tanh a = sinh(f v) / (cosh a cosh(a + f v)). */
    @ParameterizedTest
    @MethodSource("kernels")
    void errorsAreSmallBesideV(IncrementKernelSet kernels) {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            int length = round % 75;
            float f = round % 2 == 0 ? 1 : .5f;
            float[] v = new float[length + MARGIN];
            float[] t = new float[length + 1];
            float[] result = filled(length + 2);
            double[] a = new double[length];
            for (int i = 0; i < length; i++) {
                v[MARGIN + i] = (float) (.4 * random.nextGaussian() * Math.pow(10, -random.nextInt(20)));
                t[1 + i] = (float) Math.tanh(1.5 * random.nextGaussian());
                a[i] = .5 * (Math.log1p(t[1 + i]) - Math.log1p(-t[1 + i]));
            }
            kernels.tanh(f, v, MARGIN, t, 1, result, 1, length);
            for (int i = 0; i < length; i++) {
                double x = (double) f * v[MARGIN + i];
                double expected = f * Math.sinh(x) / (Math.cosh(a[i]) * Math.cosh(a[i] + x));
                assertEquals(expected, result[1 + i], 1.5e-6 * f * Math.abs(x));
            }
            assertEquals(-7, result[0]);
            assertEquals(-7, result[length + 1]);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void rowsAdvanceByTheirFormulaBitForBit(IncrementKernelSet kernels) {
        Random random = new Random(2);
        for (int lanes = 1; lanes <= 96; lanes++) {
            int rows = 1 + lanes % 6;
            int firstRow = lanes % 4;
            int all = (firstRow + rows + 1) * lanes;
            float[] increments = numbers(rows * lanes, random);
            float[] slopes = numbers(firstRow + rows + 1, random);
            float[] v = numbers(all, random);
            float[] w = numbers(all, random);
            float[] p = numbers(all, random);
            float[] largest = new float[lanes];
            Arrays.fill(largest, .5f);
            float[] expectedW = w.clone();
            float[] expectedP = p.clone();
            float[] expectedLargest = largest.clone();
            for (int i = 0; i < rows * lanes; i++) {
                int at = firstRow * lanes + i;
                expectedW[at] = w[at] + p[at];
                expectedP[at] = MultiplyAdd.of(v[at], -slopes[at / lanes], increments[i] - expectedW[at]);
                expectedLargest[at % lanes] = Math.max(expectedLargest[at % lanes], Math.abs(expectedP[at]));
            }
            kernels.advance(increments, slopes, v, w, p, firstRow, rows, lanes, largest);
            assertArrayEquals(expectedW, w);
            assertArrayEquals(expectedP, p);
            assertArrayEquals(expectedLargest, largest);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void whatIsNotFiniteShowsInItsLaneAlone(IncrementKernelSet kernels) {
        int lanes = 32;
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] increments = new float[2 * lanes];
            increments[5] = wrong;
            float[] largest = new float[lanes];
            float[] zeros = new float[2 * lanes];
            kernels.advance(increments, new float[2], zeros, zeros.clone(), new float[2 * lanes], 0, 2, lanes, largest);
            for (int lane = 0; lane < lanes; lane++) {
                assertEquals(lane == 5 ? Math.abs(wrong) : 0, largest[lane]);
            }
            float[] v = new float[lanes];
            v[5] = wrong;
            kernels.tanh(1, v, 0, new float[lanes], 0, increments, 0, lanes);
            for (int lane = 0; lane < lanes; lane++) {
                assertEquals(lane == 5 ? (float) Math.tanh(wrong) : 0, increments[lane], 1e-7f);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void saturatedUnitsStayFinite(IncrementKernelSet kernels) {
        float[] v = new float[40];
        float[] t = new float[40];
        for (int i = 0; i < 40; i++) {
            v[i] = i % 2 == 0 ? 100 : -100;
            t[i] = (i % 4 < 2 ? 1 : -1) * 0x1.fffffep-1f;
        }
        float[] result = new float[40];
        kernels.tanh(1, v, 0, t, 0, result, 0, 40);
        for (int i = 0; i < 40; i++) {
            assertTrue(Math.abs(result[i]) <= 2 && result[i] * v[i] >= 0, "place " + i + ": " + result[i]);
        }
    }

    @Test
    void rangesAreChecked() {
        float[] ten = new float[10];
        float[] nine = new float[9];
        assertThrows(IndexOutOfBoundsException.class, () -> IncrementKernels.tanh(1, ten, 1, ten, 0, new float[10], 0, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> IncrementKernels.tanh(1, ten, 0, nine, 0, new float[10], 0, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> IncrementKernels.tanh(1, ten, 0, ten, 0, nine, 0, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> IncrementKernels.advance(nine, ten, ten, ten, ten, 0, 5, 2, ten));
        assertThrows(IndexOutOfBoundsException.class, () -> IncrementKernels.advance(ten, new float[5], ten, ten, ten, 1, 5, 2, ten));
        assertThrows(IndexOutOfBoundsException.class, () -> IncrementKernels.advance(ten, ten, nine, ten, ten, 0, 5, 2, ten));
        assertThrows(IndexOutOfBoundsException.class, () -> IncrementKernels.advance(ten, ten, ten, nine, ten, 0, 5, 2, ten));
        assertThrows(IndexOutOfBoundsException.class, () -> IncrementKernels.advance(ten, ten, ten, ten, nine, 0, 5, 2, ten));
        assertThrows(IndexOutOfBoundsException.class, () -> IncrementKernels.advance(ten, ten, ten, ten, ten, 0, 1, 10, nine));
    }

    private static float[] numbers(int length, Random random) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static float[] filled(int length) {
        float[] values = new float[length];
        Arrays.fill(values, -7);
        return values;
    }
}
