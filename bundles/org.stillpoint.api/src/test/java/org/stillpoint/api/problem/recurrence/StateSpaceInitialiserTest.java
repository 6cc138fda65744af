package org.stillpoint.api.problem.recurrence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

/** State spaces against the functions that they represent. */
class StateSpaceInitialiserTest {

    private static double legendre(int degree, double x) {
        double before = 0;
        double value = 1;
        for (int n = 0; n < degree; n++) {
            double next = ((2 * n + 1) * x * value - n * before) / (n + 1);
            before = value;
            value = next;
        }
        return value;
    }

    /** Component n of e^{tA}B is sqrt(2n + 1) e^{-t} P_n(2 e^{-t} - 1). */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void hippoRemembersInWarpedLegendrePolynomials(int size) {
        double[] input = StateSpaceInitialiser.HIPPO_LEGS.input(size);
        for (double t : new double[] {1e-3, 0.1, 0.7, 2.5}) {
            double[] flow = Discretisation.ZERO_ORDER_HOLD.dense(StateSpaceInitialiser.HIPPO_LEGS.transition(size), input, t)[0];
            for (int n = 0; n < size; n++) {
                double value = 0;
                for (int k = 0; k < size; k++) {
                    value += flow[n * size + k] * input[k];
                }
                assertEquals(Math.sqrt(2 * n + 1) * Math.exp(-t) * legendre(n, 2 * Math.exp(-t) - 1), value, 1e-10, n + " at " + t);
            }
        }
    }

    /** A step in the input held for good: the components of the basis integrate to 1 and, but for the first, e^t times them to 0. */
    @Test
    void zeroOrderHoldIsExactForHeldInputs() {
        int size = 8;
        double[] matrix = StateSpaceInitialiser.HIPPO_LEGS.transition(size);
        double[] input = StateSpaceInitialiser.HIPPO_LEGS.input(size);
        double[][] step = Discretisation.ZERO_ORDER_HOLD.dense(matrix, input, 0.05);
        double[] state = new double[size];
        for (int t = 0; t < 2000; t++) {
            double[] next = step[1].clone();
            for (int n = 0; n < size; n++) {
                for (int k = 0; k < size; k++) {
                    next[n] += step[0][n * size + k] * state[k];
                }
            }
            state = next;
        }
        // The stationary state of x' = A x + B is -A^{-1}B: the coefficients of the constant 1.
        double[] expected = new double[size];
        expected[0] = 1;
        assertArrayEquals(expected, state, 1e-12);
    }

    /** The bilinear rule has order 2: half the step, a quarter of the error. */
    @Test
    void bilinearRuleHasOrderTwo() {
        double[] errors = new double[2];
        for (int k = 0; k < 2; k++) {
            int steps = 100 << k;
            double[] rule = Discretisation.BILINEAR.component(-0.5, 3, 2, 1.0 / steps);
            double[][] dense = Discretisation.BILINEAR.dense(new double[] {-0.5, -3, 3, -0.5}, new double[] {2, 0}, 1.0 / steps);
            assertArrayEquals(new double[] {rule[0], -rule[1], rule[1], rule[0]}, dense[0], 1e-15);
            assertArrayEquals(new double[] {rule[2], rule[3]}, dense[1], 1e-15);
            double real = 1;
            double imaginary = 0;
            for (int t = 0; t < steps; t++) {
                double next = rule[0] * real - rule[1] * imaginary;
                imaginary = rule[0] * imaginary + rule[1] * real;
                real = next;
            }
            errors[k] = Math.hypot(real - Math.exp(-0.5) * Math.cos(3), imaginary - Math.exp(-0.5) * Math.sin(3));
        }
        assertEquals(4, errors[0] / errors[1], 0.02);
    }

    @Test
    void heldComponentsFollowTheirClosedForm() {
        double[] rule = Discretisation.ZERO_ORDER_HOLD.component(-2, 0, 3, 0.1);
        assertArrayEquals(new double[] {Math.exp(-0.2), 0, 3 * -Math.expm1(-0.2) / 2, 0}, rule, 1e-16);
        double[] dense = Discretisation.ZERO_ORDER_HOLD.dense(new double[] {-0.5, -30, 30, -0.5}, new double[] {2, 0}, 0.1)[1];
        double[] complex = Discretisation.ZERO_ORDER_HOLD.component(-0.5, 30, 2, 0.1);
        assertArrayEquals(dense, new double[] {complex[2], complex[3]}, 1e-14);
        assertArrayEquals(new double[] {1, 0, 0.5, 0}, Discretisation.ZERO_ORDER_HOLD.component(0, 0, 5, 0.1), 1e-16);
    }

    @Test
    void formulasOfDiagonalSpaces() {
        assertArrayEquals(new double[] {-0.5, -0.5, -0.5, 0, Math.PI, 2 * Math.PI}, StateSpaceInitialiser.S4D_LIN.transition(3));
        assertArrayEquals(new double[] {-0.5, -0.5, 12 / Math.PI, 4 / Math.PI * (4 / 3.0 - 1)},
                StateSpaceInitialiser.S4D_INV.transition(2), 1e-15);
        assertArrayEquals(new double[] {-1, -2, -3}, StateSpaceInitialiser.S4D_REAL.transition(3));
        assertArrayEquals(new double[] {1, 1, 1}, StateSpaceInitialiser.S4D_REAL.input(3));
    }

    /** S4D-Inv approximates the fastest modes of S4D-LegS; reference values of the latter from another implementation. */
    @Test
    void inverseLawApproximatesTheModesOfLegendre() {
        double[] modes = StateSpaceInitialiser.S4D_LEGS.transition(32);
        double[] law = StateSpaceInitialiser.S4D_INV.transition(32);
        assertEquals(1303.27384298, modes[32], 1e-7);
        assertEquals(433.03075654, modes[33], 1e-7);
        assertEquals(0.26385693, modes[63], 1e-7);
        for (int n = 0; n < 4; n++) {
            assertEquals(1, law[32 + n] / modes[32 + n], 0.02 + 0.03 * n);
        }
        double[] input = StateSpaceInitialiser.S4D_LEGS.input(32);
        assertEquals(40.75184091 / 2, input[0], 1e-7);
        assertEquals(13.60563468 / 2, input[1], 1e-7);
        double[] fast = StateSpaceInitialiser.S4D_LEGS.transition(64);
        assertEquals(1, StateSpaceInitialiser.S4D_INV.transition(64)[64] / fast[64], 0.008);
    }

    /**
     * HiPPO-LegS is its normal part less B B'/2, so that with g = B'(s - A_normal)^{-1} B, the sum of |v'B|^2 / (s - a) over all modes,
     * B'(s - A)^{-1} B = g / (1 + g / 2).
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 32})
    void modesAreThoseOfTheNormalPart(int modes) {
        double[] transition = StateSpaceInitialiser.S4D_LEGS.transition(modes);
        double[] projected = StateSpaceInitialiser.S4D_LEGS.input(modes);
        double real = 2;
        double imaginary = 3;
        double[] g = new double[2];
        for (int n = 0; n < 2 * modes; n++) {
            double[] term = quotient(4 * projected[n / 2] * projected[n / 2], 0, real - transition[n / 2],
                    imaginary - (n % 2 == 0 ? 1 : -1) * transition[modes + n / 2]);
            g[0] += term[0];
            g[1] += term[1];
        }
        double[] expected = quotient(g[0], g[1], 1 + g[0] / 2, g[1] / 2);
        int size = 2 * modes;
        double[] matrix = StateSpaceInitialiser.HIPPO_LEGS.transition(size);
        double[] input = StateSpaceInitialiser.HIPPO_LEGS.input(size);
        double[] sum = new double[2];
        double[][] solution = new double[size][];
        for (int n = 0; n < size; n++) {
            double[] right = {input[n], 0};
            for (int k = 0; k < n; k++) {
                right[0] += matrix[n * size + k] * solution[k][0];
                right[1] += matrix[n * size + k] * solution[k][1];
            }
            solution[n] = quotient(right[0], right[1], real - matrix[n * size + n], imaginary);
            sum[0] += input[n] * solution[n][0];
            sum[1] += input[n] * solution[n][1];
        }
        assertArrayEquals(sum, expected, 1e-9);
    }

    private static double[] quotient(double real, double imaginary, double x, double y) {
        double square = x * x + y * y;
        return new double[] {(real * x + imaginary * y) / square, (imaginary * x - real * y) / square};
    }

    @ParameterizedTest
    @EnumSource(StateSpaceInitialiser.class)
    void parametersFitTheirCells(StateSpaceInitialiser initialiser) {
        for (Discretisation rule : Discretisation.values()) {
            DataRecord parameters = StateSpaceInitialiser.parameters(initialiser.cell(), DataRecord.of("p", 1)
                    .text("initialiser", initialiser.label()).integer("size", 6).number("step", 0.01).integer("inputs", 2)
                    .text("discretisation", rule.name()).build());
            CellShape shape = initialiser.cell().shape(parameters);
            assertEquals(initialiser.cell() == StandardCell.COMPLEX_DIAGONAL ? 12 : 6, shape.state());
            assertEquals(2, shape.input());
            double[] transition = parameters.numbers("transition");
            if (initialiser.cell() != StandardCell.LINEAR) {
                for (int n = 0; n < 6; n++) {
                    assertTrue(Math.hypot(transition[n], transition.length > 6 ? transition[6 + n] : 0) < 1, "stable");
                }
            }
        }
        assertEquals(initialiser, StateSpaceInitialiser.named(initialiser.label()).orElseThrow());
    }

    @Test
    void stableEigenvaluesAreMadeOfWeights() {
        DataRecord parameters = StateSpaceInitialiser.parameters(StandardCell.DIAGONAL, DataRecord.of("p", 1).text("initialiser", "stable")
                .text("parametrisation", "EXPONENTIAL").doubles("weights", new double[] {0, -3}).number("step", 0.5).build());
        assertArrayEquals(new double[] {Math.exp(-0.5), Math.exp(-0.5 * Math.exp(-3))}, parameters.numbers("transition"), 1e-16);
        assertArrayEquals(new double[] {1 / 0.5, 1 / 1.5, 1 / 4.5},
                Arrays.stream(StateSpaceInitialiser.STABLE.transition(3)).map(f -> -f).toArray(), 1e-16);
        assertTrue(assertThrows(DataException.class, () -> StateSpaceInitialiser.parameters(StandardCell.DIAGONAL, DataRecord.of("p", 1)
                .text("initialiser", "stable").integer("size", 3).doubles("weights", new double[2]).number("step", 0.5).build()))
                        .getMessage().contains("weights has the shape [2]; expected [3]"));
        assertTrue(assertThrows(DataException.class, () -> StateSpaceInitialiser.parameters(StandardCell.DIAGONAL, DataRecord.of("p", 1)
                .text("initialiser", "s4d-real").integer("size", 2).doubles("weights", new double[2]).number("step", 0.5).build()))
                        .getMessage().contains("unknown parameter weights"));
    }

    @Test
    void wrongDescriptionsAreRefused() {
        DataRecord description = DataRecord.of("p", 1).text("initialiser", "hippo-legs").integer("size", 6).number("step", 0.01).build();
        assertTrue(assertThrows(DataException.class, () -> StateSpaceInitialiser.parameters(StandardCell.DIAGONAL, description))
                .getMessage().contains("expected one of s4d-real, stable"));
        assertTrue(assertThrows(DataException.class, () -> StateSpaceInitialiser.parameters(StandardCell.GRU, description))
                .getMessage().contains("expected none"));
        assertTrue(assertThrows(DataException.class, () -> StateSpaceInitialiser.parameters(StandardCell.LINEAR,
                DataRecord.of("p", 1).text("initialiser", "hippo-legs").integer("size", 6).number("step", 0).build()))
                        .getMessage().contains("step is 0.0"));
        assertTrue(assertThrows(DataException.class, () -> StateSpaceInitialiser.parameters(StandardCell.LINEAR,
                DataRecord.of("p", 1).text("initialiser", "hippo-legs").integer("length", 6).build()))
                        .getMessage().contains("unknown parameter length"));
    }

    /** Eigenvalues are negative, derivatives those of differences, weights invert, and the gradient over weight is as said. */
    @ParameterizedTest
    @EnumSource(StableParametrisation.class)
    void stableParametrisations(StableParametrisation parametrisation) {
        for (double w : new double[] {0.01, 0.3, 1, 4, 20}) {
            double f = parametrisation.eigenvalue(w);
            assertTrue(f < 0);
            double h = 1e-6 * w;
            double difference = (parametrisation.eigenvalue(w + h) - parametrisation.eigenvalue(w - h)) / (2 * h);
            assertEquals(difference, parametrisation.derivative(w), 1e-7 * Math.abs(difference));
            assertEquals(w, parametrisation.weight(f), 1e-9 * w);
        }
        // Memories of length 10, 1000 and 100000.
        double[] ratios = Arrays.stream(new double[] {-1e-1, -1e-3, -1e-5})
                .map(f -> parametrisation.gradientOverWeight(parametrisation.weight(f))).toArray();
        if (parametrisation == StableParametrisation.INVERSE_SQUARE) {
            assertArrayEquals(new double[] {2, 2, 2}, ratios, 1e-12);
        } else {
            assertTrue(ratios[1] > 10 * ratios[0] && ratios[2] > 10 * ratios[1], Arrays.toString(ratios));
        }
    }
}
