package org.stillpoint.equilibrium.internal.anderson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.numerics.dense.DenseLu;
import org.stillpoint.numerics.random.RandomStream;

/** Steps of Anderson acceleration against least squares made afresh. */
class AndersonIterationTest {

    private static final int SIZE = 12;

    /** tanh of a random linear map, and a shift. */
    private static double[] image(double[] z) {
        RandomStream random = new RandomStream(8);
        double[] image = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double sum = random.nextGaussian();
            for (int j = 0; j < SIZE; j++) {
                sum += .35 * random.nextGaussian() * z[j];
            }
            image[i] = Math.tanh(sum);
        }
        return image;
    }

    private static double largest(double[] x) {
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double[] minus(double[] x, double[] y) {
        double[] result = x.clone();
        for (int i = 0; i < x.length; i++) {
            result[i] -= y[i];
        }
        return result;
    }

    /** z + beta g - (dZ + beta dG) gamma with gamma from the normal equations of columns of length 1. */
    private static double[] afresh(List<double[]> states, List<double[]> defects, int memory, double mixing) {
        int last = states.size() - 1;
        int columns = Math.min(memory, last);
        double[][] dz = new double[columns][];
        double[][] dg = new double[columns][];
        for (int j = 0; j < columns; j++) {
            dz[j] = minus(states.get(last - j), states.get(last - j - 1));
            dg[j] = minus(defects.get(last - j), defects.get(last - j - 1));
            double length = 0;
            for (double value : dg[j]) {
                length += value * value;
            }
            length = Math.sqrt(length);
            for (int k = 0; k < SIZE; k++) {
                dz[j][k] /= length;
                dg[j][k] /= length;
            }
        }
        DenseLu normal = new DenseLu(columns);
        double[] gamma = new double[columns];
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < SIZE; k++) {
                    normal.matrix()[i * columns + j] += dg[i][k] * dg[j][k];
                }
            }
            for (int k = 0; k < SIZE; k++) {
                gamma[i] += dg[i][k] * defects.get(last)[k];
            }
        }
        assertTrue(normal.factorize());
        normal.solve(gamma, 0, 1);
        double[] next = states.get(last).clone();
        for (int k = 0; k < SIZE; k++) {
            next[k] += mixing * defects.get(last)[k];
            for (int j = 0; j < columns; j++) {
                next[k] -= (dz[j][k] + mixing * dg[j][k]) * gamma[j];
            }
        }
        return next;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void updatedFactorsGiveTheLeastSquares(int memory) {
        double mixing = .7;
        AndersonIteration iteration = new AndersonIteration(SIZE, memory, mixing);
        List<double[]> states = new ArrayList<>();
        List<double[]> defects = new ArrayList<>();
        double[] state = new double[SIZE];
        int compared = 0;
        for (int step = 0; step < 40; step++) {
            double[] defect = minus(image(state), state);
            states.add(state.clone());
            defects.add(defect);
            iteration.advance(state, image(state), largest(defect));
            if (largest(defect) > 1e-9) {
                assertArrayEquals(afresh(states, defects, memory, mixing), state, 1e-6 * largest(defect), "step " + step);
                compared++;
            }
        }
        assertTrue(compared > 2 * memory, compared + " steps");
    }

    @Test
    void scaleDoesNotMatter() {
        AndersonIteration plain = new AndersonIteration(SIZE, 5, 1);
        AndersonIteration scaled = new AndersonIteration(SIZE, 5, 1);
        double[] state = new double[SIZE];
        double[] large = new double[SIZE];
        for (int step = 0; step < 20; step++) {
            double[] image = image(state);
            double residual = largest(minus(image, state));
            double[] largeImage = image.clone();
            for (int k = 0; k < SIZE; k++) {
                largeImage[k] = image[k] * 0x1p-60;
            }
            plain.advance(state, image, residual);
            scaled.advance(large, largeImage, residual * 0x1p-60);
            for (int k = 0; k < SIZE; k++) {
                assertEquals(state[k], large[k] * 0x1p60);
            }
        }
    }

    @Test
    void stepOfNoUseIsTakenBack() {
        AndersonIteration iteration = new AndersonIteration(1, 1, 1);
        double[] state = {0};
        assertFalse(iteration.advance(state, new double[] {1}, 1));
        assertArrayEquals(new double[] {1}, state);
        assertTrue(iteration.advance(state, new double[] {1.9}, .9));
        // The secant step: g = 1, .9, so that 0 is expected at 10.
        assertEquals(10, state[0], 1e-14);
        assertFalse(iteration.advance(state, new double[] {Double.NaN}, Double.NaN));
        assertEquals(1.9, state[0]);
        assertTrue(iteration.advance(state, new double[] {2.7}, .8));
        assertFalse(iteration.advance(state, new double[] {1000}, 990));
        assertEquals(2.7, state[0]);
    }

    /** The differences of a map into a plane have rank 2 at most, and no weight of a third is found. */
    @Test
    void differencesThatDependAreLeftOut() {
        AndersonIteration iteration = new AndersonIteration(6, 5, 1);
        double[] state = new double[6];
        double residual = 1;
        int steps = 0;
        while (residual > 1e-13 && steps < 12) {
            double first = .5 * state[0] - .3 * state[1] + 1;
            double second = .4 * state[0] + .2 * state[1] - 2;
            double[] image = {first, second, first + second, first - second, 2 * first, -second};
            residual = largest(minus(image, state));
            iteration.advance(state, image, residual);
            steps++;
        }
        assertTrue(steps <= 5, steps + " steps");
    }
}
