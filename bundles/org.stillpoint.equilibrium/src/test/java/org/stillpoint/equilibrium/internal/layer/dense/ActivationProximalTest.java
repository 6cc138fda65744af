package org.stillpoint.equilibrium.internal.layer.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.problem.equilibrium.Activation;

class ActivationProximalTest {

    private static final double[] STEPS = {1e-3, .1, .5, 1, 1.7, 10, 1000};

    private static double[] solve(Activation activation, double step, double[] u, double[] guess) {
        double[] z = guess.clone();
        new ActivationProximal(activation, u.length).apply(step, u, u.length, z);
        return z;
    }

    /** Numbers of all sizes and signs, rising. */
    private static double[] numbers() {
        Random random = new Random(1);
        return DoubleStream.concat(DoubleStream.of(0, -0.0, 1, -1, .5, 700, -700, 1e-300, -1e-300, 1e5, -1e5),
                random.doubles(300).map(value -> random.nextGaussian() * Math.pow(10, 6 * value - 4))).sorted().toArray();
    }

    /** What rounding of the terms of the equation makes of its solution: its slope is at least that of min(a, 1). */
    private static double rounding(double a, double u, double z) {
        return 4 * 0x1p-52 * (Math.abs(u) + Math.abs((1 - a) * z)) / Math.min(a, 1) + 4 * Math.ulp(z);
    }

    private static double activate(Activation activation, double t) {
        double[] value = {t};
        Activations.apply(activation, value, 1);
        return value[0];
    }

    @ParameterizedTest
    @EnumSource(names = {"TANH", "SIGMOID", "SOFTPLUS"})
    void solvesItsEquation(Activation activation) {
        double[] u = numbers();
        for (double a : STEPS) {
            double[] z = solve(activation, a, u, new double[u.length]);
            for (int i = 0; i < u.length; i++) {
                double t = (u[i] - (1 - a) * z[i]) / a;
                assertEquals(activate(activation, t), z[i], Math.max(1, 1 / a) * rounding(a, u[i], z[i]),
                        activation + " " + a + " " + u[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void isNondecreasingAndNoLongerThanItsArgument(Activation activation) {
        double[] u = numbers();
        for (double a : STEPS) {
            double[] z = solve(activation, a, u, new double[u.length]);
            for (int i = 1; i < u.length; i++) {
                double rounding = rounding(a, u[i - 1], z[i - 1]) + rounding(a, u[i], z[i]);
                assertTrue(z[i] >= z[i - 1] - rounding, () -> activation + " falls");
                assertTrue(z[i] - z[i - 1] <= u[i] - u[i - 1] + rounding, () -> activation + " expands");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void guessesChangeRoundingOnly(Activation activation) {
        Random random = new Random(2);
        double[] u = random.doubles(200, -6, 6).toArray();
        for (double a : STEPS) {
            double[] first = solve(activation, a, u, new double[u.length]);
            double[] second = solve(activation, a, u, random.doubles(u.length, -1e4, 1e4).toArray());
            double[] third = solve(activation, a, u, first);
            for (int i = 0; i < u.length; i++) {
                assertEquals(first[i], second[i], 2 * rounding(a, u[i], first[i]), activation + " " + a + " " + u[i]);
                assertEquals(first[i], third[i], 2 * rounding(a, u[i], first[i]), activation + " " + a + " " + u[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void bitsDoNotDependOnTheOthers(Activation activation) {
        Random random = new Random(3);
        double[] u = random.doubles(37, -4, 4).toArray();
        double[] guess = random.doubles(37, -4, 4).toArray();
        for (double a : STEPS) {
            double[] together = solve(activation, a, u, guess);
            for (int i = 0; i < u.length; i++) {
                assertEquals(together[i], solve(activation, a, new double[] {u[i]}, new double[] {guess[i]})[0]);
            }
        }
    }

    /** For the step 1 it is the activation; those that are projections onto intervals are the same for every step. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void oneIsTheActivation(Activation activation) {
        double[] u = numbers();
        double[] images = Arrays.stream(u).map(t -> activate(activation, t)).toArray();
        assertArrayEquals(images, solve(activation, 1, u, new double[u.length]));
        if (activation == Activation.RELU || activation == Activation.CLIP || activation == Activation.IDENTITY) {
            assertArrayEquals(images, solve(activation, 3, u, new double[u.length]));
        }
    }

    @Test
    void numbersThatAreNotFiniteEnd() {
        for (Activation activation : Activation.values()) {
            double[] u = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1};
            double[] z = solve(activation, .3, u, new double[] {0, 0, 0, Double.NaN});
            assertTrue(Double.isNaN(z[0]));
        }
    }
}
