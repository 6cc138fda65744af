package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FloatKernelsTest {

    private static final float[] SPECIAL = {
        Float.NaN, 0f, -0f, 1, -1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -Float.MIN_VALUE,
        Float.MIN_NORMAL, -Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, 88.7f, 88.73f, -87.3f, -103.9f, -104f,
        170f, 171f, -170f, -171f, 9f, 9.02f, 10f, -10f
    };

    /** An array kernel of one argument. */
    interface Kernel {
        void apply(float[] x, int xOffset, float[] result, int resultOffset, int length);
    }

    static Stream<Arguments> functions() {
        DoubleUnaryOperator sigmoid = x -> 1 / (1 + StrictMath.exp(-x));
        return Twins.kernels().flatMap(set -> Stream.of(
                Arguments.of(set.description() + " exp", (Kernel) set::exp, (DoubleUnaryOperator) StrictMath::exp),
                Arguments.of(set.description() + " tanh", (Kernel) set::tanh, (DoubleUnaryOperator) StrictMath::tanh),
                Arguments.of(set.description() + " sigmoid", (Kernel) set::sigmoid, sigmoid)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void staysWithinTheLastPlaces(String name, Kernel kernel, DoubleUnaryOperator reference) {
        Random random = new Random(21);
        for (int round = 0; round < 200; round++) {
            int length = round < 2 * SimdFloats.LANES + 4 ? round : 301;
            int offset = round % 3;
            float[] x = new float[length + offset];
            for (int i = 0; i < x.length; i++) {
                x[i] = round % 4 == 0 ? Float.intBitsToFloat(random.nextInt()) : (float) ((random.nextDouble() * 2 - 1) * (round % 4) * 35);
            }
            System.arraycopy(SPECIAL, 0, x, 0, Math.min(x.length, SPECIAL.length));
            float[] result = x.clone();
            kernel.apply(result, offset, result, offset, length);
            for (int i = 0; i < length; i++) {
                float argument = x[offset + i];
                double distance = Ulps.between(result[offset + i], (float) reference.applyAsDouble(argument));
                assertTrue(distance <= 3, name + " of " + argument + " is " + result[offset + i] + ", off by " + distance + " ulp");
            }
        }
    }

    @Test
    void dotAndAxpyAgreeWithDoubles() {
        Random random = new Random(22);
        for (KernelSet set : Twins.kernels().toList()) {
            for (int length = 0; length < 200; length++) {
                float[] x = new float[length + 3];
                float[] y = new float[length + 1];
                double exact = 0;
                double size = 0;
                for (int i = 0; i < length; i++) {
                    x[3 + i] = (float) random.nextGaussian();
                    y[1 + i] = (float) random.nextGaussian();
                    exact += (double) x[3 + i] * y[1 + i];
                    size += Math.abs((double) x[3 + i] * y[1 + i]);
                }
                assertEquals(exact, set.dot(x, 3, y, 1, length), 1e-6 * size);
                float[] updated = y.clone();
                set.axpy(1.5f, x, 3, updated, 1, length);
                for (int i = 0; i < length; i++) {
                    assertEquals(y[1 + i] + 1.5f * x[3 + i], updated[1 + i]);
                }
            }
        }
    }
}
