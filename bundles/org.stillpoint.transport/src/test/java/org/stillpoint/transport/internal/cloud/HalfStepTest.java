package org.stillpoint.transport.internal.cloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.CostFunction;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.instance.DenseSoftMinimum;
import org.stillpoint.transport.internal.instance.TransportInstance;

class HalfStepTest {

    private static final CostFunction SKEWED = (x, i, y, j, dimension) -> {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            sum += x[i + k] * x[i + k] * (1 + y[j + k]) - 0.3 * y[j + k];
        }
        return sum;
    };

    static Stream<GroundCost> costs() {
        return Stream.of(GroundCost.Distance.SQUARED_EUCLIDEAN, GroundCost.Distance.EUCLIDEAN, GroundCost.Distance.CITY_BLOCK,
                new GroundCost.Distance(2, 3), new GroundCost.Distance(1, 2), new GroundCost.Distance(3, 1.5),
                new GroundCost.Distance(Double.POSITIVE_INFINITY, 1), new GroundCost.Cosine(), new GroundCost.Named("skewed"));
    }

    @ParameterizedTest
    @MethodSource("costs")
    void agreesWithTheMatrixOfCosts(GroundCost cost) throws SolverException {
        for (int dimension = cost instanceof GroundCost.Cosine ? 5 : 1; dimension <= 10; dimension += 5) {
            Measure source = Clouds.weighted(dimension, 131, dimension);
            Measure target = Clouds.weighted(dimension + 20, 270, dimension);
            TransportProblem problem = problem(source, target, cost, 0.1, CostScale.MAX);
            for (double factor : new double[] {1, 1e-2, 1e-5}) {
                check(problem, factor);
            }
        }
    }

    private static void check(TransportProblem problem, double factor) throws SolverException {
        TestContext context = new TestContext().function("skewed", SKEWED);
        TransportInstance dense = new TransportInstance(problem, context);
        ThreadTeam team = new ThreadTeam(Runnable::run, 1);
        CloudInstance cloud = new CloudInstance(problem, context, team, () -> true);
        assertEquals(dense.epsilon(), cloud.epsilon(), 1e-13 * dense.epsilon());
        assertEquals(dense.largestCost(), cloud.largestCost(), 1e-13 * dense.largestCost());
        assertArrayEquals(dense.source(), cloud.source().weights());
        Level level = Level.of(cloud);
        HalfStep forward = level.forward(team);
        HalfStep backward = level.backward(team);
        double epsilon = dense.epsilon() * factor;
        Random random = new Random(3);
        double[] g = random.doubles(dense.targets(), -1, 1).toArray();
        double[] f = random.doubles(dense.sources(), -1, 1).toArray();
        g[5] = Double.NEGATIVE_INFINITY;
        double[] overTargets = new double[dense.sources()];
        double[] overSources = new double[dense.targets()];
        for (int round = 0; round < 3; round++) {
            forward.run(g, epsilon, overTargets);
            backward.run(f, epsilon, overSources);
            for (int i = 0; i < overTargets.length; i++) {
                assertClose(DenseSoftMinimum.overTargets(dense, g, epsilon, i), overTargets[i], epsilon);
            }
            for (int j = 0; j < overSources.length; j++) {
                assertClose(DenseSoftMinimum.overSources(dense, f, epsilon, j), overSources[j], epsilon);
            }
            for (int i = 0; i < f.length; i++) {
                // The second round starts from near shifts, the third from ones that are far too large or small.
                f[i] += round == 0 ? epsilon * random.nextGaussian() : 1e4 * epsilon * random.nextGaussian();
            }
            Arrays.setAll(g, j -> g[j] - 2000 * epsilon);
        }
    }

    /** Equal up to the rounding of exponents and of potentials. */
    private static void assertClose(double expected, double actual, double epsilon) {
        assertEquals(expected, actual, 1e-13 * epsilon + 8e-16 * (3 + Math.abs(expected)));
    }

    @Test
    void leavesOutTilesWithoutLoss() throws SolverException {
        Measure source = Clouds.uniform(1, 3000, 2, 1);
        Measure target = Clouds.uniform(2, 2500, 2, 2);
        TransportProblem problem = problem(source, target, GroundCost.Distance.SQUARED_EUCLIDEAN, 1e-4, CostScale.NONE);
        TransportInstance dense = new TransportInstance(problem, new TestContext());
        ThreadTeam team = new ThreadTeam(Runnable::run, 1);
        CloudInstance cloud = new CloudInstance(problem, new TestContext(), team, () -> true);
        HalfStep forward = Level.of(cloud).forward(team);
        double[] g = new double[dense.targets()];
        for (int j = 0; j < g.length; j++) {
            double[] y = target.points().data;
            g[j] = 0.1 * Math.sin(5 * y[2 * j]) - 0.05 * y[2 * j + 1];
        }
        double[] first = new double[dense.sources()];
        double[] second = new double[dense.sources()];
        forward.run(g, dense.epsilon(), first);
        forward.run(g, dense.epsilon(), second);
        for (int i = 0; i < first.length; i += 37) {
            double expected = DenseSoftMinimum.overTargets(dense, g, dense.epsilon(), i);
            assertEquals(expected, first[i], 1e-15);
            assertEquals(expected, second[i], 1e-15);
        }
    }

    @Test
    void singlePrecisionIsAsAccurateAsItSaysAndNotUsedElsewhere() throws SolverException {
        TransportProblem problem = problem(Clouds.uniform(1, 700, 3, 1), Clouds.uniform(2, 650, 3, 2),
                GroundCost.Distance.SQUARED_EUCLIDEAN, 1, CostScale.NONE);
        ThreadTeam team = new ThreadTeam(Runnable::run, 1);
        Level level = Level.of(new CloudInstance(problem, new TestContext(), team, () -> true));
        double[] g = new Random(4).doubles(650, -0.5, 0.5).toArray();
        g[3] = Double.NEGATIVE_INFINITY;
        double[] expected = new double[700];
        double[] actual = new double[700];
        for (double epsilon : new double[] {1, 0.1, 0.01, 1e-4}) {
            HalfStep inDouble = level.forward(team);
            HalfStep inSingle = level.forward(team);
            inSingle.single(true);
            for (int round = 0; round < 2; round++) {
                inDouble.run(g, epsilon, expected);
                inSingle.run(g, epsilon, actual);
                double largest = 0;
                for (int i = 0; i < actual.length; i++) {
                    largest = Math.max(largest, Math.abs(actual[i] - expected[i]) / epsilon);
                }
                assertTrue(largest <= SinglePrecision.ACCURACY, "epsilon " + epsilon + ": error " + largest);
                assertEquals(epsilon < 0.01, largest == 0, "epsilon " + epsilon);
            }
            inSingle.single(false);
            inSingle.run(g, epsilon, actual);
            assertArrayEquals(expected, actual, 1e-13);
        }
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() throws SolverException {
        TransportProblem problem = problem(Clouds.uniform(1, 1500, 3, 1), Clouds.uniform(2, 1300, 3, 2),
                GroundCost.Distance.SQUARED_EUCLIDEAN, 1e-2, CostScale.MEAN);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (ThreadTeam alone = new ThreadTeam(Runnable::run, 1); ThreadTeam three = new ThreadTeam(threads, 3)) {
            CloudInstance first = new CloudInstance(problem, new TestContext(), alone, () -> true);
            CloudInstance second = new CloudInstance(problem, new TestContext(), three, () -> true);
            assertEquals(first.epsilon(), second.epsilon());
            double[] g = new Random(1).doubles(1300).toArray();
            double[] one = new double[1500];
            double[] other = new double[1500];
            HalfStep slow = Level.of(first).forward(alone);
            HalfStep fast = Level.of(second).forward(three);
            for (int round = 0; round < 2; round++) {
                slow.run(g, first.epsilon(), one);
                fast.run(g, first.epsilon(), other);
                assertArrayEquals(one, other);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void onePointAndHugeCostsStayFinite() throws SolverException {
        Measure one = Measure.uniform(new DMatrixRMaj(new double[][] {{1e16}}));
        Measure two = Measure.uniform(new DMatrixRMaj(new double[][] {{-1e16}, {3}}));
        for (double epsilon : new double[] {1e32, 1, 1e-300}) {
            TransportProblem problem = problem(one, two, GroundCost.Distance.SQUARED_EUCLIDEAN, epsilon, CostScale.NONE);
            ThreadTeam team = new ThreadTeam(Runnable::run, 1);
            CloudInstance cloud = new CloudInstance(problem, new TestContext(), team, () -> true);
            assertEquals(4e32, cloud.largestCost(), 1e17);
            HalfStep forward = Level.of(cloud).forward(team);
            double[] result = new double[1];
            for (int round = 0; round < 2; round++) {
                forward.run(new double[] {0, 0}, epsilon, result);
                double expected = 1e32 - (epsilon == 1e32 ? epsilon * Math.log1p(Math.exp(-3)) : 0);
                assertEquals(expected, result[0], 1e18, "epsilon " + epsilon);
            }
            forward.run(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}, epsilon, result);
            assertEquals(Double.POSITIVE_INFINITY, result[0]);
            forward.run(new double[] {0, Double.NEGATIVE_INFINITY}, epsilon, result);
            assertEquals(4e32, result[0], 1e18);
        }
    }

    @Test
    void refusesCostsThatAreNotFinite() {
        Measure far = Measure.uniform(new DMatrixRMaj(new double[][] {{1e200}, {0}}));
        Measure near = Measure.uniform(new DMatrixRMaj(new double[][] {{0}, {1}}));
        ThreadTeam team = new ThreadTeam(Runnable::run, 1);
        assertThrows(SolverException.class, () -> new CloudInstance(
                problem(far, near, GroundCost.Distance.SQUARED_EUCLIDEAN, 1, CostScale.NONE), new TestContext(), team, () -> true));
        TestContext broken = new TestContext().function("skewed", (CostFunction) (x, i, y, j, d) -> Double.NaN);
        assertThrows(SolverException.class, () -> new CloudInstance(
                problem(far, near, new GroundCost.Named("skewed"), 1, CostScale.NONE), broken, team, () -> true));
        assertTrue(assertThrows(SolverException.class, () -> new CloudInstance(
                problem(far, near, new GroundCost.Cosine(), 1, CostScale.NONE), new TestContext(), team, () -> true))
                .getMessage().contains("source point 1"));
    }

    @Test
    void preparationCanBeInterrupted() throws SolverException {
        ThreadTeam team = new ThreadTeam(Runnable::run, 1);
        TransportProblem problem = problem(Clouds.uniform(1, 300, 3, 1), Clouds.uniform(2, 300, 3, 2),
                GroundCost.Distance.EUCLIDEAN, 1e-2, CostScale.MEAN);
        assertFalse(new CloudInstance(problem, new TestContext(), team, () -> false).isComplete());
    }

    private static TransportProblem problem(Measure source, Measure target, GroundCost cost, double epsilon, CostScale unit) {
        return TransportProblem.of(source, target, cost).regulariser(Regulariser.RELATIVE_ENTROPY, epsilon).epsilonUnit(unit).build();
    }
}
