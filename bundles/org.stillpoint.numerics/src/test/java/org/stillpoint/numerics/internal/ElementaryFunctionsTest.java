package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kernel sets against {@link StrictMath} and against sixty decimal digits. */
class ElementaryFunctionsTest {

    private static final int LENGTH = 509;
    private static final MathContext DIGITS = new MathContext(60);
    private static final double[] SPECIAL = {
        Double.NaN, 0.0, -0.0, 1, -1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -Double.MIN_VALUE,
        Double.MIN_NORMAL, -Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 3e-310, 1e-17, -1e-17, 709.78, 709.79,
        710, -708.4, -745.13, -745.14, -746, 1400, 1401, -1400, -1401,
        19.06, 19.07, 20, 22, Math.nextUp(1.0), Math.nextDown(1.0), Math.sqrt(0.5), Math.sqrt(2), 0x1p-1022,
        0x1p1023, 1e300, -1e300, 36.7, 36.8, -36.8
    };

    /** An array kernel of one argument. */
    interface Kernel {
        void apply(double[] x, int xOffset, double[] result, int resultOffset, int length);
    }

    static Stream<Arguments> functions() {
        return Twins.kernels().flatMap(set -> Stream.of(
                Arguments.of(set.description() + " exp", (Kernel) set::exp, (DoubleUnaryOperator) StrictMath::exp, 2.0),
                Arguments.of(set.description() + " log", (Kernel) set::log, (DoubleUnaryOperator) StrictMath::log, 2.0),
                Arguments.of(set.description() + " tanh", (Kernel) set::tanh, (DoubleUnaryOperator) StrictMath::tanh, 3.0),
                Arguments.of(set.description() + " sigmoid", (Kernel) set::sigmoid,
                        (DoubleUnaryOperator) ElementaryFunctionsTest::strictSigmoid, 3.0),
                Arguments.of(set.description() + " softplus", (Kernel) set::softplus,
                        (DoubleUnaryOperator) ElementaryFunctionsTest::strictSoftplus, 4.0)));
    }

    private static double strictSoftplus(double x) {
        return Math.max(0, x) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static double strictSigmoid(double x) {
        double decay = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? decay : 1) / (1 + decay);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void agreesWithStrictMath(String name, Kernel kernel, DoubleUnaryOperator reference, double bound) {
        Random random = new Random(11);
        double[] x = new double[LENGTH];
        double[] result = new double[LENGTH];
        for (int round = 0; round < 48; round++) {
            for (int i = 0; i < LENGTH; i++) {
                x[i] = argument(random, round % 6);
            }
            System.arraycopy(SPECIAL, 0, x, round, SPECIAL.length);
            kernel.apply(x, 0, result, 0, LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                double distance = Ulps.between(result[i], reference.applyAsDouble(x[i]));
                assertTrue(distance <= bound, name + " of " + x[i] + " is " + result[i] + ", off by " + distance + " ulp");
            }
        }
    }

    private static double argument(Random random, int kind) {
        double unit = 2 * random.nextDouble() - 1;
        switch (kind) {
            case 0: return 750 * unit;
            case 1: return 5 * unit;
            case 2: return unit * Math.scalb(1.0, -random.nextInt(70));
            case 3: return 1 + unit * Math.scalb(1.0, -random.nextInt(50));
            case 4: return Math.abs(unit) * 1000;
            default: return Double.longBitsToDouble(random.nextLong());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void handlesEveryLengthAndOffsetAndReplacesItsArgument(String name, Kernel kernel, DoubleUnaryOperator reference, double bound) {
        Random random = new Random(12);
        for (int length = 0; length <= 2 * SimdExponentials.LANES + 3; length++) {
            for (int offset = 0; offset < 4; offset++) {
                double[] x = random.doubles(length + offset, 0.1, 9).toArray();
                double[] apart = random.doubles(length + 5, 0.1, 9).toArray();
                double[] border = apart.clone();
                kernel.apply(x, offset, apart, 2, length);
                for (int i = 0; i < length; i++) {
                    assertTrue(Ulps.between(apart[2 + i], reference.applyAsDouble(x[offset + i])) <= bound, name);
                }
                assertEquals(border[1], apart[1]);
                assertEquals(border[length + 2], apart[length + 2]);
                double[] replaced = x.clone();
                kernel.apply(replaced, offset, replaced, offset, length);
                for (int i = 0; i < length; i++) {
                    assertEquals(apart[2 + i], replaced[offset + i]);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void dependsOnTheValueAndNotOnThePosition(String name, Kernel kernel, DoubleUnaryOperator reference, double bound) {
        double[] x = new double[77];
        Arrays.fill(x, 0.73);
        double[] expected = new double[77];
        kernel.apply(x, 0, expected, 0, 77);
        Arrays.fill(x, expected[0]);
        assertArrayEquals(x, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void agreesWithManyDigits(String name, Kernel kernel, DoubleUnaryOperator reference, double bound) {
        double[] x = new Random(13).doubles(64, 0.01, 8).map(v -> name.endsWith("tanh") ? v / 4 : v).toArray();
        double[] result = new double[x.length];
        kernel.apply(x, 0, result, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            double distance;
            if (name.endsWith("log")) {
                // log is checked by its inverse: the relative error of exp(result) is the absolute error of result.
                BigDecimal ratio = exp(new BigDecimal(result[i])).divide(new BigDecimal(x[i]), DIGITS);
                distance = Math.abs(ratio.subtract(BigDecimal.ONE).doubleValue()) / Math.ulp(result[i]);
            } else if (name.endsWith("softplus")) {
                BigDecimal power = exp(new BigDecimal(x[i]));
                BigDecimal ratio = exp(new BigDecimal(result[i])).divide(power.add(BigDecimal.ONE), DIGITS);
                distance = Math.abs(ratio.subtract(BigDecimal.ONE).doubleValue()) / Math.ulp(result[i]);
            } else {
                BigDecimal exact = exact(name, new BigDecimal(x[i]));
                distance = new BigDecimal(result[i]).subtract(exact).abs().doubleValue() / Math.ulp(result[i]);
            }
            assertTrue(distance < bound, name + " of " + x[i] + " is off by " + distance + " ulp");
        }
    }

    private static BigDecimal exact(String name, BigDecimal x) {
        BigDecimal power = exp(x);
        if (name.endsWith("exp")) {
            return power;
        }
        if (name.endsWith("sigmoid")) {
            return power.divide(power.add(BigDecimal.ONE), DIGITS);
        }
        BigDecimal square = power.multiply(power, DIGITS);
        return square.subtract(BigDecimal.ONE).divide(square.add(BigDecimal.ONE), DIGITS);
    }

    private static BigDecimal exp(BigDecimal x) {
        BigDecimal term = BigDecimal.ONE;
        BigDecimal total = term;
        for (int k = 1; k < 90; k++) {
            term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            total = total.add(term);
        }
        return total;
    }
}
