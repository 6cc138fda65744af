package org.stillpoint.transport.internal.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.MetricNearnessProblem;
import org.stillpoint.api.problem.NearestMetric;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

class MetricNearnessSolverTest {

    private static Solution<NearestMetric> solve(MetricNearnessProblem problem, TestContext context) {
        return new MetricNearnessSolver().solve(problem, context);
    }

    private static DMatrixRMaj symmetric(int points, RandomStream random, double least) {
        DMatrixRMaj matrix = new DMatrixRMaj(points, points);
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < i; j++) {
                double value = least + random.nextDouble();
                matrix.set(i, j, value);
                matrix.set(j, i, value);
            }
        }
        return matrix;
    }

    @Test
    void theLongSideOfATriangleGivesWay() {
        MetricNearnessProblem problem = new MetricNearnessSolver().selfCheck();
        Solution<NearestMetric> solution = solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(new double[] {0, 2, 4, 2, 0, 2, 4, 2, 0}, solution.value().distances().data, 1e-9);
        assertEquals(1, solution.value().inequalities().count());
        assertEquals(1, solution.value().inequalities().multipliers()[0], 1e-9);
    }

    /** Dissimilarities 1 + ((3 i j + i + j) mod 7), by Dykstra's method with all triangle inequalities. */
    @Test
    void fivePoints() {
        DMatrixRMaj dissimilarities = new DMatrixRMaj(5, 5);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                dissimilarities.set(i, j, i == j ? 0 : 1 + (3 * i * j + i + j) % 7);
            }
        }
        double[] expected = {0, 2.2, 3, 4.2, 5, 2.2, 0, 3.2, 6.4, 4.2, 3, 3.2, 0, 3.2, 3, 4.2, 6.4, 3.2, 0, 2.2, 5, 4.2, 3, 2.2, 0};
        Solution<NearestMetric> solution = solve(new MetricNearnessProblem(dissimilarities), new TestContext().with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(expected, solution.value().distances().data, 1e-10);
        double objective = 0;
        for (int k = 0; k < 25; k++) {
            objective += Math.pow(solution.value().distances().data[k] - dissimilarities.data[k], 2) / 2;
        }
        assertEquals(.6, objective, 1e-10);
    }

    @Test
    void aMetricStays() {
        MetricNearnessProblem problem = new MetricNearnessProblem(symmetric(8, new RandomStream(1), 1));
        Solution<NearestMetric> solution = solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.iterations());
        assertArrayEquals(problem.dissimilarities().data, solution.value().distances().data);
    }

    /** What the verifier asks, here with all triangles and weights: the projection of a point is unique. */
    @Test
    void randomDissimilaritiesSatisfyTheConditionsOfOptimality() {
        RandomStream random = new RandomStream(7);
        MetricNearnessProblem problem = new MetricNearnessProblem(symmetric(20, random, 0), symmetric(20, random, .5));
        Solution<NearestMetric> solution = solve(problem, new TestContext().with("tolerance", 1e-10));
        assertEquals(Status.CONVERGED, solution.status());
        DMatrixRMaj x = solution.value().distances();
        DMatrixRMaj pulled = problem.dissimilarities().copy();
        int[] starts = solution.value().inequalities().starts();
        int[] vertices = solution.value().inequalities().vertices();
        double[] multipliers = solution.value().inequalities().multipliers();
        for (int k = 0; k < multipliers.length; k++) {
            pull(pulled, problem.weights(), vertices[starts[k]], vertices[starts[k + 1] - 1], -multipliers[k]);
            for (int v = starts[k]; v < starts[k + 1] - 1; v++) {
                pull(pulled, problem.weights(), vertices[v], vertices[v + 1], multipliers[k]);
            }
        }
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 20; j++) {
                assertEquals(i == j ? 0 : pulled.get(i, j), x.get(i, j), 1e-12);
                for (int k = 0; k < 20; k++) {
                    assertTrue(x.get(i, j) <= x.get(i, k) + x.get(k, j) + 1e-9);
                }
            }
        }
    }

    private static void pull(DMatrixRMaj matrix, DMatrixRMaj weights, int i, int j, double multiplier) {
        matrix.add(i, j, multiplier / weights.get(i, j));
        matrix.add(j, i, multiplier / weights.get(i, j));
    }

    @Test
    void oneAndTwoPointsAreMetricsAlready() {
        assertEquals(Status.CONVERGED, solve(new MetricNearnessProblem(new DMatrixRMaj(1, 1)), new TestContext()).status());
        Solution<NearestMetric> two = solve(new MetricNearnessProblem(new DMatrixRMaj(new double[][] {{0, 3}, {3, 0}})), new TestContext());
        assertEquals(Status.CONVERGED, two.status());
        assertEquals(3, two.value().distances().get(0, 1));
    }

    @Test
    void limitsAndCancellation() {
        MetricNearnessProblem problem = new MetricNearnessProblem(symmetric(30, new RandomStream(3), 0));
        Solution<NearestMetric> limited = solve(problem, new TestContext().with("tolerance", 1e-15).with("maxIterations", 2L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(2, limited.counters().get(Counter.ITERATIONS));
        assertTrue(limited.residual() > 1e-15);
        assertEquals(Status.CANCELLED, solve(problem, new TestContext().with("tolerance", 1e-15).cancelAt(1)).status());
    }
}
