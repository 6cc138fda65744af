package org.stillpoint.transport.internal.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.Clustering;
import org.stillpoint.api.problem.CorrelationClusteringProblem;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

class CorrelationClusteringSolverTest {

    private static Solution<Clustering> solve(CorrelationClusteringProblem problem, TestContext context) {
        return new CorrelationClusteringSolver().solve(problem, context);
    }

    /** Opinions that agree with groups of so many points each but for a part of the pairs. */
    private static CorrelationClusteringProblem groups(int groups, int size, double wrong, long seed) {
        RandomStream random = new RandomStream(seed);
        int points = groups * size;
        DMatrixRMaj opinions = new DMatrixRMaj(points, points);
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < i; j++) {
                double opinion = (i / size == j / size) == (random.nextDouble() >= wrong) ? 1 : -1;
                opinions.set(i, j, opinion);
                opinions.set(j, i, opinion);
            }
        }
        return new CorrelationClusteringProblem(opinions);
    }

    static double cost(CorrelationClusteringProblem problem, int[] labels) {
        double cost = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < i; j++) {
                double opinion = problem.opinions().get(i, j);
                cost += labels[i] == labels[j] ? Math.max(-opinion, 0) : Math.max(opinion, 0);
            }
        }
        return cost;
    }

    /** The least cost over all partitions of the points, in restricted growth strings. */
    private static double leastCost(CorrelationClusteringProblem problem, int[] labels, int point, int clusters) {
        if (point == labels.length) {
            return cost(problem, labels);
        }
        double least = Double.POSITIVE_INFINITY;
        for (int label = 0; label <= clusters; label++) {
            labels[point] = label;
            least = Math.min(least, leastCost(problem, labels, point + 1, Math.max(clusters, label + 1)));
        }
        return least;
    }

    @Test
    void opinionsWithoutContradictionAreFollowed() {
        Solution<Clustering> solution = solve(groups(3, 5, 0, 1), new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2}, solution.value().labels());
    }

    @Test
    void disturbedGroupsAreFound() {
        CorrelationClusteringProblem problem = groups(3, 10, .1, 5);
        Solution<Clustering> solution = solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution.toString());
        for (int i = 0; i < 30; i++) {
            assertEquals(i / 10, solution.value().labels()[i]);
        }
    }

    @Test
    void smallProblemsAreSolvedLikeAllPartitions() {
        for (long seed = 0; seed < 12; seed++) {
            CorrelationClusteringProblem problem = groups(2, 4, .4, seed);
            Solution<Clustering> solution = solve(problem, new TestContext());
            assertEquals(Status.CONVERGED, solution.status(), () -> solution.toString());
            assertEquals(leastCost(problem, new int[8], 0, 0), cost(problem, solution.value().labels()), "seed " + seed);
        }
    }

    /** The star with three leaves: the relaxation, all distances from the middle 1/2, costs 3/2; every clustering 2. */
    @Test
    void theRelaxationOfAStarIsCheaper() {
        DMatrixRMaj opinions = new DMatrixRMaj(new double[][] {{0, 1, 1, 1}, {1, 0, -1, -1}, {1, -1, 0, -1}, {1, -1, -1, 0}});
        Solution<Clustering> solution = solve(new CorrelationClusteringProblem(opinions), new TestContext().with("tolerance", 1e-9));
        assertEquals(Status.CONVERGED, solution.status());
        DMatrixRMaj x = solution.value().distances();
        assertEquals(1.5, x.get(0, 1) + x.get(0, 2) + x.get(0, 3) + 3 - x.get(1, 2) - x.get(1, 3) - x.get(2, 3), 1e-7);
        assertEquals(2, cost(new CorrelationClusteringProblem(opinions), solution.value().labels()));
    }

    @Test
    void withoutOpinionsEverythingGoes() {
        Solution<Clustering> solution = solve(new CorrelationClusteringProblem(new DMatrixRMaj(3, 3)), new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, cost(new CorrelationClusteringProblem(new DMatrixRMaj(3, 3)), solution.value().labels()));
    }

    @Test
    void limitsAndCancellationStillGiveClusters() {
        CorrelationClusteringProblem problem = groups(4, 8, .3, 2);
        Solution<Clustering> limited = solve(problem, new TestContext().with("maxIterations", 3L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(32, limited.value().labels().length);
        Solution<Clustering> cancelled = solve(problem, new TestContext().cancelAt(2));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertTrue(cost(problem, cancelled.value().labels()) < cost(problem, new int[32]));
    }
}
