package org.stillpoint.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorKernelsTest {

    @Test
    void logSumExpAndSoftmaxDoNotOverflow() {
        Random random = new Random(41);
        for (int length = 1; length < 70; length++) {
            double[] x = random.doubles(length, -3, 3).toArray();
            double total = Arrays.stream(x).map(Math::exp).sum();
            double[] far = Arrays.stream(x).map(v -> v + 5000).toArray();
            assertEquals(Math.log(total), VectorKernels.logSumExp(x, 0, length), 1e-14);
            assertEquals(5000 + Math.log(total), VectorKernels.logSumExp(far, 0, length), 2e-12);
            double[] shares = new double[length + 2];
            assertEquals(5000 + Math.log(total), VectorKernels.softmax(far, 0, shares, 2, length), 2e-12);
            for (int i = 0; i < length; i++) {
                assertEquals(Math.exp(x[i]) / total, shares[2 + i], 1e-12);
            }
        }
    }

    @Test
    void logSumExpKeepsInfinitiesAndNotANumber() {
        double inf = Double.POSITIVE_INFINITY;
        assertEquals(-inf, VectorKernels.logSumExp(new double[0], 0, 0));
        assertEquals(-inf, VectorKernels.logSumExp(new double[] {-inf, -inf}, 0, 2));
        assertEquals(inf, VectorKernels.logSumExp(new double[] {1, inf}, 0, 2));
        assertEquals(1, VectorKernels.logSumExp(new double[] {1, -inf}, 0, 2));
        assertEquals(Double.NaN, VectorKernels.logSumExp(new double[] {1, Double.NaN}, 0, 2));
    }

    @Test
    void euclideanNormIsSafeFromOverflowAndUnderflow() {
        for (int exponent : new int[] {-1074, -1030, -600, -500, 0, 500, 600, 1021}) {
            double unit = Math.scalb(1.0, exponent);
            assertEquals(5 * unit, VectorKernels.norm2(new double[] {3 * unit, 4 * unit}), Math.ulp(5 * unit));
        }
        assertEquals(0, VectorKernels.norm2(new double[9]));
        assertEquals(0, VectorKernels.norm2(new double[0]));
        assertEquals(Double.POSITIVE_INFINITY, VectorKernels.norm2(new double[] {1, Double.NEGATIVE_INFINITY}));
        assertEquals(Double.NaN, VectorKernels.norm2(new double[] {Double.NaN, 1}));
        assertEquals(Double.MAX_VALUE, VectorKernels.norm2(new double[] {Double.MAX_VALUE}));
    }

    @Test
    void refusesRangesOutsideTheirArraysBeforeWriting() {
        double[] x = new double[10];
        double[] y = new double[9];
        Arrays.fill(x, 1);
        assertThrows(IndexOutOfBoundsException.class, () -> VectorKernels.exp(x, 0, y, 0, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> VectorKernels.axpy(1, x, 2, y, 0, 9));
        assertThrows(IndexOutOfBoundsException.class, () -> VectorKernels.dot(x, -1, y, 0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> VectorKernels.sum(x, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> VectorKernels.dot(x, y));
        assertThrows(NullPointerException.class, () -> VectorKernels.max(null, 0, 0));
        assertEquals(0, VectorKernels.maxAbs(y, 0, 9));
    }
}
