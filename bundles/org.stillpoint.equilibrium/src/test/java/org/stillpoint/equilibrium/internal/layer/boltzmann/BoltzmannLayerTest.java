package org.stillpoint.equilibrium.internal.layer.boltzmann;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.FixedPoints;

/** Mean fields of monotone deep Boltzmann machines. */
class BoltzmannLayerTest {

    private static final int[] GROUPS = {3, 1, 1, 2, 4, 1};
    private static final int SIZE = 12;

    private static double[] factor(double scale) {
        return new Random(3).doubles(5 * SIZE, -scale, scale).toArray();
    }

    private static EquilibriumProblem problem(double scale, double margin, Samples inputs) {
        return EquilibriumProblem.of(StandardLayer.BOLTZMANN, FixedPoints.parameters()
                .array("factor", new NamedArray(factor(scale), 5, SIZE)).doubles("groups", new double[] {3, 1, 1, 2, 4, 1})
                .number("margin", margin).build(), inputs);
    }

    /** v'(I - P) v is at least m |v|^2, and where a block is shrunk some v attains |A_i v| = sqrt(1 - m) |v| in it. */
    @ParameterizedTest
    @ValueSource(doubles = {.1, 1, 10})
    void weightsAreMonotone(double scale) {
        double margin = .2;
        double[] weight = new ShrunkFactor(factor(scale), SIZE, GROUPS, margin).weight();
        Random random = new Random(4);
        for (int round = 0; round < 1000; round++) {
            double[] v = random.doubles(SIZE, -1, 1).toArray();
            double square = 0;
            double form = 0;
            for (int i = 0; i < SIZE; i++) {
                square += v[i] * v[i];
                form += v[i] * v[i];
                for (int j = 0; j < SIZE; j++) {
                    assertEquals(weight[j * SIZE + i], weight[i * SIZE + j]);
                    form -= v[i] * weight[i * SIZE + j] * v[j];
                }
            }
            assertTrue(form >= margin * square * (1 - 1e-13));
        }
    }

    @Test
    void columnsAreShrunkToTheNormAndNotBelow() {
        // Columns of norms 5 and 1/2; two columns whose singular values are 6 and 4.
        double[] factor = {3, .5, 5, 1, 4, 0, 1, 5};
        double[] shrunk = new ShrunkFactor(factor, 4, new int[] {1, 1, 2}, .36).values;
        assertArrayEquals(new double[] {3 * .16, .5, 5 * .8 / 6, .8 / 6, 4 * .16, 0, .8 / 6, 5 * .8 / 6}, shrunk, 1e-15);
    }

    @Test
    void allStartsEndInOneMeanFieldOfProbabilities() throws SolverException {
        int batch = 30;
        double[] input = new Random(5).doubles(SIZE, -2, 2).toArray();
        double[] inputs = new double[batch * SIZE];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = input[i % SIZE];
        }
        double[] starts = new Random(6).doubles(batch * SIZE, -5, 5).toArray();
        EquilibriumStates states = FixedPoints.solve(problem(3, .3, new Samples(inputs, batch, SIZE)).withStart(starts), 1e-13, .5);
        for (int sample = 0; sample < batch; sample++) {
            assertArrayEquals(states.state(0), states.state(sample), 1e-12);
            int first = 0;
            for (int size : GROUPS) {
                double sum = 0;
                for (int k = first; k < first + size; k++) {
                    assertTrue(states.state(sample)[k] > 0 && states.state(sample)[k] < 1);
                    sum += states.state(sample)[k];
                }
                assertTrue(size == 1 || Math.abs(sum - 1) < 1e-12);
                first += size;
            }
        }
    }

    @Test
    void hugeScoresGiveCertainties() throws SolverException {
        double[] input = {1e6, 0, -1e6, -1e6, 1e6, -800, 800, 1e308, 0, 0, 0, 0};
        double[] image = FixedPoints.image(problem(1, .5, Samples.of(input)), new double[SIZE]);
        assertArrayEquals(new double[] {1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, .5}, image);
    }
}
