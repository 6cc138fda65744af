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
            double[] h = numbers(length + MARGIN, round, random);
            double[] u = numbers(length + 1, round, random);
            double[] a = random.doubles(length + 2, -2, 2).toArray();
            double[] arguments = new double[length];
            for (int i = 0; i < length; i++) {
                arguments[i] = a[2 + i] * h[MARGIN + i] + u[1 + i];
            }
            VectorKernels.sigmoid(arguments, 0, arguments, 0, length);
            double[] gate = filled(length + 2 * MARGIN);
            kernels.gate(h, MARGIN, u, 1, a, 2, gate, MARGIN, length);
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
            double[] h = numbers(length + MARGIN, round, random);
            double[] u = numbers(length + 1, round, random);
            double[] a = random.doubles(length + 2, -2, 2).toArray();
            double[] gates = filled(3 * length + 2 * MARGIN);
            double[] candidates = new double[length];
            for (int i = 0; i < length; i++) {
                gates[MARGIN + i] = random.nextDouble();
                gates[MARGIN + length + i] = random.nextDouble();
                candidates[i] = a[2 + i] * (h[MARGIN + i] * gates[MARGIN + length + i]) + u[1 + i];
            }
            VectorKernels.tanh(candidates, 0, candidates, 0, length);
            double[] before = gates.clone();
            double[] next = filled(length + 2);
            kernels.update(h, MARGIN, u, 1, a, 2, gates, MARGIN, next, 1, length);
            System.arraycopy(candidates, 0, before, MARGIN + 2 * length, length);
            assertArrayEquals(before, gates);
            for (int i = 0; i < length; i++) {
                assertEquals(h[MARGIN + i] + gates[MARGIN + i] * (candidates[i] - h[MARGIN + i]), next[1 + i]);
            }
            assertEquals(-7, next[0]);
            assertEquals(-7, next[length + 1]);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void manyStepsHaveTheBitsOfSingleOnes(GateKernelSet kernels) {
        Random random = new Random(3);
        for (int lanes = 1; lanes <= 40; lanes++) {
            int steps = lanes < 8 ? 10 * lanes : 1 + lanes % 5;
            int stride = steps * lanes + lanes % 3;
            double[] h = numbers(lanes + MARGIN, lanes, random);
            boolean stepByStep = lanes % 2 == 0;
            int gateStride = stepByStep ? lanes : stride;
            int stepStride = stepByStep ? 3 * lanes + 1 : lanes;
            double[] u = numbers(3 * stride + steps + 1, lanes, random);
            double[] a = random.doubles(4L * lanes, -2, 2).toArray();
            double[] expected = Arrays.copyOfRange(h, MARGIN, MARGIN + lanes);
            double[] states = filled(steps * lanes + 2);
            kernels.run(h, MARGIN, u, 1, gateStride, stepStride, a, 1, lanes, steps, lanes, new double[GateKernels.ROOM], states, 1);
            for (int step = 0; step < steps; step++) {
                double[] gates = new double[3 * lanes];
                for (int gate = 0; gate < 2; gate++) {
                    kernels.gate(expected, 0, u, 1 + gate * gateStride + step * stepStride, a, 1 + gate * lanes, gates, gate * lanes,
                            lanes);
                }
                double[] next = new double[lanes];
                kernels.update(expected, 0, u, 1 + 2 * gateStride + step * stepStride, a, 1 + 2 * lanes, gates, 0, next, 0, lanes);
                assertArrayEquals(next, Arrays.copyOfRange(states, 1 + step * lanes, 1 + (step + 1) * lanes));
                expected = next;
            }
            assertEquals(-7, states[0]);
            assertEquals(-7, states[1 + steps * lanes]);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gatedStepsFollowTheirFormulaBitForBit(GateKernelSet kernels) {
        Random random = new Random(4);
        for (int round = 0; round < 4 * MOST; round++) {
            int length = round % MOST;
            int lanes = 1 + round % 5;
            int stride = 3 * length + round % 3;
            int stateStride = length + round % 4;
            float[] gates = singles(lanes * stride + MARGIN, round, random);
            float[] drive = singles(lanes * stride + 1, round, random);
            float[] h = singles(lanes * stateStride + 2, round, random);
            float[] next = new float[lanes * stateStride + 2 * MARGIN];
            Arrays.fill(next, -7);
            float[] expected = next.clone();
            for (int lane = 0; lane < lanes; lane++) {
                float[] logistic = new float[2 * length];
                VectorKernels.sigmoid(gates, MARGIN + lane * stride, logistic, 0, 2 * length);
                float[] candidates = new float[length];
                for (int i = 0; i < length; i++) {
                    candidates[i] = drive[1 + lane * stride + i] + logistic[i] * gates[MARGIN + lane * stride + 2 * length + i];
                }
                VectorKernels.tanh(candidates, 0, candidates, 0, length);
                for (int i = 0; i < length; i++) {
                    float z = logistic[length + i];
                    expected[MARGIN + lane * stateStride + i] = (1 - z) * candidates[i] + z * h[2 + lane * stateStride + i];
                }
            }
            kernels.gatedStep(gates, MARGIN, drive, 1, stride, h, 2, next, MARGIN, stateStride, length, lanes);
            assertArrayEquals(expected, next);
        }
    }

    @Test
    void rangesAreChecked() {
        double[] ten = new double[10];
        double[] results = new double[30];
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gate(ten, 5, ten, 0, ten, 0, results, 0, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gate(ten, 0, ten, 0, ten, 5, results, 0, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gate(ten, 0, ten, 0, ten, 0, ten, 5, 6));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.update(ten, 0, ten, 0, ten, 0, results, 1, results, 0, 10));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.update(ten, 0, ten, 0, ten, 0, results, 0, ten, 1, 10));
        float[] singles = new float[10];
        float[] many = new float[40];
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gatedStep(many, 4, many, 0, 20, many, 0, many, 0, 9, 6, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gatedStep(many, 0, singles, 0, 20, many, 0, many, 0, 9, 6, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gatedStep(many, 0, many, 0, 20, singles, 0, many, 0, 9, 6, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gatedStep(many, 0, many, 0, 20, many, 0, singles, 0, 9, 6, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gatedStep(many, 20, many, 20, -1, many, 0, many, 0, 9, 6, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.gatedStep(many, 0, many, 0, 20, many, 9, many, 9, -9, 6, 2));
        double[] room = new double[GateKernels.ROOM];
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.run(ten, 0, ten, 0, 4, 2, ten, 0, 1, 3, 2, room, results, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.run(ten, 0, results, 0, 4, 2, ten, 7, 1, 2, 2, room, ten, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.run(ten, 0, results, 0, 4, 2, ten, 0, 1, 2, 2, ten, ten, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.run(ten, 9, results, 0, 4, 2, ten, 0, 1, 2, 2, room, ten, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.run(ten, 0, results, 0, 4, 2, ten, 0, 1, 2, 2, room, ten, 7));
        assertThrows(IndexOutOfBoundsException.class, () -> GateKernels.run(ten, 0, results, 9, 4, -1, ten, 0, 1, 2, 2, room, ten, 0));
    }

    /** Numbers of ordinary size, and in some rounds of any kind. */
    private static double[] numbers(int length, int round, Random random) {
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = round % 5 == 4 ? Double.longBitsToDouble(random.nextLong()) : random.nextGaussian() * (1 + round % 5 * 30);
        }
        return numbers;
    }

    private static float[] singles(int length, int round, Random random) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = round % 5 == 4 ? Float.intBitsToFloat(random.nextInt()) : (float) random.nextGaussian() * (1 + round % 5 * 10);
        }
        return numbers;
    }

    private static double[] filled(int length) {
        double[] values = new double[length];
        Arrays.fill(values, -7);
        return values;
    }
}
