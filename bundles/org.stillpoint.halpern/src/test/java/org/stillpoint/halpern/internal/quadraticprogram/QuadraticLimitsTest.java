package org.stillpoint.halpern.internal.quadraticprogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.problem.QuadraticProgram;
import org.stillpoint.halpern.Silence;
import org.stillpoint.testing.TestContext;

/** Limits, cancelling, warm starts, threads: what a host relies on. */
class QuadraticLimitsTest {

    private static final QuadraticProgram PROGRAM = GeneratedQuadratic.convex(200, 100);

    @Test
    void theIterationLimitIsKeptAndTheBestPointReturned() {
        double last = Double.POSITIVE_INFINITY;
        for (long limit : new long[] {1, 39, 40, 41, 200, 1000}) {
            TestContext context = new TestContext().with("newton", false).with("tolerance", 1e-12).with("maxIterations", limit);
            Solution<LinearProgramSolution> solution = VerifiedQuadratic.solve(PROGRAM, context);
            assertEquals(Status.ITERATION_LIMIT, solution.status());
            assertEquals(limit, solution.iterations());
            assertTrue(solution.residual() <= last, "residual " + solution.residual() + " after " + last);
            last = solution.residual();
        }
        assertTrue(last < 0.1, "residual " + last);
    }

    @Test
    void newtonStepsCountAsIterations() {
        TestContext context = new TestContext().with("maxIterations", 85L).with("tolerance", 1e-12);
        Solution<LinearProgramSolution> solution = VerifiedQuadratic.solve(PROGRAM, context);
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        assertEquals(85, solution.iterations());
        assertEquals(80, solution.counters().get(Counter.WARM_UP));
        assertEquals(5, solution.counters().get(Counter.FINISH));
        assertEquals(85, solution.counters().get(Counter.OPERATOR_EVALUATIONS));
        assertTrue(solution.counters().get(Counter.RESTARTS) > 0);
    }

    @Test
    void cancellingTakesEffectAtOnceInEveryPhase() {
        for (long at : new long[] {0, 1, 40, 79, 80, 83, 90}) {
            TestContext context = new TestContext().with("tolerance", 1e-12).cancelAt(at);
            Solution<LinearProgramSolution> solution = VerifiedQuadratic.solve(PROGRAM, context);
            assertEquals(Status.CANCELLED, solution.status());
            assertEquals(at, solution.iterations());
            assertTrue(Double.isFinite(solution.residual()));
        }
    }

    @Test
    void theTimeLimitIsKept() {
        TestContext context = new TestContext().with("tolerance", 1e-12).timeLimit(-1);
        assertEquals(Status.TIME_LIMIT, VerifiedQuadratic.solve(PROGRAM, context).status());
    }

    @Test
    void theHostIsAskedAtLeastEveryFiftyMilliseconds() throws SolverException {
        QuadraticProgram sparse = GeneratedQuadratic.convex(1000, 250);
        VerifiedQuadratic.solve(sparse, Status.CONVERGED, 1e-8);
        Silence.assertShort(new QuadraticProgramSolver(), sparse);
        Silence.assertShort(new QuadraticProgramSolver(), GeneratedQuadratic.dense(600, 20, 1));
    }

    @Test
    void theSameProblemGivesTheSameBitsOnEveryNumberOfThreads() {
        QuadraticProgram program = GeneratedQuadratic.dense(600, 20, 3);
        Solution<LinearProgramSolution> one = VerifiedQuadratic.solve(program, new TestContext());
        assertEquals(Status.CONVERGED, one.status());
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Solution<LinearProgramSolution> two = VerifiedQuadratic.solve(program, new TestContext().threads(2, pool));
            assertArrayEquals(one.value().x(), two.value().x());
            assertArrayEquals(one.value().y(), two.value().y());
            assertEquals(one.counters(), two.counters());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aSolutionIsAGoodStart() {
        Solution<LinearProgramSolution> cold = VerifiedQuadratic.solve(PROGRAM, new TestContext().with("tolerance", 1e-9));
        Solution<LinearProgramSolution> warm = VerifiedQuadratic.solve(PROGRAM,
                new TestContext().with("tolerance", 1e-9).start(cold.value()));
        assertEquals(Status.CONVERGED, warm.status());
        assertTrue(warm.iterations() <= 2, warm.toString());
        LinearProgramSolution wrong = new LinearProgramSolution(new double[3], new double[100], new double[0]);
        SolverException refusal = assertThrows(SolverException.class,
                () -> new QuadraticProgramSolver().solve(PROGRAM, new TestContext().start(wrong)));
        assertTrue(refusal.getMessage().contains("has 3 values x; expected 200"), refusal.getMessage());
    }

    @Test
    void theSelfCheckIsSolvedAtOnce() {
        QuadraticProgram program = new QuadraticProgramSolver().selfCheck();
        LinearProgramSolution solution = VerifiedQuadratic.solve(program, Status.CONVERGED, 1e-10);
        assertEquals(-0.375, Quadratic.objective(program, solution), 1e-9);
        assertArrayEquals(new double[] {1.25, 0.75}, solution.x(), 1e-9);
    }
}
