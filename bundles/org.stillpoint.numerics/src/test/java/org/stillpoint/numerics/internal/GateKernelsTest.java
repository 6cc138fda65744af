package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.numerics.GateKernels;
import org.stillpoint.numerics.VectorKernels;

/** The kernels of gated units, on vector registers and as plain loops. */
class GateKernelsTest {

    private static final int MOST = 70;
    private static final int MARGIN = 3;

    static Stream<GateKernelSet> kernels() {
        Stream<GateKernelSet> scalar = Stream.of(new ScalarGates());
        return VectorKernel.fitsTheProcessor() ? Stream.concat(scalar, Stream.of(new SimdGateKernels(true))) : scalar;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gatesAreTheLogisticFunctionBitForBit(GateKernelSet kernels) {
        Random random = new Random(1);
        for (int round = 0; round < 4 * MOST; round++) {
            int length = round % MOST;
            boolean same = round % 2 == 0;
            double[] h = numbers(length + MARGIN, round, random);
            double[] u = numbers(length + 1, round, random);
            double[] a = factors(length + 2, same, random);
            double[] arguments = new double[length];
            for (int i = 0; i < length; i++) {
                arguments[i] = a[2 + (same ? 0 : i)] * h[MARGIN + i] + u[1 + i];
            }
            VectorKernels.sigmoid(arguments, 0, arguments, 0, length);
            double[] gate = filled(length + 2 * MARGIN);
            kernels.gate(h, MARGIN, u, 1, a, 2, same ? 0 : 1, gate, MARGIN, length);
            assertArrayEquals(arguments, Arrays.copyOfRange(gate, MARGIN, MARGIN + length));
            assertEquals(-7, gate[MARGIN - 1]);
            assertEquals(-7, gate[MARGIN + length]);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void updatesFollowTheirFormulaBitForBit(GateKernelSet kernels) {
        Random random = new Random(2);
        for (int round = 0; round < 4 * MOST; round++) {
            int length = round % MOST;
            boolean same = round % 2 == 0;
            int stride = length + round % 3;
            double[] h = numbers(length + MARGIN, round, random);
            double[] u = numbers(length + 1, round, random);
            double[] a = factors(length + 2, same, random);
            double[] gates = filled(3 * stride + 2 * MARGIN);
            double[] candidates = new double[length];
            for (int i = 0; i < length; i++) {
                gates[MARGIN + i] = random.nextDouble();
                gates[MARGIN + stride + i] = random.nextDouble();
                candidates[i] = a[2 + (same ? 0 : i)] * (h[MARGIN + i] * gates[MARGIN + stride + i]) + u[1 + i];
            }
            VectorKernels.tanh(candidates, 0, candidates, 0, length);
            double[] before = gates.clone();
            double[] next = filled(length + 2);
            kernels.update(h, MARGIN, u, 1, a, 2, same ? 0 : 1, gates, MARGIN, stride, next, 1, length);
            System.arraycopy(candidates, 0, before, MARGIN + 2 * stride, length);
            assertArrayEquals(before, gates);
            for (int i = 0; i < length; i++) {
                assertEquals(h[MARGIN + i] + gates[MARGIN + i] * (candidates[i] - h[MARGIN + i]), next[1 + i]);
            }
            assertEquals(-7, next[0]);
            assertEquals(-7, next[length + 1]);
        }
    }

    @Test
    void rangesAreChecked() {
        double[] ten = new double[10];
        double[] results = new double[30];
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gate(ten, 5, ten, 0, ten, 0, true, results, 0, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gate(ten, 0, ten, 0, ten, 3, true, results, 0, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gate(ten, 0, ten, 0, ten, 5, false, results, 0, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.update(ten, 0, ten, 0, ten, 0, true, results, 1, 10, results, 0, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.update(ten, 0, ten, 0, ten, 0, true, results, 0, 10, ten, 1, 10));
        assertThrows(IllegalArgumentException.class, () -> GateKernels.update(ten, 0, ten, 0, ten, 0, true, results, 0, 9, ten, 0, 10));
    }

    /** Numbers of ordinary size, and in some rounds of any kind. */
    private static double[] numbers(int length, int round, Random random) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = round % 5 == 4 ? Double.longBitsToDouble(random.nextLong()) : random.nextGaussian() * (1 + round % 5 * 30);
        }
        return numbers;
    }

    private static double[] factors(int length, boolean same, Random random) {
        double[] factors = random.doubles(length + GateKernels.REPEATED, -2, 2).toArray();
        if (same) {
            Arrays.fill(factors, factors[0]);
        }
        return factors;
    }

    private static double[] filled(int length) {
        double[] values = new double[length];
        Arrays.fill(values, -7);
        return values;
    }
}
