package org.stillpoint.equilibrium.internal.layer.subhomogeneous;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.FixedPoints;

/** Subhomogeneous layers: what nonlinear Perron-Frobenius theory promises where no weight is negative. */
class SubhomogeneousLayerTest {

    private static final int SIZE = 8;
    private static final int STARTS = 480;
    private static final double[] INPUT = new Random(4).doubles(SIZE, -1, 1).toArray();

    /** mu = p sup |t| (1 - tanh(t)^2) / (tanh t + h), by scanning finely around the supremum, which is left of 0. */
    private static double mu(double shift, double power) {
        double largest = 0;
        for (int i = -40_000; i <= 40_000; i++) {
            double t = i * 1e-4;
            double tanh = Math.tanh(t);
            largest = Math.max(largest, Math.abs(t) * (1 - tanh * tanh) / (tanh + shift));
        }
        return power * largest;
    }

    @Test
    void constantsOfShifts() {
        assertEquals(.9991, mu(1.2, 1), 5e-4);
        assertEquals(.569, mu(1.5, 1), 5e-4);
        assertEquals(.4992, mu(1.603, 1), 5e-4);
        assertEquals(.3416, mu(2, 1), 5e-4);
    }

    private static EquilibriumProblem problem(double scale, boolean signed, double shift, double power, boolean normalise, Samples inputs) {
        Random random = new Random(5);
        double[] weight = random.doubles(SIZE * SIZE, signed ? -scale : 0, scale).toArray();
        DataRecord parameters = FixedPoints.parameters().array("weight", new NamedArray(weight, SIZE, SIZE)).number("shift", shift)
                .number("power", power).truth("normalise", normalise).build();
        return EquilibriumProblem.of(StandardLayer.SUBHOMOGENEOUS, parameters, inputs);
    }

    private static double distance(double[] first, double[] second) {
        double largest = 0;
        for (int k = 0; k < first.length; k++) {
            largest = Math.max(largest, Math.abs(Math.log(first[k] / second[k])));
        }
        return largest;
    }

    @ParameterizedTest
    @CsvSource({".5, 1.2, 1, false", "2, 1.2, 1, false", "10, 1.2, 1, false", "10, 1.5, 1, false", ".5, 1.603, 1, true",
            "3, 1.603, 1, true", "10, 1.603, 1, true", "3, 2, 1.2, false"})
    void positiveStartsConvergeToTheSameStateWithoutNegativeWeights(double scale, double shift, double power, boolean normalise)
            throws SolverException {
        double[] inputs = new double[STARTS * SIZE];
        double[] starts = new double[STARTS * SIZE];
        Random random = new Random(6);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = INPUT[i % SIZE];
            starts[i] = Math.exp(6 * random.nextDouble() - 3);
        }
        EquilibriumProblem problem = problem(scale, false, shift, power, normalise, new Samples(inputs, STARTS, SIZE)).withStart(starts);
        EquilibriumStates states = FixedPoints.solve(problem, 1e-12, 1);
        for (int sample = 1; sample < STARTS; sample++) {
            assertArrayEquals(states.state(0), states.state(sample), 1e-9);
        }
    }

    @ParameterizedTest
    @CsvSource({".1, 1.2, 1, false", ".5, 1.2, 1, false", "3, 1.2, 1, false", ".3, 1.5, 1, false", ".1, 1.603, 1, true",
            "1, 1.603, 1, true", ".3, 2, 1.2, false"})
    void distancesOfThompsonContractByTheConstant(double scale, double shift, double power, boolean normalise) throws SolverException {
        // Normalising doubles the constant.
        double bound = mu(shift, power) * (normalise ? 2 : 1);
        assertTrue(bound < 1);
        EquilibriumProblem problem = problem(scale, false, shift, power, normalise, Samples.of(INPUT));
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            double spread = random.nextDouble() * 3;
            double[] first = random.doubles(SIZE).map(value -> Math.exp(spread * (2 * value - 1))).toArray();
            double[] second = random.doubles(SIZE).map(value -> Math.exp(spread * (2 * value - 1))).toArray();
            double ratio = distance(FixedPoints.image(problem, first), FixedPoints.image(problem, second)) / distance(first, second);
            assertTrue(ratio <= bound, () -> "ratio " + ratio + " of " + bound);
        }
    }

    /** Of signed weights the theory says nothing: distances can grow. */
    @Test
    void distancesCanGrowWithNegativeWeights() throws SolverException {
        EquilibriumProblem problem = problem(10, true, 1.2, 1, false, Samples.none(1));
        Random random = new Random(8);
        double worst = 0;
        for (int round = 0; round < 300; round++) {
            double[] first = random.doubles(SIZE, .1, 1).toArray();
            double[] second = first.clone();
            second[round % SIZE] *= 1.01;
            worst = Math.max(worst, distance(FixedPoints.image(problem, first), FixedPoints.image(problem, second))
                    / distance(first, second));
        }
        assertTrue(worst > 1, "the largest ratio is " + worst);
    }
}
