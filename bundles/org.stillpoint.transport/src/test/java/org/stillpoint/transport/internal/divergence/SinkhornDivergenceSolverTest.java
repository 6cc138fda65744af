package org.stillpoint.transport.internal.divergence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.SinkhornDivergence;
import org.stillpoint.api.problem.transport.SinkhornDivergenceProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.SinkhornDivergenceVerifier;

class SinkhornDivergenceSolverTest {

    private static final GroundCost SQUARES = GroundCost.Distance.SQUARED_EUCLIDEAN;
    private static final Measure LEFT = line(new double[] {.2, .5, .3}, 0, 1, 2);
    private static final Measure RIGHT = line(new double[] {.3, .3, .4}, .5, 1.5, 3);

    private static Measure line(double[] weights, double... points) {
        return new Measure(weights, new DMatrixRMaj(points));
    }

    private static Measure cloud(int size, int dimension, double shift, Random random) {
        double[] coordinates = random.doubles((long) size * dimension).map(value -> value + shift).toArray();
        double[] weights = random.doubles(size).map(value -> .1 + value).toArray();
        return new Measure(weights, DMatrixRMaj.wrap(size, dimension, coordinates)).normalised();
    }

    private static Solution<SinkhornDivergence> solve(SinkhornDivergenceProblem problem, TestContext context) throws SolverException {
        Solution<SinkhornDivergence> solution = new SinkhornDivergenceSolver().solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = Verification.of(new SinkhornDivergenceVerifier(), problem, solution);
            assertTrue(certificate.holds(), certificate::toString);
        }
        return solution;
    }

    private static SinkhornDivergence solve(SinkhornDivergenceProblem problem) throws SolverException {
        Solution<SinkhornDivergence> solution = solve(problem, new TestContext().with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    @ParameterizedTest
    @CsvSource({"1, .6520169271815219", ".1, .8054533768526139"})
    void threePointsOnALine(double epsilon, double divergence) throws SolverException {
        SinkhornDivergence value = solve(new SinkhornDivergenceProblem(LEFT, RIGHT, SQUARES, epsilon));
        assertEquals(divergence, value.value(), 1e-13);
        assertTrue(value.errorBound() < 2e-11);
    }

    /** The divergence grows from that of kernels to the exact value of transport, .85, as epsilon falls. */
    @Test
    void smallEpsilonsComeToTransport() throws SolverException {
        for (double epsilon : new double[] {1e-3, 1e-5, 1e-6}) {
            Solution<SinkhornDivergence> solution = solve(new SinkhornDivergenceProblem(LEFT, RIGHT, SQUARES, epsilon), new TestContext());
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals(.85, solution.value().value(), epsilon);
        }
    }

    @Test
    void equalMeasuresHaveTheDivergenceZero() throws SolverException {
        Random random = new Random(1);
        for (double epsilon : new double[] {.001, .1, 10}) {
            Measure cloud = cloud(30, 2, 0, random);
            assertEquals(0, solve(new SinkhornDivergenceProblem(cloud, cloud, SQUARES, epsilon)).value(), 1e-15);
            assertEquals(0, solve(new SinkhornDivergenceProblem(cloud, cloud, SQUARES, epsilon, CostScale.MEAN, 2)).value(), 1e-15);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {.02, .2, 2})
    void divergencesOfDistancesArePositiveAndSymmetric(double epsilon) throws SolverException {
        Random random = new Random(2);
        for (GroundCost cost : new GroundCost[] {SQUARES, GroundCost.Distance.EUCLIDEAN, GroundCost.Distance.CITY_BLOCK}) {
            Measure from = cloud(12, 3, 0, random);
            Measure to = cloud(9, 3, .1, random);
            double there = solve(new SinkhornDivergenceProblem(from, to, cost, epsilon)).value();
            assertTrue(there > 0);
            assertEquals(there, solve(new SinkhornDivergenceProblem(to, from, cost, epsilon)).value(), 1e-10);
            assertTrue(solve(new SinkhornDivergenceProblem(from, to, cost, epsilon, CostScale.NONE, .5)).value() > 0);
        }
    }

    /** Squared distances of shifted clouds: S = |t|^2, whatever epsilon is. */
    @Test
    void shiftsCostTheirSquare() throws SolverException {
        Measure cloud = cloud(20, 2, 0, new Random(3));
        DMatrixRMaj moved = cloud.points().copy();
        for (int k = 0; k < moved.getNumElements(); k++) {
            moved.data[k] += k % 2 == 0 ? .3 : -.4;
        }
        for (double epsilon : new double[] {.05, 1}) {
            assertEquals(.25, solve(new SinkhornDivergenceProblem(cloud, new Measure(cloud.weights(), moved), SQUARES, epsilon)).value(),
                    1e-12);
        }
    }

    /** The formula of penalised divergences in the potentials at the optimum. */
    @Test
    void penalisedDivergencesAgreeWithTheirFormula() throws SolverException {
        Measure heavy = new Measure(new double[] {.6, .6, .8}, RIGHT.points());
        double epsilon = .5;
        double rho = 1;
        SinkhornDivergence value = solve(new SinkhornDivergenceProblem(LEFT, heavy, SQUARES, epsilon, CostScale.NONE, rho));
        double formula = 0;
        for (int i = 0; i < 3; i++) {
            formula += (rho + epsilon / 2) * (LEFT.weights()[i]
                    * (Math.exp(-value.sourceSelf()[i] / rho) - Math.exp(-value.f()[i] / rho)) + heavy.weights()[i]
                    * (Math.exp(-value.targetSelf()[i] / rho) - Math.exp(-value.g()[i] / rho)));
        }
        assertEquals(formula, value.value(), 1e-11);
        double exact = solve(new SinkhornDivergenceProblem(LEFT, RIGHT, SQUARES, epsilon)).value();
        assertEquals(exact, solve(new SinkhornDivergenceProblem(LEFT, RIGHT, SQUARES, epsilon, CostScale.NONE, 1e5)).value(), 1e-4);
    }

    @Test
    void theGradientIsThatOfDifferences() throws SolverException {
        double[] gradient = solve(new SinkhornDivergenceProblem(LEFT, RIGHT, SQUARES, .3)).sourceGradient();
        double step = 1e-4;
        double[][] moved = {{.2 + step, .5 - step, .3}, {.2 - step, .5 + step, .3}};
        double difference = solve(new SinkhornDivergenceProblem(line(moved[0], 0, 1, 2), RIGHT, SQUARES, .3)).value()
                - solve(new SinkhornDivergenceProblem(line(moved[1], 0, 1, 2), RIGHT, SQUARES, .3)).value();
        assertEquals(gradient[0] - gradient[1], difference / (2 * step), 1e-7);
    }

    /** Without a weight the third point changes nothing, and its potential says what a first mass there would do. */
    @Test
    void pointsWithoutWeightHavePotentials() throws SolverException {
        SinkhornDivergence two = solve(new SinkhornDivergenceProblem(line(new double[] {.4, .6}, 0, 1), RIGHT, SQUARES, .3));
        SinkhornDivergence three = solve(new SinkhornDivergenceProblem(line(new double[] {.4, .6, 0}, 0, 1, 2), RIGHT, SQUARES, .3));
        assertEquals(two.value(), three.value(), 1e-12);
        double step = 1e-7;
        double moved = solve(new SinkhornDivergenceProblem(line(new double[] {.4, .6 - step, step}, 0, 1, 2), RIGHT, SQUARES, .3)).value();
        assertEquals(three.sourceGradient()[2] - three.sourceGradient()[1], (moved - three.value()) / step, 1e-3);
    }

    /** With a negative cost between two points, exp(-C) is no positive definite kernel: the two have a negative divergence. */
    @Test
    void negativeDivergencesAreNotClaimed() throws SolverException {
        GroundCost cost = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, -1}, {-1, 0}}));
        Solution<SinkhornDivergence> solution = solve(
                new SinkhornDivergenceProblem(Measure.of(1, 0), Measure.of(0, 1), cost, 1), new TestContext());
        assertEquals(-1, solution.value().value(), 1e-15);
        assertEquals(Status.STAGNATED, solution.status());
        assertTrue(solution.warnings().get(0).contains("positive definite"));
        assertFalse(Verification.of(new SinkhornDivergenceVerifier(),
                new SinkhornDivergenceProblem(Measure.of(1, 0), Measure.of(0, 1), cost, 1), solution).holds());
    }

    /** Nearly equal measures, and plans that need not be accurate: the sign of the value has to be right all the same. */
    @Test
    void coarseSolvesDoNotClaimNegativeDivergences() throws SolverException {
        Random random = new Random(6);
        for (int repeat = 0; repeat < 4; repeat++) {
            Measure from = cloud(15, 2, 0, random);
            double[] weights = from.weights().clone();
            weights[0] += 1e-4 * weights[1];
            weights[1] -= 1e-4 * weights[1];
            SinkhornDivergenceProblem problem = new SinkhornDivergenceProblem(from, new Measure(weights, from.points()), SQUARES, .05);
            Solution<SinkhornDivergence> solution = solve(problem, new TestContext().with("tolerance", .5));
            assertTrue(solution.status() == Status.CONVERGED ? solution.value().value() >= -1e-11
                    : solution.warnings().get(0).contains("negative"), solution::toString);
        }
    }

    @Test
    void extremesGiveAClearAnswer() throws SolverException {
        SinkhornDivergence point = solve(new SinkhornDivergenceProblem(line(new double[] {1}, 0), line(new double[] {1}, 5), SQUARES, .01));
        assertEquals(25, point.value(), 1e-12);
        GroundCost huge = new GroundCost.Matrix(new DMatrixRMaj(new double[][] {{0, 1e32, 3e32}, {1e32, 0, 2e32}, {3e32, 2e32, 0}}));
        for (double epsilon : new double[] {1e-6, 1e-3, .1}) {
            Solution<SinkhornDivergence> solution = solve(new SinkhornDivergenceProblem(Measure.of(.2, .3, .5),
                    Measure.of(.3, .4, .3), huge, epsilon, CostScale.MAX, Double.POSITIVE_INFINITY), new TestContext());
            assertTrue(Double.isFinite(solution.value().value()), solution::toString);
            assertEquals(Status.CONVERGED, solution.status());
        }
    }

    @Test
    void limitsReturnWhatThereIs() throws SolverException {
        Random random = new Random(5);
        SinkhornDivergenceProblem problem = new SinkhornDivergenceProblem(cloud(60, 2, 0, random), cloud(70, 2, 1, random), SQUARES, .01);
        Solution<SinkhornDivergence> limited = solve(problem, new TestContext().with("maxIterations", 3L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(Double.isFinite(limited.value().value()) && limited.value().errorBound() > 0);
        assertTrue(limited.residual() > limited.tolerance());
        Solution<SinkhornDivergence> cancelled = solve(problem, new TestContext().cancelAt(0));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertTrue(Double.isFinite(cancelled.value().value()));
        assertEquals(Status.TIME_LIMIT, solve(problem, new TestContext().timeLimit(0)).status());
        Solution<SinkhornDivergence> one = solve(problem, new TestContext());
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            assertEquals(one.value(), solve(problem, new TestContext().threads(3, threads)).value());
        } finally {
            threads.shutdown();
        }
        assertArrayEquals(one.value().f(), solve(problem, new TestContext()).value().f());
    }

    @Test
    void stagnationSaysWhy() throws SolverException {
        Random random = new Random(3);
        SinkhornDivergenceProblem problem = new SinkhornDivergenceProblem(cloud(30, 2, 0, random), cloud(25, 2, 0, random), SQUARES, 1e-6);
        Solution<SinkhornDivergence> solution = solve(problem, new TestContext());
        assertEquals(Status.STAGNATED, solution.status(), solution::toString);
        assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("stopped falling")), solution::toString);
    }

    @Test
    void wrongValuesAreNotCertified() throws SolverException {
        SinkhornDivergenceProblem problem = new SinkhornDivergenceProblem(LEFT, RIGHT, SQUARES, 1);
        SinkhornDivergence value = solve(problem);
        double[] wrong = value.f().clone();
        wrong[1] += 1e-6;
        for (SinkhornDivergence other : new SinkhornDivergence[] {
            new SinkhornDivergence(value.value() + 1e-9, value.errorBound(), value.f(), value.g(), value.sourceSelf(), value.targetSelf()),
            new SinkhornDivergence(value.value(), 0, wrong, value.g(), value.sourceSelf(), value.targetSelf()),
            new SinkhornDivergence(value.value(), value.errorBound(), value.f(), value.g(), value.targetSelf(), value.sourceSelf()),
            new SinkhornDivergence(value.value(), value.errorBound(), new double[2], value.g(), value.sourceSelf(), value.targetSelf())}) {
            assertFalse(Verification.of(new SinkhornDivergenceVerifier(), problem,
                    Solution.of(Status.CONVERGED, other).residual(0, 1e-9).build()).holds());
        }
    }
}
