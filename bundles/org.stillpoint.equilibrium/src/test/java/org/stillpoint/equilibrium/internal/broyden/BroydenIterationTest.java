package org.stillpoint.equilibrium.internal.broyden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.MapLayer;
import org.stillpoint.equilibrium.TestMaps;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

/** Steps of Broyden's method against the full matrix, and its line search. */
class BroydenIterationTest {

    private static final int SIZE = 7;

    private static double[] image(double[] z) {
        RandomStream random = new RandomStream(4);
        double[] image = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double sum = random.nextGaussian();
            for (int j = 0; j < SIZE; j++) {
                sum += .4 * random.nextGaussian() * z[j];
            }
            image[i] = Math.tanh(sum);
        }
        return image;
    }

    /** B = B + (s - B y) s'B / (s'B y), with the matrix in full. */
    @Test
    void limitedMemoryIsTheFullMethodWhileItLasts() {
        double[][] b = new double[SIZE][SIZE];
        for (int i = 0; i < SIZE; i++) {
            b[i][i] = -1;
        }
        BroydenIteration iteration = new BroydenIteration(SIZE, 30, false);
        double[] state = new double[SIZE];
        double[] expected = new double[SIZE];
        double[] lastState = null;
        double[] lastDefect = null;
        for (int step = 0; step < 12; step++) {
            double[] image = image(state);
            double[] defect = new double[SIZE];
            double residual = 0;
            for (int k = 0; k < SIZE; k++) {
                defect[k] = image[k] - state[k];
                residual = Math.max(residual, Math.abs(defect[k]));
            }
            if (lastState != null) {
                update(b, state, lastState, defect, lastDefect);
            }
            lastState = state.clone();
            lastDefect = defect;
            for (int i = 0; i < SIZE; i++) {
                expected[i] = state[i];
                for (int j = 0; j < SIZE; j++) {
                    expected[i] -= b[i][j] * defect[j];
                }
            }
            iteration.advance(state, image, residual);
            assertArrayEquals(expected, state, 1e-9 * residual + 1e-15, "step " + step);
            System.arraycopy(expected, 0, state, 0, SIZE);
        }
    }

    private static void update(double[][] b, double[] state, double[] lastState, double[] defect, double[] lastDefect) {
        double[] by = new double[SIZE];
        double[] sb = new double[SIZE];
        double denominator = 0;
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                by[i] += b[i][j] * (defect[j] - lastDefect[j]);
                sb[j] += (state[i] - lastState[i]) * b[i][j];
            }
            denominator += (state[i] - lastState[i]) * by[i];
        }
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                b[i][j] += (state[i] - lastState[i] - by[i]) * sb[j] / denominator;
            }
        }
    }

    private static Solution<EquilibriumStates> solve(MapLayer map, TestContext context, double... start) throws SolverException {
        return new BroydenSolver().solve(MapLayer.problem(Samples.none(1), start), context.function(MapLayer.NAME, map));
    }

    /** With room for few updates the method starts anew now and then, and still ends. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 20})
    void littleMemory(int memory) throws SolverException {
        Solution<EquilibriumStates> solution = solve(TestMaps.poisson(10), new TestContext().with("memory", memory));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.value().evaluations()[0] < 500, solution::toString);
    }

    /** g = -5 arctan z: the first step from 3 overshoots the solution by more than the start is away from it. */
    @Test
    void lineSearchTakesShorterSteps() throws SolverException {
        MapLayer map = new MapLayer(1, 0, (z, x, result) -> result[0] = z[0] - 5 * Math.atan(z[0]));
        Solution<EquilibriumStates> solution = solve(map, new TestContext().with("lineSearch", true), 3);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.value().state(0)[0], 1e-8);
    }
}
