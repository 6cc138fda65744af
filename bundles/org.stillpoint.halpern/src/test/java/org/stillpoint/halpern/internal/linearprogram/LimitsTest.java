package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.halpern.Silence;
import org.stillpoint.testing.TestContext;

/** Limits, cancelling, warm starts, threads: what a host relies on. */
class LimitsTest {

    /** Processor time, unlike that of the clock, does not grow with what else the machine does. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final LinearProgram PROGRAM = LargePrograms.transport(30, 40, 7);

    private static TestContext firstOrder(double tolerance) {
        return new TestContext().with("newton", false).with("tolerance", tolerance);
    }

    @Test
    void theIterationLimitIsKeptAndTheBestPointReturned() {
        double last = Double.POSITIVE_INFINITY;
        for (long limit : new long[] {1, 39, 40, 41, 200, 1000}) {
            Solution<LinearProgramSolution> solution = Verified.solve(PROGRAM, firstOrder(1e-12).with("maxIterations", limit));
            assertEquals(Status.ITERATION_LIMIT, solution.status());
            assertEquals(limit, solution.iterations());
            assertTrue(solution.residual() <= last, "residual " + solution.residual() + " after " + last);
            last = solution.residual();
        }
        assertTrue(last < 0.1, "residual " + last);
    }

    @Test
    void newtonStepsCountAsIterations() {
        TestContext context = new TestContext().with("maxIterations", 325L).with("tolerance", 1e-12);
        Solution<LinearProgramSolution> solution = Verified.solve(PROGRAM, context);
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        assertEquals(325, solution.iterations());
        assertEquals(320, solution.counters().get(Counter.WARM_UP));
        assertEquals(5, solution.counters().get(Counter.FINISH));
        assertTrue(solution.counters().get(Counter.RESTARTS) > 0);
    }

    @Test
    void cancellingTakesEffectAtOnceInEveryPhase() {
        for (long at : new long[] {0, 1, 100, 320, 323, 330}) {
            TestContext context = new TestContext().with("tolerance", 1e-12).cancelAt(at);
            Solution<LinearProgramSolution> solution = Verified.solve(PROGRAM, context);
            assertEquals(Status.CANCELLED, solution.status());
            assertEquals(at, solution.iterations());
            assertTrue(Double.isFinite(solution.residual()));
        }
    }

    @Test
    void theHostIsAskedAtLeastEveryFiftyMilliseconds() throws SolverException {
        LinearProgram program = LargePrograms.multicommodity(60, 240, 12, 3);
        Verified.solve(program, Status.CONVERGED, new TestContext());
        Silence.assertShort(new LinearProgramSolver(), program);
    }

    @Test
    void theTimeLimitIsKept() {
        LinearProgram large = LargePrograms.transport(200, 200, 3);
        long start = THREADS.getCurrentThreadCpuTime();
        Solution<LinearProgramSolution> solution = Verified.solve(large, firstOrder(1e-12).timeLimit(0.3));
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) * 1e-9;
        assertEquals(Status.TIME_LIMIT, solution.status());
        assertTrue(seconds < 2, seconds + " s");
    }

    @Test
    void theSolutionIsAWarmStartThatNeedsNoIteration() {
        for (Variants variant : Variants.values()) {
            LinearProgramSolution solved = Verified.solve(PROGRAM, Status.CONVERGED, variant.context(1e-8));
            Solution<LinearProgramSolution> again = Verified.solve(PROGRAM, variant.context(1e-6).start(solved));
            assertEquals(Status.CONVERGED, again.status());
            assertEquals(0, again.iterations());
        }
    }

    @Test
    void aNearbySolutionShortensTheSolve() {
        LinearProgramSolution solved = Verified.solve(PROGRAM, Status.CONVERGED, new TestContext());
        double[] objective = PROGRAM.objective().clone();
        for (int column = 0; column < objective.length; column++) {
            objective[column] += 1e-3 * (column % 7);
        }
        LinearProgram changed = LinearProgram.of(objective, PROGRAM.matrix()).rowBounds(PROGRAM.rowLower(), PROGRAM.rowUpper()).build();
        long cold = Verified.solve(changed, new TestContext()).iterations();
        Solution<LinearProgramSolution> warm = Verified.solve(changed, new TestContext().start(solved));
        assertEquals(Status.CONVERGED, warm.status());
        assertTrue(warm.iterations() < cold, warm.iterations() + " iterations after " + cold);
    }

    @Test
    void unusableWarmStartsAreRefused() {
        LinearProgramSolver solver = new LinearProgramSolver();
        int rows = PROGRAM.rows();
        int columns = PROGRAM.columns();
        LinearProgramSolution tooShort = new LinearProgramSolution(new double[3], new double[rows], new double[columns]);
        SolverException refused = assertThrows(SolverException.class, () -> solver.solve(PROGRAM, new TestContext().start(tooShort)));
        assertTrue(refused.getMessage().contains("expected " + columns), refused.getMessage());
        double[] y = new double[rows];
        y[4] = Double.NaN;
        LinearProgramSolution notANumber = new LinearProgramSolution(new double[columns], y, new double[columns]);
        refused = assertThrows(SolverException.class, () -> solver.solve(PROGRAM, new TestContext().start(notANumber)));
        assertTrue(refused.getMessage().contains("y 4"), refused.getMessage());
    }

    @Test
    void aWildWarmStartDoesNoHarm() {
        double[] x = Dense.all(PROGRAM.columns(), -1e9);
        double[] y = Dense.all(PROGRAM.rows(), 1e9);
        LinearProgramSolution wild = new LinearProgramSolution(x, y, new double[PROGRAM.columns()]);
        Verified.solve(PROGRAM, Status.CONVERGED, new TestContext().start(wild));
    }

    @Test
    void theSameRunGivesTheSameBits() {
        for (Variants variant : Variants.values()) {
            LinearProgramSolution first = Verified.solve(PROGRAM, variant.context(1e-7)).value();
            LinearProgramSolution second = Verified.solve(PROGRAM, variant.context(1e-7)).value();
            assertArrayEquals(first.x(), second.x(), 0);
            assertArrayEquals(first.y(), second.y(), 0);
        }
    }

    @Test
    void threadsDoNotChangeTheBits() throws InterruptedException {
        LinearProgram large = LargePrograms.transport(400, 400, 11);
        assertTrue(large.matrix().nz_length >= Workers.LEAST_ENTRIES);
        LinearProgramSolution alone = Verified.solve(large, firstOrder(1e-9).with("maxIterations", 50L)).value();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            LinearProgramSolution shared = Verified.solve(large, firstOrder(1e-9).with("maxIterations", 50L).threads(3, threads)).value();
            assertArrayEquals(alone.x(), shared.x(), 0);
            assertArrayEquals(alone.y(), shared.y(), 0);
        } finally {
            threads.shutdown();
        }
        assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS), "a thread was left behind");
        LinearProgramSolution refused = Verified.solve(large, firstOrder(1e-9).with("maxIterations", 50L).threads(2, task -> {
            throw new RejectedExecutionException("busy");
        })).value();
        assertArrayEquals(alone.x(), refused.x(), 0);
        LinearProgramSolution direct = Verified.solve(large, firstOrder(1e-9).with("maxIterations", 50L).threads(2, Runnable::run)).value();
        assertArrayEquals(alone.x(), direct.x(), 0);
        LinearProgramSolution ignored = Verified.solve(large, firstOrder(1e-9).with("maxIterations", 50L).threads(2, task -> { })).value();
        assertArrayEquals(alone.x(), ignored.x(), 0);
    }

    @Test
    void theSelfCheckIsSolvedAtOnce() {
        LinearProgramSolver solver = new LinearProgramSolver();
        LinearProgram program = solver.selfCheck();
        LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, new TestContext());
        assertEquals(2.5, Verified.objective(program, solution), 1e-5);
        assertArrayEquals(new double[] {1.5, 0.5}, solution.x(), 1e-5);
    }

    @Test
    void largerProgramsAreExpectedToTakeLonger() {
        LinearProgramSolver solver = new LinearProgramSolver();
        double small = solver.expectedSeconds(solver.selfCheck());
        double large = solver.expectedSeconds(PROGRAM);
        assertTrue(small > 0 && large > small && large < 1, small + " and " + large);
    }
}
