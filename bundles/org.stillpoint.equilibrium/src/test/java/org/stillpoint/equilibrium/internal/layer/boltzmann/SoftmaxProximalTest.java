package org.stillpoint.equilibrium.internal.layer.boltzmann;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxProximalTest {

    private static final double[] STEPS = {1e-3, .1, .5, 1, 1.7, 10, 300};

    private static double[] solve(double step, double[] u, double[] guess) {
        double[] z = guess.clone();
        new SoftmaxProximal(u.length).apply(step, u, 0, u.length, 0, 1, z);
        return z;
    }

    @Test
    void solvesItsEquations() {
        Random random = new Random(1);
        for (double a : STEPS) {
            for (int round = 0; round < 60; round++) {
                int size = 2 + random.nextInt(9);
                double scale = Math.pow(10, 3 * random.nextDouble() - 1);
                double[] u = random.doubles(size, -scale, scale).toArray();
                double[] z = solve(a, u, random.doubles(size, 0, 1).toArray());
                assertEquals(1, Arrays.stream(z).sum(), 1e-14);
                // u_i - a log z_i - (1 - a) z_i is the same number for all; by the largest component it is known best.
                int largest = 0;
                for (int i = 0; i < size; i++) {
                    largest = z[i] > z[largest] ? i : largest;
                }
                double number = u[largest] - a * Math.log(z[largest]) - (1 - a) * z[largest];
                for (int i = 0; i < size; i++) {
                    if (z[i] > 1e-300) {
                        double rounding = 1e-14 * (Math.abs(u[i]) + Math.abs(number) + a * Math.abs(Math.log(z[i])) + 1 + a);
                        assertEquals(number, u[i] - a * Math.log(z[i]) - (1 - a) * z[i], rounding, "step " + a);
                    }
                }
            }
        }
    }

    @Test
    void oneIsTheSoftmax() {
        double[] u = {.3, -1, 2, 700, -700};
        assertArrayEquals(new double[] {0, 0, 0, 1, 0}, solve(1, u, new double[5]), 1e-15);
        double[] z = solve(1, new double[] {Math.log(1), Math.log(2), Math.log(5)}, new double[3]);
        assertArrayEquals(new double[] {.125, .25, .625}, z, 1e-15);
    }

    @Test
    void equalComponentsShareEqually() {
        for (double a : STEPS) {
            assertArrayEquals(new double[] {.25, .25, .25, .25}, solve(a, new double[] {7, 7, 7, 7}, new double[4]), 1e-15);
        }
    }

    @Test
    void numbersThatAreNotFiniteEnd() {
        assertTrue(Double.isNaN(solve(.5, new double[] {1, Double.NaN}, new double[2])[1]));
    }
}
