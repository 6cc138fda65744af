package org.stillpoint.recurrence.internal.picard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.problem.recurrence.VectorField;
import org.stillpoint.recurrence.internal.cell.ScalarCell;
import org.stillpoint.recurrence.internal.picard.PicardOptions.Kind;
import org.stillpoint.recurrence.internal.run.Safeguards;
import org.stillpoint.recurrence.internal.sweep.Sweeping;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceVerifier;

/** Picard sweeps. */
class PicardSolverTest {

    private static final PicardSolver SOLVER = new PicardSolver();

    private static TestContext context(double tolerance) {
        return new TestContext().with("tolerance", tolerance);
    }

    private static double[] states(Solution<Trajectory> solution) {
        return solution.value().path().states().values();
    }

    /** y' = 1 + y^2, whose solution from 0 is the tangent. */
    private record TangentField() implements VectorField {

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public void derivative(double[] y, double[] input, double[] derivative) {
            derivative[0] = 1 + y[0] * y[0];
        }
    }

    private static RecurrenceProblem tangent(String cell, int steps) {
        DataRecord parameters = DataRecord.of("parameters", 1).text("field", "tangent").number("step", 1.0 / steps)
                .integer("size", 1).build();
        return RecurrenceProblem.autonomous(cell, parameters, steps, 0);
    }

    @Test
    void selfCheckIsCertifiedTwiceWithTheSameBits() throws SolverException {
        Solution<Trajectory> first = SOLVER.solve(SOLVER.selfCheck(), new TestContext());
        Solution<Trajectory> second = SOLVER.solve(SOLVER.selfCheck(), new TestContext());
        assertEquals(Status.CONVERGED, first.status());
        assertTrue(Verification.of(new RecurrenceVerifier(), SOLVER.selfCheck(), first).holds());
        assertEquals(first.value(), second.value());
    }

    @Test
    void tangentByRungeKutta() throws SolverException {
        TestContext context = context(1e-13).function("tangent", new TangentField()).with("window", 1000);
        Solution<Trajectory> solution = SOLVER.solve(tangent("runge-kutta", 1000), context);
        assertEquals(Status.CONVERGED, solution.status());
        for (int t = 1; t <= 1000; t++) {
            assertEquals(Math.tan(t / 1000.0), states(solution)[t - 1], 1e-10);
        }
        assertTrue(solution.iterations() < 40, solution::toString);
    }

    /** The method of Euler is of order 1: ten times the steps, a tenth of the error. */
    @Test
    void tangentByEulerStepsIsOfOrderOne() throws SolverException {
        double[] errors = new double[2];
        for (int i = 0; i < 2; i++) {
            int steps = i == 0 ? 1000 : 10_000;
            Solution<Trajectory> solution = SOLVER.solve(tangent("euler", steps), context(1e-13).with("window", steps)
                    .function("tangent", new TangentField()));
            assertEquals(Status.CONVERGED, solution.status());
            errors[i] = Math.tan(1) - states(solution)[steps - 1];
        }
        assertEquals(10, errors[0] / errors[1], 0.1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 1000})
    void logisticFlowInWindowsOfAnySize(int window) throws SolverException {
        RecurrenceProblem problem = Sweeping.flow("euler", "logistic", 0.01, 1000, 0.1);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(1e-13).with("window", window).with("payingSweeps", 0.0));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0.999602503990310, states(solution)[999], 1e-11);
        assertEquals(0, Sweeping.distance(Sweeping.sequential(problem, new TestContext()), states(solution)), 1e-11);
        assertTrue(Verification.of(new RecurrenceVerifier(), problem, solution).holds());
    }

    @Test
    void toleranceZeroGivesTheBitsOfASequentialRun() throws SolverException {
        RecurrenceProblem problem = Sweeping.flow("runge-kutta", "lorenz", 0.005, 300, 1, 1, 20);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(0).with("payingSweeps", 0.0).with("window", 32));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.residual());
        assertTrue(solution.iterations() <= 300, solution::toString);
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), states(solution));
    }

    @Test
    void bitsDoNotDependOnThreads() throws SolverException {
        RecurrenceProblem problem = Sweeping.flow("runge-kutta", "lorenz", 0.005, 400, 1, 1, 20);
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            Solution<Trajectory> one = SOLVER.solve(problem, context(1e-9));
            Solution<Trajectory> three = SOLVER.solve(problem, context(1e-9).threads(3, executor));
            assertEquals(Status.CONVERGED, one.status());
            assertEquals(one.value(), three.value());
        } finally {
            executor.shutdown();
        }
    }

    /** The first pass is quick and rough; the second one ends at the real tolerance. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void adaptiveThresholdsEndExactly(Kind threshold) throws SolverException {
        RecurrenceProblem problem = Sweeping.flow("euler", "logistic", 0.01, 2000, 0.1);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(1e-12).with("threshold", threshold).with("window", 64));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.residual() <= 1e-12);
        assertTrue(Verification.of(new RecurrenceVerifier(), problem, solution).holds());
        assertEquals(threshold == Kind.ADAPTIVE, solution.counters().containsKey(Counter.WARM_UP));
        if (threshold == Kind.ADAPTIVE) {
            Solution<Trajectory> plain = SOLVER.solve(problem, context(1e-12).with("window", 64));
            assertTrue(solution.counters().get(Counter.WARM_UP) < plain.iterations(), () -> solution + " " + plain);
        }
    }

    /** A cheap cell, Euler's method for that of Runge and Kutta, does the first sweeps; the answer is that of the cell itself. */
    @Test
    void cheaperCellComesFirst() throws SolverException {
        RecurrenceProblem problem = Sweeping.flow("runge-kutta", "logistic", 0.01, 400, 0.1);
        int[] calls = {0};
        RecurrentCell euler = ScalarCell.autonomous(h -> {
            calls[0]++;
            return h + 0.01 * h * (1 - h);
        });
        TestContext context = context(1e-12).function("cheap", euler).with("firstCell", "cheap").with("window", 1000);
        Solution<Trajectory> switched = SOLVER.solve(problem, context);
        Solution<Trajectory> plain = SOLVER.solve(problem, context(1e-12).with("window", 1000));
        assertEquals(Status.CONVERGED, switched.status());
        assertTrue(calls[0] > 400);
        assertEquals(0, Sweeping.distance(states(plain), states(switched)), 1e-10);
        assertTrue(switched.counters().get(Counter.FINISH) < plain.iterations(), () -> switched + " " + plain);
        TestContext wrong = context(1e-12).function("cheap", new ScalarCell((h, x) -> h)).with("firstCell", "cheap");
        assertTrue(assertThrows(SolverException.class, () -> SOLVER.solve(problem, wrong)).getMessage().contains("expected the same"));
    }

    /** Sums of defects of a map that stretches grow beyond all bounds: plain sweeps diverge, safeguarded ones end sequentially. */
    @ParameterizedTest
    @EnumSource
    void divergingSweeps(Safeguards safeguards) throws SolverException {
        RecurrenceProblem problem = Sweeping.logistic(3.9, 400);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(1e-10).with("safeguards", safeguards).with("window", 400));
        for (double value : states(solution)) {
            assertTrue(Double.isFinite(value));
        }
        if (safeguards != Safeguards.NONE) {
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals(safeguards == Safeguards.ALL ? 1L : null, solution.counters().get("fallbacks"), solution::toString);
        } else {
            assertEquals(Status.DIVERGED, solution.status());
            assertTrue(solution.residual() > 1e-10);
        }
    }

    @Test
    void endsWhereTheRecurrenceIsNotANumber() throws SolverException {
        ScalarCell cell = new ScalarCell((h, x) -> x > 0.99 ? Double.NaN : h + 0.01 * x);
        Solution<Trajectory> solution = SOLVER.solve(Sweeping.waves(1, 200), context(1e-10).function("cell", cell));
        assertEquals(Status.NONFINITE, solution.status());
    }

    @Test
    void limitCancellationAndTime() throws SolverException {
        RecurrenceProblem problem = Sweeping.flow("euler", "lorenz", 0.01, 3000, 1, 1, 20);
        Solution<Trajectory> limited = SOLVER.solve(problem, context(1e-12).with("maxIterations", 4L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(limited.residual() > 1e-12);
        assertArrayEquals(Arrays.copyOf(Sweeping.sequential(problem, new TestContext()), 12), Arrays.copyOf(states(limited), 12));
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, context(1e-12).cancelAt(3)).status());
        assertEquals(Status.TIME_LIMIT, SOLVER.solve(Sweeping.flow("euler", "lorenz", 0.01, 1_000_000, 1, 1, 20),
                context(0).with("payingSweeps", 0.0).timeLimit(0.05)).status());
    }

    @Test
    void inputsAndBatches() throws SolverException {
        ScalarCell cell = new ScalarCell((h, x) -> h + 0.02 * (x - h * h * h));
        RecurrenceProblem problem = Sweeping.waves(3, 500);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(1e-13).function("cell", cell));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, Sweeping.distance(Sweeping.sequential(problem, new TestContext().function("cell", cell)), states(solution)), 1e-11);
        Trajectory start = Trajectory.of(new Sequences(states(solution), 3, 500, 1), 1);
        assertEquals(6, SOLVER.solve(problem, context(1e-12).function("cell", cell).start(start)).iterations());
    }
}
