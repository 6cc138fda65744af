package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums, norms, maxima and linear updates of both kernel sets. */
class ReductionsTest {

    private static final int LONGEST = 150;

    static Stream<KernelSet> sets() {
        return Twins.kernels();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void sumsAreThoseOfExactArithmetic(KernelSet set) {
        Random random = new Random(31);
        for (int length = 0; length < LONGEST; length++) {
            double[] x = random.doubles(length, -1, 1).toArray();
            double[] y = random.doubles(length, -1, 1).toArray();
            BigDecimal dot = BigDecimal.ZERO;
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal norm1 = BigDecimal.ZERO;
            BigDecimal distance = BigDecimal.ZERO;
            double exponentials = 0;
            for (int i = 0; i < length; i++) {
                BigDecimal xi = new BigDecimal(x[i]);
                BigDecimal yi = new BigDecimal(y[i]);
                dot = dot.add(xi.multiply(yi));
                sum = sum.add(xi);
                norm1 = norm1.add(xi.abs());
                distance = distance.add(xi.subtract(yi).pow(2));
                exponentials += StrictMath.exp(x[i] - 0.5);
            }
            double tolerance = 2e-16 * (length + 4);
            assertEquals(dot.doubleValue(), set.dot(x, 0, y, 0, length), tolerance);
            assertEquals(sum.doubleValue(), set.sum(x, 0, length), tolerance);
            assertEquals(norm1.doubleValue(), set.norm1(x, 0, length), tolerance * (1 + norm1.doubleValue()));
            assertEquals(distance.doubleValue(), set.squaredDistance(x, 0, y, 0, length), tolerance * (1 + distance.doubleValue()));
            assertEquals(exponentials, set.sumOfExp(x, 0, 0.5, length), tolerance * (1 + exponentials));
            assertEquals(Arrays.stream(x).map(Math::abs).max().orElse(0), set.maxAbs(x, 0, length));
            assertEquals(Arrays.stream(x).max().orElse(Double.NEGATIVE_INFINITY), set.max(x, 0, length));
            assertEquals(IntStream.range(0, length).mapToDouble(i -> x[i] - y[i]).max().orElse(Double.NEGATIVE_INFINITY),
                    set.maxDifference(x, 0, y, 0, length));
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void reductionsRepeatBitForBitAtEveryOffset(KernelSet set) {
        Random random = new Random(32);
        for (int length : new int[] {1, 7, 8, 31, 32, 33, 100, 1000}) {
            double[] x = random.doubles(length, -1, 1).toArray();
            double[] y = random.doubles(length, -1, 1).toArray();
            double[] expected = reductions(set, x, 0, y, 0, length);
            for (int round = 0; round < 200; round++) {
                int xOffset = round % 9;
                int yOffset = round % 5;
                double[] shiftedX = new double[length + xOffset + round % 3];
                double[] shiftedY = new double[length + yOffset];
                System.arraycopy(x, 0, shiftedX, xOffset, length);
                System.arraycopy(y, 0, shiftedY, yOffset, length);
                assertArrayEquals(expected, reductions(set, shiftedX, xOffset, shiftedY, yOffset, length));
            }
        }
    }

    private static double[] reductions(KernelSet set, double[] x, int xOffset, double[] y, int yOffset, int length) {
        return new double[] {set.dot(x, xOffset, y, yOffset, length), set.sum(x, xOffset, length), set.norm1(x, xOffset, length),
            set.squaredDistance(x, xOffset, y, yOffset, length), set.sumOfExp(x, xOffset, 0.1, length)};
    }

    @ParameterizedTest
    @MethodSource("sets")
    void notANumberIsSeenAnywhere(KernelSet set) {
        for (int length = 1; length < 80; length++) {
            int place = length * 7 % length;
            double[] x = IntStream.range(0, length).mapToDouble(i -> i).toArray();
            x[place] = Double.NaN;
            double[] one = new double[length];
            Arrays.fill(one, 1);
            assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN},
                    new double[] {set.dot(x, 0, one, 0, length), set.sum(x, 0, length), set.norm1(x, 0, length),
                        set.maxAbs(x, 0, length), set.max(x, 0, length), set.squaredDistance(one, 0, x, 0, length),
                        set.maxDifference(one, 0, x, 0, length)});
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void updatesRoundAsTheirFormulas(KernelSet set) {
        Random random = new Random(33);
        for (int length = 0; length < LONGEST; length++) {
            double[] x = random.doubles(length + 3, -2, 2).toArray();
            double[] y = random.doubles(length + 3, -2, 2).toArray();
            double[] expected = y.clone();
            double[] actual = y.clone();
            IntStream.range(0, length).forEach(i -> expected[1 + i] = y[1 + i] + 0.3 * x[3 + i]);
            set.axpy(0.3, x, 3, actual, 1, length);
            assertArrayEquals(expected, actual);
            IntStream.range(0, length).forEach(i -> expected[2 + i] = 0.3 * x[1 + i] + 0.7 * actual[2 + i]);
            set.axpby(0.3, x, 1, 0.7, actual, 2, length);
            assertArrayEquals(expected, actual);
            IntStream.range(0, length).forEach(i -> expected[i] = -1.7 * x[2 + i]);
            set.scale(-1.7, x, 2, actual, 0, length);
            assertArrayEquals(expected, actual);
            IntStream.range(0, length).forEach(i -> expected[i] = x[2 + i] - 1.7);
            set.shift(-1.7, x, 2, actual, 0, length);
            assertArrayEquals(expected, actual);
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void clipsToBoundsThatMayBeInfinite(KernelSet set) {
        Random random = new Random(34);
        for (int length = 0; length < 60; length++) {
            double[] x = random.doubles(length + 1, -2, 2).toArray();
            double[] lower = random.doubles(length + 2, -1, 0).map(v -> v < -0.7 ? Double.NEGATIVE_INFINITY : v).toArray();
            double[] upper = random.doubles(length, 0, 1).map(v -> v > 0.7 ? Double.POSITIVE_INFINITY : v).toArray();
            if (length > 3) {
                x[2] = Double.NaN;
            }
            double[] actual = new double[length];
            set.clip(x, 1, lower, 2, upper, 0, actual, 0, length);
            for (int i = 0; i < length; i++) {
                double expected = x[1 + i] < lower[2 + i] ? lower[2 + i] : x[1 + i] > upper[i] ? upper[i] : x[1 + i];
                assertEquals(expected, actual[i]);
            }
        }
    }
}
