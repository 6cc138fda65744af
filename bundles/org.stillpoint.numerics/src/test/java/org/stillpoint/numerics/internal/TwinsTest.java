package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plain loops and vector registers give the same bits, so that one may take over from the other at any moment. */
class TwinsTest {

    private final KernelSet scalar = new ScalarKernels();
    private KernelSet simd;

    @BeforeEach
    void requireVectorRegisters() {
        assumeTrue(VectorKernel.fitsTheProcessor());
        simd = new SimdKernels(true);
    }

    @Test
    void elementaryFunctions() {
        Random random = new Random(81);
        for (int round = 0; round < 400; round++) {
            int length = round % 90;
            double[] x = new double[length];
            float[] y = new float[length];
            for (int i = 0; i < length; i++) {
                boolean any = round % 2 == 0;
                x[i] = any ? Double.longBitsToDouble(random.nextLong()) : random.nextGaussian() * (round % 5) * 20;
                y[i] = any ? Float.intBitsToFloat(random.nextInt()) : (float) random.nextGaussian() * (round % 5) * 9;
            }
            double[] a = new double[length];
            double[] b = new double[length];
            scalar.exp(x, 0, a, 0, length);
            simd.exp(x, 0, b, 0, length);
            assertArrayEquals(a, b);
            scalar.log(x, 0, a, 0, length);
            simd.log(x, 0, b, 0, length);
            assertArrayEquals(a, b);
            scalar.tanh(x, 0, a, 0, length);
            simd.tanh(x, 0, b, 0, length);
            assertArrayEquals(a, b);
            scalar.sigmoid(x, 0, a, 0, length);
            simd.sigmoid(x, 0, b, 0, length);
            assertArrayEquals(a, b);
            scalar.softplus(x, 0, a, 0, length);
            simd.softplus(x, 0, b, 0, length);
            assertArrayEquals(a, b);
            float[] c = new float[length];
            float[] d = new float[length];
            scalar.exp(y, 0, c, 0, length);
            simd.exp(y, 0, d, 0, length);
            assertArrayEquals(c, d);
            scalar.tanh(y, 0, c, 0, length);
            simd.tanh(y, 0, d, 0, length);
            assertArrayEquals(c, d);
            scalar.sigmoid(y, 0, c, 0, length);
            simd.sigmoid(y, 0, d, 0, length);
            assertArrayEquals(c, d);
        }
    }

    @Test
    void reductions() {
        Random random = new Random(82);
        for (int length = 0; length < 300; length++) {
            double[] x = random.doubles(length, -1, 1).toArray();
            double[] y = random.doubles(length, -1, 1).toArray();
            assertEquals(scalar.dot(x, 0, y, 0, length), simd.dot(x, 0, y, 0, length));
            assertEquals(scalar.squaredDistance(x, 0, y, 0, length), simd.squaredDistance(x, 0, y, 0, length));
            assertEquals(scalar.sum(x, 0, length), simd.sum(x, 0, length));
            assertEquals(scalar.norm1(x, 0, length), simd.norm1(x, 0, length));
            assertEquals(scalar.sumOfExp(x, 0, 0.3, length), simd.sumOfExp(x, 0, 0.3, length));
            assertEquals(scalar.max(x, 0, length), simd.max(x, 0, length));
            assertEquals(scalar.maxDifference(x, 0, y, 0, length), simd.maxDifference(x, 0, y, 0, length));
            assertEquals(scalar.maxAbs(x, 0, length), simd.maxAbs(x, 0, length));
            float[] u = new float[length];
            float[] v = new float[length];
            for (int i = 0; i < length; i++) {
                u[i] = (float) x[i];
                v[i] = (float) y[i];
            }
            assertEquals(scalar.dot(u, 0, v, 0, length), simd.dot(u, 0, v, 0, length));
        }
    }

    @Test
    void panels() {
        Random random = new Random(83);
        PanelKernels scalarPanels = new ScalarPanels();
        PanelKernels simdPanels = new SimdPanels(true);
        for (int rows = 0; rows <= 80; rows += PanelKernels.ROW_MULTIPLE) {
            int depth = rows / 3;
            double[] a = random.doubles((depth + 1) * rows, -1, 1).toArray();
            double[] factors = random.doubles(4 * depth + 10, -1, 1).toArray();
            double[] first = random.doubles(4 * rows, -1, 1).toArray();
            double[] second = first.clone();
            scalarPanels.addProduct(first, 0, rows, a, 0, rows, factors, rows, depth);
            simdPanels.addProduct(second, 0, rows, a, 0, rows, factors, rows, depth);
            assertArrayEquals(first, second);
            scalarPanels.addProduct(first, rows, a, 0, rows, factors, rows, depth);
            simdPanels.addProduct(second, rows, a, 0, rows, factors, rows, depth);
            assertArrayEquals(first, second);
            scalarPanels.solveTriangle(first, 0, rows, factors, rows);
            simdPanels.solveTriangle(second, 0, rows, factors, rows);
            assertArrayEquals(first, second);
        }
    }
}
