package org.stillpoint.halpern.internal.asynchronous;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.halpern.internal.asynchronous.AsynchronousOptions.DelayKind;
import org.stillpoint.halpern.internal.asynchronous.AsynchronousOptions.Mode;
import org.stillpoint.testing.TestContext;

class AsynchronousSolverTest {

    /** Contracts by 0.8 in the maximum norm; the fixed point is (1, ..., 1). */
    private static final double[][] DOMINANT = {{0.2, -0.3, 0.3}, {0.4, 0, -0.4}, {-0.3, 0.3, -0.2}};
    /** Of spectral radius below 1, but not so its magnitudes: Picard iterations converge, asynchronous ones need not. */
    private static final double[][] TWISTED = {{0.6, -0.6, 0}, {0.6, 0.6, 0}, {0, 0, 0.5}};

    private final AsynchronousSolver solver = new AsynchronousSolver();

    private Solution<FixedPoint> solve(TestContext context, double... start) throws SolverException {
        return solver.solve(new FixedPointProblem("T", start), context);
    }

    private static TestContext affine(double[][] matrix) {
        return new TestContext().function("T", new AffineBlocks(matrix)).with("maxIterations", 1_000_000L);
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        TestContext context = new TestContext().function(CoordinateDescent.NAME, new CoordinateDescent());
        assertEquals(Status.CONVERGED, solver.solve(solver.selfCheck(), context).status());
    }

    @Test
    void convergesUnderEveryDelayWithOneAndTheSameStep() throws SolverException {
        long previous = 0;
        for (int delay : new int[] {0, 10, 1000}) {
            for (DelayKind kind : new DelayKind[] {DelayKind.CONSTANT, DelayKind.RANDOM, DelayKind.ADVERSARIAL}) {
                Solution<FixedPoint> solution = solve(affine(DOMINANT).with("delays", kind).with("delay", delay), 5, -7, 9);
                assertEquals(Status.CONVERGED, solution.status(), kind + " " + delay);
                assertArrayEquals(new double[] {1, 1, 1}, solution.value().x(), 5e-6);
                // The distance 10 falls by 0.8 in every epoch of 3 + delay updates, and the residual is at most sqrt(3) 1.8 times it.
                double epochs = Math.ceil(Math.log(1e-6 / (Math.sqrt(3) * 1.8 * 10)) / Math.log(0.8));
                assertTrue(solution.iterations() <= epochs * (3 + delay) + 12, kind + " " + delay + ": " + solution);
                if (kind == DelayKind.CONSTANT) {
                    assertTrue(solution.iterations() > previous, "delays of " + delay);
                    previous = solution.iterations();
                }
            }
        }
        Solution<FixedPoint> unbounded = solve(affine(DOMINANT).with("delays", DelayKind.GROWING).with("delay", 3), 5, -7, 9);
        assertEquals(Status.CONVERGED, unbounded.status());
        assertArrayEquals(new double[] {1, 1, 1}, unbounded.value().x(), 5e-6);
    }

    @Test
    void euclideanContractionsNeedNotConverge() throws SolverException {
        assertEquals(Status.CONVERGED, solve(affine(TWISTED), 2, 3, 4).status());
        TestContext hostile = affine(TWISTED).with("delays", DelayKind.ADVERSARIAL).with("delay", 7);
        Solution<FixedPoint> solution = solve(hostile, 2, 3, 4);
        assertEquals(Status.DIVERGED, solution.status());
        assertTrue(Double.isFinite(solution.residual()));
    }

    @Test
    void delaysOfZeroAreSweepsInTurn() throws SolverException {
        Solution<FixedPoint> plain = solve(affine(DOMINANT), 5, -7, 9);
        double[] x = {5, -7, 9};
        AffineBlocks operator = new AffineBlocks(DOMINANT);
        double[] image = x.clone();
        for (long k = 0; k < plain.iterations(); k++) {
            operator.applyBlock((int) (k % 3), x, image);
            x[(int) (k % 3)] = image[(int) (k % 3)];
        }
        assertArrayEquals(x, plain.value().x(), 1e-14);
        for (DelayKind kind : new DelayKind[] {DelayKind.CONSTANT, DelayKind.RANDOM, DelayKind.GROWING}) {
            TestContext context = affine(DOMINANT).with("delays", kind).with("delay", 0);
            assertArrayEquals(plain.value().x(), solve(context, 5, -7, 9).value().x(), 0, "" + kind);
        }
    }

    @Test
    void aDelayOfOneSweepAgreesWithTheRecursionWrittenOut() throws SolverException {
        int delay = 4;
        int updates = 60;
        double[][] past = new double[updates + 1][];
        past[0] = new double[] {5, -7, 9};
        AffineBlocks operator = new AffineBlocks(DOMINANT);
        double[] image = new double[3];
        for (int k = 0; k < updates; k++) {
            past[k + 1] = past[k].clone();
            double[] stale = past[Math.max(0, k - delay)];
            operator.applyBlock(k % 3, stale, image);
            past[k + 1][k % 3] = 0.5 * stale[k % 3] + 0.5 * image[k % 3];
        }
        TestContext context = affine(DOMINANT).with("delays", DelayKind.CONSTANT).with("delay", delay).with("relaxation", 0.5)
                .with("maxIterations", (long) updates);
        double[] x = solve(context, 5, -7, 9).value().x();
        assertArrayEquals(past[updates], x, 1e-14);
    }

    @Test
    void simulationsAreReproducedBitForBit() throws SolverException {
        for (DelayKind kind : DelayKind.values()) {
            Solution<FixedPoint> first = solve(affine(DOMINANT).with("delays", kind).seed(7), 5, -7, 9);
            Solution<FixedPoint> second = solve(affine(DOMINANT).with("delays", kind).seed(7), 5, -7, 9);
            assertArrayEquals(first.value().x(), second.value().x(), 0);
            assertEquals(first.iterations(), second.iterations());
        }
        double[] other = solve(affine(DOMINANT).with("delays", DelayKind.RANDOM).seed(8), 5, -7, 9).value().x();
        double[] one = solve(affine(DOMINANT).with("delays", DelayKind.RANDOM).seed(7), 5, -7, 9).value().x();
        assertTrue(other[0] != one[0] || other[1] != one[1], "another seed gives other delays");
    }

    @Test
    void threadsFindTheSameFixedPoint() throws SolverException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int repetition = 0; repetition < 20; repetition++) {
                TestContext context = affine(DOMINANT).with("mode", Mode.THREADS).threads(4, threads);
                Solution<FixedPoint> solution = solve(context, 5, -7, 9);
                assertEquals(Status.CONVERGED, solution.status());
                assertArrayEquals(new double[] {1, 1, 1}, solution.value().x(), 5e-6);
                assertTrue(solution.residual() <= 1e-6);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneThreadIsDeterministicAndThreadsThatNeverComeAreNotMissed() throws SolverException {
        Solution<FixedPoint> alone = solve(affine(DOMINANT).with("mode", Mode.THREADS), 5, -7, 9);
        assertArrayEquals(solve(affine(DOMINANT), 5, -7, 9).value().x(), alone.value().x(), 0);
        TestContext unserved = affine(DOMINANT).with("mode", Mode.THREADS).threads(4, task -> { });
        assertEquals(Status.CONVERGED, solve(unserved, 5, -7, 9).status());
        TestContext refused = affine(DOMINANT).with("mode", Mode.THREADS).threads(4, task -> {
            throw new RejectedExecutionException("busy");
        });
        assertEquals(Status.CONVERGED, solve(refused, 5, -7, 9).status());
        assertEquals(Status.CONVERGED, solve(affine(DOMINANT).with("mode", Mode.THREADS).threads(4, Runnable::run), 5, -7, 9).status());
    }

    @Test
    void failuresInOtherThreadsReachTheCaller() {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Thread caller = Thread.currentThread();
            AffineBlocks failing = new AffineBlocks(TWISTED) {
                @Override
                public void applyBlock(int block, double[] x, double[] result) {
                    if (Thread.currentThread() != caller) {
                        throw new IllegalStateException("out of order");
                    }
                    // Slow enough for the other thread to come long before patience or iterations end.
                    LockSupport.parkNanos(1_000_000);
                    super.applyBlock(block, x, result);
                }
            };
            TestContext context = new TestContext().function("T", failing).with("mode", Mode.THREADS).with("tolerance", 1e-15)
                    .with("relaxation", 1e-6).threads(2, threads);
            assertEquals("out of order", assertThrows(IllegalStateException.class, () -> solve(context, 1, 2, 3)).getMessage());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void limitsCancellationAndBadNumbersAreReportedWithTheBestIterate() throws SolverException {
        for (Mode mode : Mode.values()) {
            Solution<FixedPoint> limited = solve(affine(DOMINANT).with("mode", mode).with("maxIterations", 14L), 5, -7, 9);
            assertEquals(Status.ITERATION_LIMIT, limited.status());
            assertEquals(14, limited.iterations(), 1);
            double[] image = new double[3];
            new AffineBlocks(DOMINANT).apply(limited.value().x(), image);
            double squared = 0;
            for (int i = 0; i < 3; i++) {
                squared += Math.pow(image[i] - limited.value().x()[i], 2);
            }
            assertEquals(Math.sqrt(squared), limited.residual(), 1e-14);
            assertEquals(Status.CANCELLED, solve(affine(DOMINANT).with("mode", mode).cancelAt(5), 5, -7, 9).status());
            assertEquals(Status.TIME_LIMIT, solve(affine(DOMINANT).with("mode", mode).timeLimit(-1), 5, -7, 9).status());
            AffineBlocks broken = new AffineBlocks(DOMINANT) {
                private final AtomicInteger calls = new AtomicInteger();

                @Override
                public void applyBlock(int block, double[] x, double[] result) {
                    super.applyBlock(block, x, result);
                    if (calls.incrementAndGet() > 20) {
                        result[block] = Double.NaN;
                    }
                }
            };
            Solution<FixedPoint> nonfinite = solve(new TestContext().function("T", broken).with("mode", mode), 5, -7, 9);
            assertEquals(Status.NONFINITE, nonfinite.status());
            assertTrue(Double.isFinite(nonfinite.residual()));
        }
        double[][] doubling = {{2, 0}, {0, 2}};
        assertEquals(Status.DIVERGED, solve(affine(doubling), 5, -7).status());
        double[][] turn = {{0, -1}, {1, 0}};
        assertEquals(Status.STAGNATED, solve(affine(turn).with("patience", 100L), 5, -7).status());
    }

    @Test
    void countsAnUpdateAsItsPartOfAnEvaluation() throws SolverException {
        Solution<FixedPoint> solution = solve(affine(DOMINANT), 5, -7, 9);
        long checks = solution.iterations() / 12 + 1;
        assertEquals(solution.iterations() / 3 + checks, solution.counters().get(Counter.OPERATOR_EVALUATIONS));
    }

    @Test
    void refusesOperatorsWithoutBlocksAndWrongStarts() {
        Operator whole = new Operator() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public void apply(double[] x, double[] result) {
                result[0] = x[0] / 2;
            }
        };
        TestContext context = new TestContext().function("T", whole);
        assertTrue(assertThrows(SolverException.class, () -> solve(context, 1)).getMessage().contains("block by block"));
        TestContext shortStart = affine(DOMINANT).start(new FixedPoint(new double[1]));
        assertTrue(assertThrows(SolverException.class, () -> solve(shortStart, 1, 2, 3)).getMessage().contains("expected 3"));
        TestContext missing = affine(DOMINANT).start(new FixedPoint(new double[] {1, Double.NaN, 1}));
        assertThrows(SolverException.class, () -> solve(missing, 1, 2, 3));
    }

    @Test
    void startsFromAGivenPoint() throws SolverException {
        Solution<FixedPoint> solution = solve(affine(DOMINANT).start(new FixedPoint(new double[] {1, 1, 1})), 5, -7, 9);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.iterations());
    }
}
