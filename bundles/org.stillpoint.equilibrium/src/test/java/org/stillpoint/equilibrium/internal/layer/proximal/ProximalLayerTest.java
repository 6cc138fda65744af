package org.stillpoint.equilibrium.internal.layer.proximal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.FixedPoints;

/** Proximal gradient steps. */
class ProximalLayerTest {

    private static final int SIZE = 30;
    private static final int MEASUREMENTS = 12;

    private static double[] operator() {
        return new Random(1).doubles(MEASUREMENTS * SIZE, -1, 1).map(value -> value / 3).toArray();
    }

    private static double[] residual(double[] operator, double[] z, double[] x) {
        double[] residual = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            residual[i] = -x[i];
            for (int k = 0; k < z.length; k++) {
                residual[i] += operator[i * z.length + k] * z[k];
            }
        }
        return residual;
    }

    private static double gradient(double[] operator, double[] residual, int size, int k) {
        double gradient = 0;
        for (int i = 0; i < residual.length; i++) {
            gradient += operator[i * size + k] * residual[i];
        }
        return gradient;
    }

    /** The fixed point minimises |A z - x|^2 / 2 + (c / t) |z|_1: its gradient is -(c / t) sign z, and no larger where z is 0. */
    @Test
    void thresholdSolvesTheLasso() throws SolverException {
        double step = .2;
        double threshold = .02;
        double[] operator = operator();
        double[] data = new Random(2).doubles(MEASUREMENTS, -1, 1).toArray();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.PROXIMAL, FixedPoints.parameters()
                .array("operator", new NamedArray(operator, MEASUREMENTS, SIZE)).number("step", step).number("threshold", threshold)
                .build(), Samples.of(data));
        double[] z = FixedPoints.solve(problem, 1e-12, 1).state(0);
        double[] residual = residual(operator, z, data);
        int zeros = 0;
        for (int k = 0; k < SIZE; k++) {
            double gradient = gradient(operator, residual, SIZE, k);
            zeros += z[k] == 0 ? 1 : 0;
            if (z[k] == 0) {
                assertTrue(Math.abs(gradient) <= threshold / step + 1e-10);
            } else {
                assertEquals(-threshold / step * Math.signum(z[k]), gradient, 1e-10);
            }
        }
        assertTrue(zeros >= SIZE - MEASUREMENTS, "zeros " + zeros);
    }

    /** With A = I the fixed point is the data moved towards 0 by c / t. */
    @Test
    void identityGivesSoftThresholding() throws SolverException {
        double[] data = {2, -.3, .1, -5, 0};
        double[] identity = new double[25];
        for (int k = 0; k < 5; k++) {
            identity[6 * k] = 1;
        }
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.PROXIMAL, FixedPoints.parameters()
                .array("operator", new NamedArray(identity, 5, 5)).number("step", .5).number("threshold", .1).build(), Samples.of(data));
        assertArrayEquals(new double[] {1.8, -.1, 0, -4.8, 0}, FixedPoints.solve(problem, 1e-14, 1).state(0), 1e-13);
        // d z / d x is 1 where z is not 0.
        assertArrayEquals(new double[] {1, 1, 0, 1, 0},
                new FixedPoints.Derivatives(problem, new double[] {1.8, -.1, 0, -4.8, 0}, 1, 1, 1, 1, 1).input, 1e-14);
    }

    /** Without a hidden part D is q times the identity, and the fixed point solves ((1 - q) I + q t A'A) z = q t A'x. */
    @Test
    void quadraticNetworkGivesRidgeRegression() throws SolverException {
        double q = .9;
        double step = .3;
        double[] operator = operator();
        double[] data = new Random(2).doubles(MEASUREMENTS, -1, 1).toArray();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.PROXIMAL, FixedPoints.parameters()
                .array("operator", new NamedArray(operator, MEASUREMENTS, SIZE)).number("step", step)
                .array("hidden_weight", new NamedArray(new double[] {1, 2}, 1, 2)).doubles("hidden_bias", new double[] {.3})
                .doubles("output_weight", new double[] {0}).number("quadratic", q).number("sharpness", 1).build(), Samples.of(data));
        double[] z = FixedPoints.solve(problem, 1e-13, 1).state(0);
        double[] residual = residual(operator, z, data);
        for (int k = 0; k < SIZE; k++) {
            assertEquals(0, (1 - q) * z[k] + q * step * gradient(operator, residual, SIZE, k), 1e-12);
        }
    }
}
