package org.stillpoint.equilibrium.internal.layer.hopfield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.FixedPoints;

/** Retrieval by modern Hopfield networks. */
class HopfieldLayerTest {

    private static final int SIZE = 64;
    private static final int COUNT = 400;

    /** Random patterns of length 1. */
    private static double[][] patterns(int count, int size) {
        Random random = new Random(1);
        double[][] patterns = new double[count][size];
        for (double[] pattern : patterns) {
            Arrays.setAll(pattern, k -> random.nextGaussian());
            double norm = Math.sqrt(dot(pattern, pattern));
            Arrays.setAll(pattern, k -> pattern[k] / norm);
        }
        return patterns;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    private static double distance(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += (x[k] - y[k]) * (x[k] - y[k]);
        }
        return Math.sqrt(sum);
    }

    private static EquilibriumProblem problem(double beta, int batch, double[]... patterns) {
        double[] values = Arrays.stream(patterns).flatMapToDouble(Arrays::stream).toArray();
        return EquilibriumProblem.of(StandardLayer.HOPFIELD, FixedPoints.parameters()
                .array("patterns", new NamedArray(values, patterns.length, patterns[0].length)).number("beta", beta).build(),
                Samples.none(batch));
    }

    /** 1 - p_i is at most (N - 1) exp(-beta D) for the gap D between the best and the second similarity, and the error that times 2. */
    @Test
    void oneUpdateRetrievesPatternsWithExponentiallySmallError() throws SolverException {
        double[][] patterns = patterns(COUNT, SIZE);
        Random random = new Random(2);
        double[] queries = new double[COUNT * SIZE];
        for (int i = 0; i < COUNT; i++) {
            double[] query = patterns[i].clone();
            Arrays.setAll(query, k -> query[k] + .02 * random.nextGaussian());
            double gap = Double.POSITIVE_INFINITY;
            for (int j = 0; j < COUNT; j++) {
                gap = j == i ? gap : Math.min(gap, dot(patterns[i], query) - dot(patterns[j], query));
            }
            double before = distance(query, patterns[i]);
            double[] errors = new double[2];
            for (int power = 0; power < 2; power++) {
                double beta = 40 << power;
                double[] retrieved = FixedPoints.image(problem(beta, 1, patterns), query);
                errors[power] = distance(retrieved, patterns[i]);
                assertTrue(errors[power] <= 2 * (COUNT - 1) * Math.exp(-beta * gap) + 1e-14);
            }
            assertTrue(errors[0] < before / 100, "error " + errors[0]);
            assertTrue(errors[1] < 1e-6 * errors[0] + 1e-14, "errors " + Arrays.toString(errors));
        }
    }

    @Test
    void smallBetaGivesOneAverageOfAllPatterns() throws SolverException {
        double[][] patterns = patterns(20, 8);
        double[] starts = Arrays.stream(patterns).flatMapToDouble(Arrays::stream).toArray();
        double[] mean = new double[8];
        Arrays.setAll(mean, k -> Arrays.stream(patterns).mapToDouble(pattern -> pattern[k]).average().orElseThrow());
        EquilibriumStates states = FixedPoints.solve(problem(.1, 20, patterns).withStart(starts), 1e-13, 1);
        for (int sample = 0; sample < 20; sample++) {
            assertArrayEquals(states.state(0), states.state(sample), 1e-12);
        }
        assertArrayEquals(mean, states.state(0), .1 * Math.sqrt(dot(mean, mean)));
    }

    /** Three patterns close to each other have a fixed point near their average, apart from that of the others. */
    @Test
    void similarPatternsHaveAMetastableAverage() throws SolverException {
        double[][] patterns = patterns(20, 32);
        for (int i = 1; i < 3; i++) {
            double[] near = patterns[0].clone();
            near[i] += .1;
            patterns[i] = near;
        }
        double[] mean = new double[32];
        Arrays.setAll(mean, k -> (patterns[0][k] + patterns[1][k] + patterns[2][k]) / 3);
        double[] starts = new double[4 * 32];
        for (int i = 0; i < 4; i++) {
            System.arraycopy(patterns[i], 0, starts, i * 32, 32);
        }
        EquilibriumStates states = FixedPoints.solve(problem(20, 4, patterns).withStart(starts), 1e-13, 1);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(states.state(0), states.state(i), 1e-11);
            assertEquals(0, distance(mean, states.state(i)), .02);
            assertTrue(distance(patterns[i], states.state(i)) > .03);
        }
        assertEquals(0, distance(patterns[3], states.state(3)), 1e-3);
    }

    @Test
    void largeBetaGivesEachPatternBack() throws SolverException {
        double[][] patterns = patterns(20, 32);
        double[] starts = Arrays.stream(patterns).flatMapToDouble(Arrays::stream).toArray();
        EquilibriumStates states = FixedPoints.solve(problem(100, 20, patterns).withStart(starts), 1e-13, 1);
        for (int i = 0; i < 20; i++) {
            assertArrayEquals(patterns[i], states.state(i), 1e-12);
            assertTrue(states.evaluations()[i] <= 3);
        }
    }

    @Test
    void hugeScoresDoNotOverflow() throws SolverException {
        double[][] patterns = {{1e3, 0}, {0, 1e3}};
        assertArrayEquals(patterns[0], FixedPoints.image(problem(1e3, 1, patterns), 1, 0));
        assertArrayEquals(new double[] {500, 500}, FixedPoints.image(problem(1e3, 1, patterns), 7, 7));
    }
}
