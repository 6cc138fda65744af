package org.stillpoint.equilibrium.internal.bounds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LipschitzBound;
import org.stillpoint.api.problem.equilibrium.LipschitzBoundProblem;
import org.stillpoint.api.problem.equilibrium.LipschitzNorm;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.LipschitzBoundVerifier;

class LipschitzSolverTest {

    private static DataRecord dense(Activation activation, int size, double... weight) {
        return DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, size, size))
                .text("activation", activation.label()).build();
    }

    private static double[] random(Random random, int length, double scale) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = scale * random.nextGaussian();
        }
        return values;
    }

    /** The solution, verified. */
    private static LipschitzBound solve(LipschitzBoundProblem problem, TestContext context) throws SolverException {
        Solution<LipschitzBound> solution = new LipschitzSolver().solve(problem, context);
        Certificate certificate = Verification.of(new LipschitzBoundVerifier(), problem, solution);
        assertEquals(solution.status() == Status.CONVERGED, certificate.holds(), () -> solution + " " + certificate);
        return solution.value();
    }

    /** The largest norm over a fine grid of states in the plane. */
    private static double bruteForce(LipschitzBoundProblem problem, int points) {
        double[] weight = problem.parameters().numbers("weight");
        Activation activation = Activation.of(problem.parameters());
        double largest = 0;
        for (int p = 0; p < points; p++) {
            for (int q = 0; q < points; q++) {
                double[] z = {problem.center()[0] + problem.radius(0) * ((2 * p + 1.0) / points - 1),
                    problem.center()[1] + problem.radius(1) * ((2 * q + 1.0) / points - 1)};
                double[] j = {1, 0, 0, 1};
                for (int step = 0; step < problem.steps(); step++) {
                    double first = weight[0] * z[0] + weight[1] * z[1] + problem.input()[0];
                    double second = weight[2] * z[0] + weight[3] * z[1] + problem.input()[1];
                    double a = Relaxation.slope(activation, first);
                    double b = Relaxation.slope(activation, second);
                    j = new double[] {a * (weight[0] * j[0] + weight[1] * j[2]), a * (weight[0] * j[1] + weight[1] * j[3]),
                        b * (weight[2] * j[0] + weight[3] * j[2]), b * (weight[2] * j[1] + weight[3] * j[3])};
                    z = new double[] {Relaxation.value(activation, first), Relaxation.value(activation, second)};
                }
                largest = Math.max(largest, problem.norm() == LipschitzNorm.LARGEST
                        ? Math.max(Math.abs(j[0]) + Math.abs(j[1]), Math.abs(j[2]) + Math.abs(j[3])) : spectral(j));
            }
        }
        return largest;
    }

    private static double spectral(double[] j) {
        double squares = j[0] * j[0] + j[1] * j[1] + j[2] * j[2] + j[3] * j[3];
        double determinant = j[0] * j[3] - j[1] * j[2];
        return Math.sqrt((squares + Math.sqrt(Math.max(0, squares * squares - 4 * determinant * determinant))) / 2);
    }

    /** In the plane the bound is within the tolerance of what a grid finds, and never below it. */
    @ParameterizedTest
    @EnumSource
    void tightInThePlane(Activation activation) throws SolverException {
        Random random = new Random(5);
        for (int trial = 0; trial < 4; trial++) {
            LipschitzBoundProblem problem = LipschitzBoundProblem.of(StandardLayer.DENSE, dense(activation, 2, random(random, 4, 1.5)),
                    random(random, 2, .5), 1, random(random, 2, .5), trial % 2 == 0 ? LipschitzNorm.LARGEST : LipschitzNorm.EUCLIDEAN)
                    .withSteps(1 + trial % 3);
            LipschitzBound value = solve(problem, new TestContext());
            double grid = bruteForce(problem, 150);
            assertTrue(value.bound() >= grid, problem + " " + value + " " + grid);
            assertTrue(value.gap() <= .01, problem.steps() + " " + value);
            assertTrue(value.bound() <= grid * 1.05, value + " " + grid);
        }
    }

    /** By hand: |(3, -1)| in the rows, and t = 3 z_1 - z_2 is positive somewhere in the box: 4. */
    @Test
    void oneEvaluationIsExact() throws SolverException {
        LipschitzBoundProblem problem = LipschitzBoundProblem.of(StandardLayer.DENSE, dense(Activation.RELU, 2, 3, -1, 5, 5),
                new double[] {-1, 0}, 1.5, new double[] {0, -20}, LipschitzNorm.LARGEST);
        LipschitzBound value = solve(problem, new TestContext());
        assertEquals(4, value.bound(), 1e-10);
        assertEquals(4, value.attained());
        assertArrayEquals(new int[] {-1}, value.splits());
        assertArrayEquals(new double[] {0, 0}, value.imageLower());
        assertArrayEquals(new double[] {3, 0}, value.imageUpper(), 1e-10);
    }

    /** Linear bounds are never looser than intervals, and much tighter over several evaluations. */
    @Test
    void linearBoundsAreTighter() throws SolverException {
        Random random = new Random(2);
        double product = 1;
        for (int trial = 0; trial < 10; trial++) {
            LipschitzBoundProblem problem = LipschitzBoundProblem.of(StandardLayer.DENSE,
                    dense(trial % 2 == 0 ? Activation.RELU : Activation.TANH, 6, random(random, 36, .6)), random(random, 6, .5), .3,
                    random(random, 6, .5), LipschitzNorm.LARGEST).withSteps(3);
            double linear = new LipschitzSolver().solve(problem, new TestContext().with("maxIterations", 0L)).value().bound();
            double intervals = new LipschitzSolver().solve(problem,
                    new TestContext().with("maxIterations", 0L).with("linear", false)).value().bound();
            assertTrue(linear <= intervals * (1 + 1e-12), linear + " " + intervals);
            product *= linear / intervals;
        }
        assertTrue(product < .2, "" + product);
    }

    /** The bound holds whatever the number of splits, and more of them never make it larger. */
    @Test
    void splitsSharpen() throws SolverException {
        LipschitzBoundProblem problem = LipschitzBoundProblem.of(StandardLayer.DENSE, dense(Activation.RELU, 2, 1, -2, 1.5, .5),
                new double[] {.2, -.1}, 2, new double[] {.3, .1}, LipschitzNorm.EUCLIDEAN).withSteps(3);
        double grid = bruteForce(problem, 400);
        double last = Double.POSITIVE_INFINITY;
        for (long splits : new long[] {0, 1, 4, 16, 64, 256}) {
            LipschitzBound value = solve(problem, new TestContext().with("maxIterations", splits));
            assertTrue(value.bound() >= grid && value.bound() <= last, value + " " + grid + " " + last);
            last = value.bound();
        }
    }

    /** z = tanh(W z + x) for all x in a box: where the fixed points lie, and that there is one for each. */
    @Test
    void fixedPointsOfABoxOfInputs() throws SolverException {
        DataRecord parameters = dense(Activation.TANH, 2, .3, -.4, .2, .5);
        LipschitzBoundProblem problem = new LipschitzBoundProblem(StandardLayer.DENSE, parameters, new double[2], new double[] {1},
                new double[] {.5, -.5}, new double[] {.1}, 1, LipschitzNorm.LARGEST);
        Solution<LipschitzBound> solution = new LipschitzSolver().solve(problem, new TestContext());
        Certificate certificate = Verification.of(new LipschitzBoundVerifier(), problem, solution);
        assertTrue(certificate.holds(), certificate::toString);
        assertTrue(certificate.notes().toString().contains("Exactly one fixed point in the box"), certificate::toString);
        LipschitzBound value = solution.value();
        Random random = new Random(1);
        for (int trial = 0; trial < 50; trial++) {
            double[] x = {.4 + .2 * random.nextDouble(), -.6 + .2 * random.nextDouble()};
            double[] z = new double[2];
            for (int step = 0; step < 200; step++) {
                z = new double[] {Math.tanh(.3 * z[0] - .4 * z[1] + x[0]), Math.tanh(.2 * z[0] + .5 * z[1] + x[1])};
            }
            for (int k = 0; k < 2; k++) {
                assertTrue(z[k] >= value.fixedLower()[k] && z[k] <= value.fixedUpper()[k]);
            }
        }
        assertTrue(value.fixedUpper()[0] - value.fixedLower()[0] < .6);
    }

    /** z = 2 max(0, z) + 1 has no fixed point above 0. */
    @Test
    void saysThatThereIsNoFixedPoint() throws SolverException {
        LipschitzBoundProblem problem = LipschitzBoundProblem.of(StandardLayer.DENSE, dense(Activation.RELU, 1, 2), new double[] {2}, 1,
                new double[] {1}, LipschitzNorm.LARGEST);
        LipschitzBound value = solve(problem, new TestContext());
        assertEquals(0, value.fixedLower().length);
        assertEquals(2, value.bound(), 1e-10);
    }

    @Test
    void monotoneLayers() throws SolverException {
        Random random = new Random(4);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("factor", new NamedArray(random(random, 9, .5), 3, 3))
                .array("skew", new NamedArray(random(random, 9, .3), 3, 3)).number("margin", .4)
                .array("input_weight", new NamedArray(random(random, 6, 1), 3, 2)).text("activation", "clip").build();
        LipschitzBoundProblem problem = new LipschitzBoundProblem(StandardLayer.MONOTONE, parameters, new double[] {.5, .5, .5},
                new double[] {.5, .25, .5}, new double[2], new double[] {.2, 0}, 2, LipschitzNorm.EUCLIDEAN);
        assertTrue(solve(problem, new TestContext().with("tolerance", .05)).gap() <= .05);
    }

    /** A wider layer: what was found holds at random points, and is better than the norm of W. */
    @ParameterizedTest
    @CsvSource({"RELU, LARGEST", "TANH, EUCLIDEAN"})
    void widerLayers(Activation activation, LipschitzNorm norm) throws SolverException {
        Random random = new Random(9);
        int size = 16;
        double[] weight = random(random, size * size, .3);
        LipschitzBoundProblem problem = LipschitzBoundProblem.of(StandardLayer.DENSE, dense(activation, size, weight),
                random(random, size, .5), .05, random(random, size, 1), norm).withSteps(2);
        LipschitzBound value = solve(problem, new TestContext().with("maxIterations", 10L));
        double whole = norm == LipschitzNorm.LARGEST ? MatrixNorms.largestRow(weight, weight, size) : MatrixNorms.euclidean(weight, size);
        assertTrue(value.bound() < whole * whole, value + " " + whole);
    }

    /** Derivatives that are next to 0 are not 0, and their squares are. */
    @ParameterizedTest
    @EnumSource(value = Activation.class, names = {"TANH", "SIGMOID"})
    void boundsNextToZero(Activation activation) throws SolverException {
        for (double center : new double[] {25, 40, 200}) {
            for (LipschitzNorm norm : LipschitzNorm.values()) {
                LipschitzBound value = solve(LipschitzBoundProblem.of(StandardLayer.DENSE, dense(activation, 2, 1, -.5, .25, 1),
                        new double[] {center, center}, .1, new double[0], norm), new TestContext().with("tolerance", .9));
                assertTrue(value.bound() > 0 && value.bound() < 1e-5 && value.attained() <= value.bound(), value::toString);
            }
        }
    }

    @Test
    void normsOfMatrices() {
        for (double scale : new double[] {1e-200, 1e-100, 1, 1e100, 1e200}) {
            double[] matrix = {3 * scale, 0, 0, -4 * scale};
            assertEquals(4 * scale, MatrixNorms.euclidean(matrix, 2), 1e-11 * scale);
            assertEquals(4 * scale, MatrixNorms.below(matrix, 2, LipschitzNorm.EUCLIDEAN), 1e-11 * scale);
        }
        double[] matrix = {3, 0, 4, 5};
        assertEquals(Math.sqrt(45), MatrixNorms.euclidean(matrix, 2), 1e-4);
        assertTrue(MatrixNorms.euclidean(matrix, 2) >= Math.sqrt(45));
        assertEquals(Math.sqrt(45), MatrixNorms.below(matrix, 2, LipschitzNorm.EUCLIDEAN), 1e-9);
        assertEquals(9, MatrixNorms.largestRow(matrix, matrix, 2));
        assertEquals(0, MatrixNorms.euclidean(new double[4], 2));
    }

    /** Lines lie below and above, and derivatives between their bounds. */
    @ParameterizedTest
    @EnumSource
    void relaxations(Activation activation) {
        Random random = new Random(6);
        Relaxation relaxation = new Relaxation();
        for (int trial = 0; trial < 300; trial++) {
            double l = 2 * random.nextGaussian();
            double u = l + random.nextDouble() * 3;
            relaxation.of(activation, l, u);
            for (int k = 0; k <= 20; k++) {
                double t = l + (u - l) * k / 20;
                double value = Relaxation.value(activation, t);
                assertTrue(relaxation.lowerSlope * t + relaxation.lowerConstant <= value + 1e-12);
                assertTrue(relaxation.upperSlope * t + relaxation.upperConstant >= value - 1e-12);
                double slope = Relaxation.slope(activation, t);
                assertTrue(slope >= relaxation.leastSlope - 1e-15 && slope <= relaxation.largestSlope + 1e-15);
            }
        }
    }

    @Test
    void statuses() throws SolverException {
        LipschitzBoundProblem hard = LipschitzBoundProblem.of(StandardLayer.DENSE, dense(Activation.TANH, 2, 2, -3, 1, 4), new double[2], 3,
                new double[2], LipschitzNorm.EUCLIDEAN).withSteps(3);
        LipschitzSolver solver = new LipschitzSolver();
        assertEquals(Status.ITERATION_LIMIT, solver.solve(hard, new TestContext().with("maxIterations", 3L)).status());
        assertEquals(Status.CANCELLED, solver.solve(hard, new TestContext().cancelAt(5)).status());
        Solution<LipschitzBound> first = solver.solve(solver.selfCheck(), new TestContext());
        assertEquals(Status.CONVERGED, first.status());
        assertEquals(first.toRecord(), solver.solve(solver.selfCheck(), new TestContext()).toRecord());
        assertTrue(Verification.of(new LipschitzBoundVerifier(), solver.selfCheck(), first).holds());
    }

    /** The verifier does not take a bound that is too low, or a part of the box that is missing. */
    @Test
    void theVerifierRefusesWhatIsWrong() throws SolverException {
        LipschitzSolver solver = new LipschitzSolver();
        LipschitzBoundProblem problem = LipschitzBoundProblem.of(StandardLayer.DENSE, dense(Activation.TANH, 2, 1, -2, 1, 1), new double[2],
                1, new double[] {.5, .5}, LipschitzNorm.EUCLIDEAN);
        LipschitzBound good = solve(problem, new TestContext());
        for (LipschitzBound wrong : new LipschitzBound[] {
            new LipschitzBound(good.bound() * .98, good.attained() * .98, good.state(), good.input(), good.imageLower(), good.imageUpper(),
                    good.fixedLower(), good.fixedUpper(), good.splits()),
            new LipschitzBound(good.bound(), good.bound(), good.state(), good.input(), good.imageLower(), good.imageUpper(),
                    good.fixedLower(), good.fixedUpper(), good.splits()),
            new LipschitzBound(good.bound(), good.attained(), good.state(), good.input(), good.imageLower(), good.imageLower(),
                    good.fixedLower(), good.fixedUpper(), good.splits()),
            new LipschitzBound(good.bound(), good.attained(), good.state(), good.input(), good.imageLower(), good.imageUpper(),
                    new double[0], new double[0], good.splits()),
            new LipschitzBound(good.bound(), good.attained(), good.state(), good.input(), good.imageLower(), good.imageUpper(),
                    good.fixedLower(), good.fixedLower(), good.splits()),
            new LipschitzBound(good.bound(), good.attained(), new double[] {5, 5}, good.input(), good.imageLower(), good.imageUpper(),
                    good.fixedLower(), good.fixedUpper(), good.splits())}) {
            Solution<LipschitzBound> claim = Solution.of(Status.CONVERGED, wrong).residual(wrong.gap(), .01).build();
            assertTrue(!Verification.of(new LipschitzBoundVerifier(), problem, claim).holds(), wrong::toString);
        }
    }
}
