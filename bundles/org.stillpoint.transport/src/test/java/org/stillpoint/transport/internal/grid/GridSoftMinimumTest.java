package org.stillpoint.transport.internal.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.instance.DenseSoftMinimum;
import org.stillpoint.transport.internal.instance.TransportInstance;

class GridSoftMinimumTest {

    static Stream<GroundCost.Grid> grids() {
        Random random = new Random(5);
        return Stream.of(new GroundCost.Grid(List.of(coordinates(random, 60)), 2),
                new GroundCost.Grid(List.of(coordinates(random, 17), coordinates(random, 23)), 2),
                new GroundCost.Grid(List.of(coordinates(random, 31), coordinates(random, 1), coordinates(random, 9)), 1),
                new GroundCost.Grid(List.of(coordinates(random, 6), coordinates(random, 7), coordinates(random, 8)), 1.5));
    }

    private static double[] coordinates(Random random, int count) {
        return random.doubles(count, -1, 2).toArray();
    }

    @ParameterizedTest
    @MethodSource("grids")
    void agreesWithTheMatrixOfCosts(GroundCost.Grid grid) throws SolverException {
        Random random = new Random(6);
        for (CostScale unit : CostScale.values()) {
            TransportProblem problem = problem(grid, random, 0.1, unit);
            TransportInstance dense = new TransportInstance(problem, new TestContext());
            GridInstance instance = new GridInstance(problem);
            assertEquals(dense.epsilon(), instance.epsilon(), 1e-13 * dense.epsilon());
            assertEquals(dense.largestCost(), instance.largestCost(), 1e-13 * dense.largestCost());
            GridSoftMinimum softMinimum = new GridSoftMinimum(instance, new ThreadTeam(Runnable::run, 1), () -> true);
            assertEquals(dense.sources(), softMinimum.sources());
            assertEquals(dense.targets(), softMinimum.targets());
            for (double factor : new double[] {1, 1e-2, 1e-5}) {
                double epsilon = dense.epsilon() * factor;
                double[] g = random.doubles(dense.targets(), -2, 2).toArray();
                double[] f = random.doubles(dense.sources(), -2, 2).toArray();
                g[0] = Double.NEGATIVE_INFINITY;
                double[] overTargets = new double[dense.sources()];
                double[] overSources = new double[dense.targets()];
                softMinimum.overTargets(g, epsilon, overTargets);
                softMinimum.overSources(f, epsilon, overSources);
                for (int i = 0; i < overTargets.length; i++) {
                    assertEquals(DenseSoftMinimum.overTargets(dense, g, epsilon, i), overTargets[i], 1e-13 * epsilon + 1e-14);
                }
                for (int j = 0; j < overSources.length; j++) {
                    assertEquals(DenseSoftMinimum.overSources(dense, f, epsilon, j), overSources[j], 1e-13 * epsilon + 1e-14);
                }
            }
        }
    }

    private static TransportProblem problem(GroundCost.Grid grid, Random random, double epsilon, CostScale unit) {
        double[] a = random.doubles(grid.size()).toArray();
        double[] b = random.doubles(grid.size()).toArray();
        a[grid.size() / 2] = 0;
        b[grid.size() / 3] = 0;
        return TransportProblem.of(Measure.of(a), Measure.of(b), grid).regulariser(Regulariser.ENTROPY, epsilon).costScale(unit)
                .epsilonUnit(unit).rules(MarginalRule.EXACT, new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 1)).build();
    }

    @Test
    void longAxesNeedNoMatrix() throws SolverException {
        double[] places = new double[2500];
        Arrays.setAll(places, i -> i / 2500.0);
        GroundCost.Grid grid = new GroundCost.Grid(List.of(places), 2);
        TransportProblem problem = TransportProblem.of(Measure.of(new Random(1).doubles(2500, 0.5, 1).toArray()),
                Measure.of(new Random(2).doubles(2500, 0.5, 1).toArray()), grid).regulariser(Regulariser.ENTROPY, 1e-3)
                .rules(MarginalRule.FREE, MarginalRule.FREE).build();
        GridSoftMinimum softMinimum = new GridSoftMinimum(new GridInstance(problem), new ThreadTeam(Runnable::run, 1), () -> true);
        double[] g = new Random(3).doubles(2500).toArray();
        double[] result = new double[2500];
        softMinimum.overTargets(g, 1e-3, result);
        for (int i = 0; i < 2500; i += 111) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < 2500; j++) {
                largest = Math.max(largest, (g[j] - (places[i] - places[j]) * (places[i] - places[j])) / 1e-3);
            }
            double sum = 0;
            for (int j = 0; j < 2500; j++) {
                sum += Math.exp((g[j] - (places[i] - places[j]) * (places[i] - places[j])) / 1e-3 - largest);
            }
            assertEquals(-1e-3 * (largest + Math.log(sum)), result[i], 1e-14);
        }
    }

    @Test
    void extremesStayFiniteAndInterruptionShows() throws SolverException {
        GroundCost.Grid grid = new GroundCost.Grid(List.of(new double[] {0, 1e16}, new double[] {-1e16, 0}), 2);
        TransportProblem problem = TransportProblem.of(Measure.of(1, 1, 1, 1), Measure.of(1, 1, 1, 1), grid)
                .regulariser(Regulariser.ENTROPY, 1e-300).build();
        GridInstance instance = new GridInstance(problem);
        GridSoftMinimum softMinimum = new GridSoftMinimum(instance, new ThreadTeam(Runnable::run, 1), () -> true);
        double[] result = new double[4];
        double none = Double.NEGATIVE_INFINITY;
        softMinimum.overTargets(new double[] {0, none, none, none}, 1e-300, result);
        assertArrayEquals(new double[] {0, 1e32, 1e32, 2e32}, result, 1e17);
        softMinimum.overTargets(new double[] {none, none, none, none}, 1, result);
        assertEquals(Double.POSITIVE_INFINITY, result[2]);
        new GridSoftMinimum(instance, new ThreadTeam(Runnable::run, 1), () -> false).overSources(new double[4], 1, result);
        assertTrue(Double.isNaN(result[0]));
        GroundCost.Grid far = new GroundCost.Grid(List.of(new double[] {-1e200, 1e200}), 2);
        assertThrows(SolverException.class, () -> new GridInstance(TransportProblem.of(Measure.of(1, 1), Measure.of(1, 1), far)
                .regulariser(Regulariser.ENTROPY, 1).build()));
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() throws SolverException {
        double[] places = new double[120];
        Arrays.setAll(places, i -> i / 120.0);
        TransportProblem problem = problem(new GroundCost.Grid(List.of(places, places), 2), new Random(1), 1e-3, CostScale.NONE);
        GridInstance instance = new GridInstance(problem);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (ThreadTeam three = new ThreadTeam(threads, 3)) {
            double[] f = new Random(2).doubles(instance.source().size(), 0, 0.2).toArray();
            double[] one = new double[instance.target().size()];
            double[] other = new double[one.length];
            new GridSoftMinimum(instance, new ThreadTeam(Runnable::run, 1), () -> true).overSources(f, 1e-3, one);
            new GridSoftMinimum(instance, three, () -> true).overSources(f, 1e-3, other);
            assertArrayEquals(one, other);
        } finally {
            threads.shutdownNow();
        }
    }
}
