package org.stillpoint.halpern.internal.asynchronous;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.BlockOperator;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.halpern.internal.asynchronous.AsynchronousOptions.DelayKind;
import org.stillpoint.halpern.internal.asynchronous.AsynchronousOptions.Mode;
import org.stillpoint.halpern.internal.fixedpoint.HalpernSolver;
import org.stillpoint.halpern.internal.fixedpoint.PicardSolver;
import org.stillpoint.testing.TestContext;

class BuiltInOperatorsTest {

    private static final int SAMPLES = 60;
    private static final int FEATURES = 8;

    private static DMatrixRMaj features(long seed) {
        Random random = new Random(seed);
        DMatrixRMaj matrix = new DMatrixRMaj(SAMPLES, FEATURES);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = random.nextGaussian();
        }
        return matrix;
    }

    private static double[] targets(long seed, boolean labels) {
        Random random = new Random(seed);
        double[] targets = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double value = 3 * random.nextGaussian();
            targets[i] = labels ? Math.signum(value) : value;
        }
        return targets;
    }

    private static TestContext context() {
        return new TestContext().function(CoordinateDescent.NAME, new CoordinateDescent())
                .function(ConsensusOperators.NAME, new ConsensusOperators());
    }

    private static Solution<FixedPoint> solve(FixedPointProblem problem, TestContext context) throws SolverException {
        Solution<FixedPoint> solution = new AsynchronousSolver().solve(problem, context);
        assertEquals(Status.CONVERGED, solution.status(), solution.toString());
        return solution;
    }

    /** Solves under delays of 0, 10, 1000, without bound, and of two threads, and returns the solution; all must agree. */
    private static double[] solveUnderAllDelays(FixedPointProblem problem, double closeness) throws SolverException {
        double[] first = solve(problem, context().with("tolerance", 1e-9)).value().x();
        for (int delay : new int[] {10, 1000}) {
            TestContext constant = context().with("tolerance", 1e-9).with("delays", DelayKind.CONSTANT).with("delay", delay);
            assertArrayEquals(first, solve(problem, constant).value().x(), closeness);
        }
        TestContext growing = context().with("tolerance", 1e-9).with("delays", DelayKind.GROWING).with("delay", 4);
        assertArrayEquals(first, solve(problem, growing).value().x(), closeness);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            TestContext parallel = context().with("tolerance", 1e-9).with("mode", Mode.THREADS).threads(3, threads);
            assertArrayEquals(first, solve(problem, parallel).value().x(), closeness);
        } finally {
            threads.shutdownNow();
        }
        return first;
    }

    private static double[] squaresGradient(DMatrixRMaj matrix, double[] targets, double[] x, double ridge, double scale) {
        double[] gradient = new double[x.length];
        for (int sample = 0; sample < matrix.numRows; sample++) {
            double error = -targets[sample];
            for (int j = 0; j < x.length; j++) {
                error += matrix.get(sample, j) * x[j];
            }
            for (int j = 0; j < x.length; j++) {
                gradient[j] += scale * error * matrix.get(sample, j);
            }
        }
        for (int j = 0; j < x.length; j++) {
            gradient[j] += ridge * x[j];
        }
        return gradient;
    }

    /** The optimality condition of smooth + l1 ||x||_1. */
    private static void assertStationary(double[] gradient, double[] x, double l1, double closeness) {
        for (int j = 0; j < x.length; j++) {
            double violation = x[j] == 0 ? Math.max(0, Math.abs(gradient[j]) - l1) : gradient[j] + l1 * Math.signum(x[j]);
            assertEquals(0, violation, closeness, "coordinate " + j + ", x " + x[j]);
        }
    }

    @Test
    void leastSquaresAreMinimisedUnderEveryDelay() throws SolverException {
        DMatrixRMaj matrix = features(1);
        double[] targets = targets(2, false);
        for (int blocks : new int[] {FEATURES, 3}) {
            DataRecord parameters = CoordinateDescent.parameters(matrix, targets).number(CoordinateDescent.L1, 0.2)
                    .number(CoordinateDescent.RIDGE, 0.5).integer(CoordinateDescent.BLOCKS, blocks).build();
            FixedPointProblem problem = new FixedPointProblem(CoordinateDescent.NAME, parameters, new double[FEATURES], Double.NaN);
            assertTrue(lipschitz(new CoordinateDescent().create(parameters), FEATURES, true) < 1);
            double[] x = solveUnderAllDelays(problem, 1e-7);
            assertStationary(squaresGradient(matrix, targets, x, 0.5, 1.0 / SAMPLES), x, 0.2, 1e-7);
        }
    }

    @Test
    void logisticRegressionIsMinimisedUnderEveryDelay() throws SolverException {
        DMatrixRMaj matrix = features(3);
        double[] labels = targets(4, true);
        DataRecord parameters = CoordinateDescent.parameters(matrix, labels).text(CoordinateDescent.LOSS, "logistic")
                .number(CoordinateDescent.L1, 0.01).number(CoordinateDescent.RIDGE, 1).integer(CoordinateDescent.BLOCKS, 4).build();
        FixedPointProblem problem = new FixedPointProblem(CoordinateDescent.NAME, parameters, new double[FEATURES], Double.NaN);
        double[] x = solveUnderAllDelays(problem, 1e-7);
        double[] gradient = new double[FEATURES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            double product = 0;
            for (int j = 0; j < FEATURES; j++) {
                product += matrix.get(sample, j) * x[j];
            }
            for (int j = 0; j < FEATURES; j++) {
                gradient[j] -= labels[sample] * matrix.get(sample, j) / (1 + Math.exp(labels[sample] * product)) / SAMPLES;
            }
        }
        for (int j = 0; j < FEATURES; j++) {
            gradient[j] += x[j];
        }
        assertStationary(gradient, x, 0.01, 1e-7);
    }

    @Test
    void consensusMinimisesUnderEveryDelay() throws SolverException {
        DMatrixRMaj matrix = features(5);
        double[] targets = targets(6, false);
        for (double l1 : new double[] {0, 5}) {
            for (double relaxation : new double[] {0.5, 1}) {
                DataRecord parameters = ConsensusOperators.parameters(matrix, targets, 3).number(ConsensusOperators.RIDGE, 60)
                        .number(ConsensusOperators.L1, l1).number(ConsensusOperators.RELAXATION, relaxation).build();
                BlockOperator operator = new ConsensusOperators().create(parameters);
                assertTrue(lipschitz(operator, FEATURES, false) < 1);
                double[] start = new double[3 * FEATURES];
                FixedPointProblem problem = new FixedPointProblem(ConsensusOperators.NAME, parameters, start, Double.NaN);
                double[] x = ConsensusOperators.consensus(operator, solveUnderAllDelays(problem, 1e-7));
                assertStationary(squaresGradient(matrix, targets, x, 60, 1), x, l1, 1e-5);
            }
        }
    }

    @Test
    void consensusOfAnyNumberOfAgentsAgrees() throws SolverException {
        DMatrixRMaj matrix = features(7);
        double[] targets = targets(8, false);
        double[] expected = null;
        for (int agents : new int[] {1, 2, 5, 70}) {
            DataRecord parameters = ConsensusOperators.parameters(matrix, targets, agents).number(ConsensusOperators.RIDGE, 1)
                    .number(ConsensusOperators.L1, 2).build();
            double[] start = new double[agents * FEATURES];
            FixedPointProblem problem = new FixedPointProblem(ConsensusOperators.NAME, parameters, start, 1);
            Solution<FixedPoint> solution = new PicardSolver().solve(problem, context().with("tolerance", 1e-10));
            assertEquals(Status.CONVERGED, solution.status(), solution.toString());
            double[] x = ConsensusOperators.consensus(new ConsensusOperators().create(parameters), solution.value().x());
            expected = expected == null ? x : expected;
            assertArrayEquals(expected, x, 1e-6, agents + " agents");
        }
    }

    @Test
    void plainSolversTakeTheOperators() throws SolverException {
        DataRecord parameters = CoordinateDescent.parameters(features(1), targets(2, false)).number(CoordinateDescent.L1, 0.2)
                .number(CoordinateDescent.RIDGE, 0.5).integer(CoordinateDescent.BLOCKS, 1).build();
        FixedPointProblem problem = new FixedPointProblem(CoordinateDescent.NAME, parameters, new double[FEATURES], 1);
        double[] expected = solve(problem, context().with("tolerance", 1e-9)).value().x();
        Solution<FixedPoint> picard = new PicardSolver().solve(problem, context().with("tolerance", 1e-9));
        assertArrayEquals(expected, picard.value().x(), 1e-7);
        Solution<FixedPoint> halpern = new HalpernSolver().solve(problem, context().with("tolerance", 1e-4));
        assertEquals(Status.CONVERGED, halpern.status());
        assertArrayEquals(expected, halpern.value().x(), 1e-2);
    }

    /** The largest ratio seen of distances after and before T: in the maximum norm, or with the Euclidean norm of each block. */
    private static double lipschitz(BlockOperator operator, int features, boolean maximum) {
        Random random = new Random(11);
        double largest = 0;
        int n = operator.dimension();
        for (int pair = 0; pair < 200; pair++) {
            double[] x = random.doubles(n, -3, 3).toArray();
            double[] y = x.clone();
            for (int i = 0; i < n; i++) {
                y[i] += random.nextInt(3) - 1;
            }
            double[] tx = new double[n];
            double[] ty = new double[n];
            operator.apply(x, tx);
            operator.apply(y, ty);
            double before = distance(x, y, features, maximum);
            largest = Math.max(largest, before == 0 ? 0 : distance(tx, ty, features, maximum) / before);
        }
        return largest;
    }

    private static double distance(double[] x, double[] y, int features, boolean maximum) {
        double largest = 0;
        int length = maximum ? 1 : features;
        for (int from = 0; from < x.length; from += length) {
            double squared = 0;
            for (int i = from; i < from + length; i++) {
                squared += (x[i] - y[i]) * (x[i] - y[i]);
            }
            largest = Math.max(largest, Math.sqrt(squared));
        }
        return largest;
    }

    @Test
    void theBoundOnTheConstantOfConsensusIsAttained() throws SolverException {
        // One feature with the second derivatives h = 1, 4 and 4 of the agents: r = 2, d = 1 / 3; agent 1 has R = 1/3, the others -1/3.
        DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{1}, {2}, {2}});
        DataRecord.Builder record = ConsensusOperators.parameters(matrix, new double[3], 3);
        BlockOperator operator = new ConsensusOperators().create(record.number(ConsensusOperators.PENALTY, 2)
                .number(ConsensusOperators.RELAXATION, 1).build());
        double[] image = new double[3];
        operator.apply(new double[] {-1, 1, 1}, image);
        double d = 1.0 / 3;
        double q = 3 - 4.0 / 3;
        assertEquals(d * q, image[0], 1e-15);
    }

    @Test
    void blocksAgreeWithTheWhole() throws SolverException {
        DMatrixRMaj matrix = features(9);
        for (BlockOperator operator : new BlockOperator[] {
            new CoordinateDescent().create(CoordinateDescent.parameters(matrix, targets(1, false)).integer("blocks", 3).build()),
            new CoordinateDescent().create(CoordinateDescent.parameters(matrix, targets(1, true)).text("loss", "logistic").build()),
            new ConsensusOperators().create(ConsensusOperators.parameters(matrix, targets(1, false), 4).build())}) {
            double[] x = new Random(3).doubles(operator.dimension(), -1, 1).toArray();
            double[] whole = new double[x.length];
            double[] part = new double[x.length];
            operator.apply(x, whole);
            assertEquals(x.length, operator.blockStart(operator.blocks()));
            for (int block = 0; block < operator.blocks(); block++) {
                Arrays.fill(part, 7);
                operator.applyBlock(block, x, part);
                for (int i = 0; i < x.length; i++) {
                    boolean inside = i >= operator.blockStart(block) && i < operator.blockStart(block + 1);
                    assertEquals(inside ? whole[i] : 7, part[i], 1e-14);
                }
            }
            x[0] = Double.NaN;
            operator.apply(x, whole);
            assertTrue(Double.isNaN(whole[0]));
        }
    }

    @Test
    void refusesWrongParametersByName() {
        DMatrixRMaj matrix = features(9);
        double[] targets = targets(1, false);
        CoordinateDescent coordinates = new CoordinateDescent();
        assertRefused("rigde", () -> coordinates.create(CoordinateDescent.parameters(matrix, targets).number("rigde", 1).build()));
        assertRefused("ridge", () -> coordinates.create(CoordinateDescent.parameters(matrix, targets).number("ridge", -1).build()));
        assertRefused("blocks", () -> coordinates.create(CoordinateDescent.parameters(matrix, targets).number("blocks", 1.5).build()));
        assertRefused("loss", () -> coordinates.create(CoordinateDescent.parameters(matrix, targets).text("loss", "hinge").build()));
        assertRefused("targets", () -> coordinates.create(CoordinateDescent.parameters(matrix, new double[3]).build()));
        assertRefused("targets", () -> coordinates.create(DataRecord.of("parameters", 1).array("matrix",
                new NamedArray(new double[4], 2, 2)).build()));
        assertRefused("logistic", () -> coordinates.create(CoordinateDescent.parameters(matrix, targets).text("loss", "logistic").build()));
        assertRefused("matrix", () -> coordinates.create(DataRecord.of("parameters", 1).doubles("targets", targets).build()));
        assertRefused("agents", () -> new ConsensusOperators().create(ConsensusOperators.parameters(matrix, targets, 0).build()));
        assertRefused("penalty", () -> new ConsensusOperators().create(
                ConsensusOperators.parameters(matrix, targets, 2).number("penalty", 0).build()));
    }

    private static void assertRefused(String name, Executable creation) {
        SolverException refusal = assertThrows(SolverException.class, creation);
        assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
    }
}
