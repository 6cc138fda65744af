package org.stillpoint.recurrence.internal.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.ScalarCell;
import org.stillpoint.recurrence.internal.cell.Trials;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Form;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Guess;
import org.stillpoint.recurrence.internal.newton.NewtonOptions.Method;
import org.stillpoint.recurrence.internal.run.Safeguards;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;
import org.stillpoint.recurrence.internal.sweep.Sweeping;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceVerifier;

/** Cells of all structures, batches, threads, and how solves end. */
class NewtonSolverTest {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void end() {
        THREADS.shutdown();
    }

    private static TestContext form(Form form) {
        return new TestContext().with("form", form);
    }

    private static RecurrenceProblem paraLstm(int units, int batch, int steps) {
        Random random = new Random(9);
        return RecurrenceProblem.of("para-lstm", Trials.parameters()
                .array("weight_ih", new NamedArray(random.doubles(3L * units * 2, -1, 1).toArray(), 3 * units, 2))
                .array("recurrent", new NamedArray(random.doubles(3L * units, -0.9, 0.9).toArray(), 3, units))
                .array("peephole", new NamedArray(random.doubles(2L * units, -0.9, 0.9).toArray(), 2, units)).build(),
                new Sequences(random.doubles(2L * batch * steps, -1, 1).toArray(), batch, steps, 2));
    }

    private static void assertSolves(RecurrenceProblem problem, TestContext context, double tolerance) {
        double[] expected = Sweeping.sequential(problem, context);
        Solution<Trajectory> solution = NewtonRuns.solve(problem, context);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.residual() <= solution.tolerance());
        assertArrayEquals(expected, NewtonRuns.states(solution), tolerance);
    }

    @Test
    void theSelfCheckIsCertifiedTwiceWithTheSameBits() throws SolverException {
        NewtonSolver solver = new NewtonSolver();
        Solution<Trajectory> first = solver.solve(solver.selfCheck(), new TestContext());
        Solution<Trajectory> second = solver.solve(solver.selfCheck(), new TestContext());
        assertTrue(Verification.of(new RecurrenceVerifier(), solver.selfCheck(), first).holds());
        assertEquals(first.value(), second.value());
        assertEquals(first.counters(), second.counters());
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void solutionsAreCertified(Form form) throws SolverException {
        for (RecurrenceProblem problem : List.of(NewtonRuns.paraGru(1, -0.8, 0.9, 3000), paraLstm(3, 2, 500), NewtonRuns.elman(0.9, 700))) {
            for (double tolerance : new double[] {1e-4, 1e-10, 1e-14}) {
                Solution<Trajectory> solution = NewtonRuns.solve(problem, form(form).with("tolerance", tolerance));
                assertEquals(Status.CONVERGED, solution.status());
                Certificate certificate = Verification.of(new RecurrenceVerifier(), problem, solution);
                assertTrue(certificate.holds(), certificate::toString);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void groupsOfComponents(Form form) {
        assertSolves(paraLstm(5, 1, 700), form(form).with("tolerance", 1e-13), 1e-12);
        assertSolves(paraLstm(5, 3, 200), form(form).with("tolerance", 1e-13), 1e-12);
        assertSolves(paraLstm(1, 2, 1), form(form), 1e-12);
        assertSolves(paraLstm(3, 1, 300), form(form).with("tolerance", 1e-13).with("method", Method.ELK), 1e-12);
        RecurrenceProblem problem = RecurrenceProblem.of("blocks", Trials.parameters().build(),
                Sequences.of(new Random(2).doubles(300, -1, 1).toArray(), 1));
        assertSolves(problem, form(form).with("tolerance", 1e-13).function("blocks", new BlockCell(3, 2)), 1e-12);
        assertSolves(problem, form(form).with("tolerance", 1e-13).with("jacobian", NewtonOptions.Jacobian.DIAGONAL)
                .function("blocks", new BlockCell(3, 2)), 1e-12);
    }

    /** A user's cell that brings no Jacobian matrix: central differences take its place. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void aUsersCellWithoutJacobian(Form form) {
        RecurrentCell cell = new ScalarCell((h, x) -> 0.8 * Math.sin(h) + x);
        assertSolves(Sweeping.waves(3, 150), form(form).function("cell", cell), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"gru, gru16_seattle_hourly.npz, BLOCKED", "lstm, lstm8_seattle_hourly.npz, BLOCKED",
        "gru, gru16_seattle_hourly.npz, FULL", "lstm, lstm8_seattle_hourly.npz, WINDOWED"})
    void weatherAsPyTorchComputesIt(String cell, String name, Form form) throws IOException {
        Path file = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), "recurrence", name);
        assumeTrue(Files.exists(file), () -> file + " is absent");
        Map<String, NamedArray> arrays;
        try (InputStream in = Files.newInputStream(file)) {
            arrays = NpzFile.read(in, file.toString());
        }
        DataRecord.Builder parameters = Trials.parameters();
        for (String weight : new String[] {"weight_ih", "weight_hh", "bias_ih", "bias_hh"}) {
            parameters.array(weight, arrays.get(weight + "_l0"));
        }
        DataRecord data = DataRecord.of("data", 1).array("input", arrays.get("input")).array("hidden", arrays.get("hidden")).build();
        Solution<Trajectory> solution = NewtonRuns.solve(RecurrenceProblem.of(cell, parameters.build(), Sequences.of(data, "input")),
                form(form).with("tolerance", 1e-14));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(data.numbers("hidden"), solution.value().path().hidden().values(), 1e-12);
        assertEquals(0, NewtonRuns.counter(solution, "fallbacks"));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void theBitsDoNotDependOnThreads(Form form) {
        for (RecurrenceProblem problem : new RecurrenceProblem[] {NewtonRuns.paraGru(1, -0.8, 0.9, 5000), paraLstm(4, 5, 400)}) {
            double[] one = NewtonRuns.states(NewtonRuns.solve(problem, form(form)));
            for (int threads = 2; threads <= 3; threads++) {
                Solution<Trajectory> solution = NewtonRuns.solve(problem, form(form).threads(threads, THREADS));
                assertEquals(Status.CONVERGED, solution.status());
                assertArrayEquals(one, NewtonRuns.states(solution));
            }
        }
    }

    /** The sum of squares of such defects is infinite: no states were ever better than others, and none of another sequence may stay. */
    @ParameterizedTest
    @EnumSource(Safeguards.class)
    void theBitsDoNotDependOnThreadsFromAGuessFarAway(Safeguards safeguards) {
        RecurrenceProblem problem = paraLstm(2, 4, 100);
        double[] far = new double[4 * 100 * 4];
        Arrays.setAll(far, i -> i % 40 < 4 ? 1e300 : .1 * i);
        double[] one = null;
        for (int threads = 1; threads <= 3; threads++) {
            Solution<Trajectory> solution = NewtonRuns.solve(problem, new TestContext().with("method", NewtonOptions.Method.ELK)
                    .with("safeguards", safeguards).with("maxIterations", 3).with("window", 100).threads(threads, THREADS)
                    .start(Trajectory.of(new Sequences(far, 4, 100, 4), 2)));
            one = one == null ? NewtonRuns.states(solution) : one;
            assertArrayEquals(one, NewtonRuns.states(solution));
        }
    }

    @Test
    void aWarmStartSavesSteps() {
        RecurrenceProblem problem = NewtonRuns.paraGru(-1.2, 1, 1.5, 3000);
        Solution<Trajectory> cold = NewtonRuns.solve(problem, form(Form.FULL).with("tolerance", 1e-12));
        for (Form form : Form.values()) {
            Solution<Trajectory> same = NewtonRuns.solve(problem, form(form).with("tolerance", 1e-12).start(cold.value()));
            assertEquals(0, same.iterations());
            assertArrayEquals(NewtonRuns.states(cold), NewtonRuns.states(same));
        }
        double[] changed = ((Sequences) problem.input()).values().clone();
        changed[300] += 0.5;
        Solution<Trajectory> warm = NewtonRuns.solve(problem.withInput(Sequences.of(changed, 3)), form(Form.FULL).with("tolerance", 1e-12)
                .start(cold.value()));
        assertEquals(Status.CONVERGED, warm.status());
        assertTrue(warm.iterations() < cold.iterations());
        double[] useless = new double[3000];
        Arrays.setAll(useless, t -> t % 3 == 0 ? Double.NaN : 1e200 * t);
        for (Form form : Form.values()) {
            Solution<Trajectory> solution = NewtonRuns.solve(problem, form(form).start(Trajectory.of(Sequences.of(useless, 1), 1)));
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals(0, Sweeping.distance(NewtonRuns.states(cold), NewtonRuns.states(solution)), 1e-8);
        }
    }

    @Test
    void fewKeptStepsAreSolvedInWindows() {
        RecurrenceProblem problem = NewtonRuns.paraGru(1, -0.8, 0.9, 10_007);
        double[] all = Sweeping.sequential(problem, new TestContext());
        for (Form form : Form.values()) {
            Solution<Trajectory> solution = NewtonRuns.solve(problem.withKeepEvery(1000), form(form).with("tolerance", 1e-13));
            assertEquals(Status.CONVERGED, solution.status());
            double[] kept = NewtonRuns.states(solution);
            assertEquals(11, kept.length);
            for (int i = 0; i < kept.length; i++) {
                assertEquals(all[problem.withKeepEvery(1000).keptStep(i) - 1], kept[i], 1e-12);
            }
        }
    }

    @Test
    void jacobiSweepsMayComeFirst() {
        Solution<Trajectory> solution = NewtonRuns.solve(NewtonRuns.paraGru(-1.2, 1, 1.5, 500),
                NewtonRuns.full(Safeguards.NONE, Guess.INPUT, 1e-14).with("warmUp", 2));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(2, NewtonRuns.counter(solution, Counter.WARM_UP));
        assertEquals(solution.iterations() - 2, NewtonRuns.counter(solution, Counter.FINISH));
        assertTrue(NewtonRuns.counter(solution, Counter.FINISH) < 6);
    }

    /** All of the damping makes Jacobi sweeps, of which each makes a state exact. */
    @Test
    void dampedStepsBecomeSweeps() {
        RecurrenceProblem problem = Sweeping.logistic(3.9, 60);
        Solution<Trajectory> solution = NewtonRuns.solve(problem, NewtonRuns.full(Safeguards.NONE, 0.5, 1e-14).with("damping", 1.0));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), NewtonRuns.states(solution));
        assertSolves(NewtonRuns.elman(0.9, 400), NewtonRuns.full(Safeguards.RESET, Guess.INPUT, 1e-13).with("damping", 0.3), 1e-11);
    }

    /** Newton's method gets lost among many waves; the windows run sequentially, ever longer. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void windowsThatNeverConvergeFallBack(Form form) {
        RecurrentCell cell = new ScalarCell((h, x) -> Math.sin(30 * h) + 0.1 * x);
        RecurrenceProblem problem = Sweeping.waves(1, 4000);
        TestContext context = form(form).function("cell", cell);
        double[] expected = Sweeping.sequential(problem, context);
        Solution<Trajectory> solution = NewtonRuns.solve(problem, context);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(NewtonRuns.counter(solution, "fallbacks") > 0);
        assertTrue(NewtonRuns.counter(solution, "fallbacks") <= 20, "parts become longer");
        assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("sequentially")), solution.warnings().toString());
        assertArrayEquals(expected, NewtonRuns.states(solution));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aCellThatGivesNoNumber(Form form) {
        RecurrentCell cell = new ScalarCell((h, x) -> x > 0.95 ? Double.NaN : 0.5 * h + x);
        RecurrenceProblem problem = Sweeping.waves(2, 500);
        for (Safeguards safeguards : Safeguards.values()) {
            Solution<Trajectory> solution = NewtonRuns.solve(problem, form(form).function("cell", cell).with("safeguards", safeguards));
            assertEquals(Status.NONFINITE, solution.status());
            assertFalse(solution.residual() <= 1e-10);
            for (double state : NewtonRuns.states(solution)) {
                assertTrue(Double.isFinite(state));
            }
        }
    }

    @Test
    void theIterationLimitHoldsForEachWindow() {
        RecurrenceProblem problem = NewtonRuns.paraGru(-1.2, 1, 1.5, 1000);
        Solution<Trajectory> full = NewtonRuns.solve(problem, form(Form.FULL).with("maxIterations", 2));
        assertEquals(Status.ITERATION_LIMIT, full.status());
        assertEquals(2, full.iterations());
        Solution<Trajectory> blocked = NewtonRuns.solve(problem, form(Form.BLOCKED).with("maxIterations", 2).with("window", 100));
        assertEquals(Status.ITERATION_LIMIT, blocked.status());
        assertEquals(20, blocked.iterations());
        assertTrue(blocked.residual() > 1e-10 && blocked.residual() < 0.1);
        Solution<Trajectory> sliding = NewtonRuns.solve(problem, form(Form.WINDOWED).with("maxIterations", 2).with("window", 100));
        assertEquals(Status.ITERATION_LIMIT, sliding.status());
        assertEquals(20, sliding.iterations());
    }

    /** Plain steps stop where rounding keeps the residual from falling; the safeguards go on until the bits agree. */
    @Test
    void aToleranceOfZero() {
        int steps = 20_000;
        Cell cell = Trials.scalarParaGru(-1.2, 1, 1.5);
        double[] input = Trials.scalarParaGruInput(steps);
        for (Safeguards safeguards : new Safeguards[] {Safeguards.NONE, Safeguards.ALL}) {
            Stretch stretch = Stretch.of(cell, 1, steps, input, new double[1]);
            NewtonSettings settings = NewtonSettings.of(form(safeguards == Safeguards.NONE ? Form.FULL : Form.BLOCKED)
                    .with("safeguards", safeguards).options(NewtonOptions.class));
            try (Session session = new Session(new TestContext(), 0)) {
                StretchResult result = new NewtonMethod(settings).solve(stretch, session);
                assertEquals(safeguards == Safeguards.NONE ? Status.STAGNATED : Status.CONVERGED, result.status());
                assertTrue(safeguards == Safeguards.NONE ? result.residual() > 0 && result.residual() < 2e-15 : result.residual() == 0);
            }
            double[] expected = Trials.run(cell, steps, input, 0);
            assertArrayEquals(expected, stretch.states, safeguards == Safeguards.NONE ? 1e-14 : 0);
        }
    }

    @Test
    void stopsWhenToldTo() {
        RecurrenceProblem chaos = Sweeping.logistic(3.9, 3000);
        Solution<Trajectory> cancelled = NewtonRuns.solve(chaos, NewtonRuns.full(Safeguards.RESET, 0.5, 1e-13).with("maxIterations", 5000)
                .cancelAt(5));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertEquals(5, cancelled.iterations());
        assertTrue(NewtonRuns.equalPrefix(Sweeping.sequential(chaos, new TestContext()), NewtonRuns.states(cancelled)) >= 4);
        for (Form form : Form.values()) {
            TestContext context = form(form).with("safeguards", Safeguards.RESET).with("window", 1000).with("guess", Guess.CONSTANT)
                    .with("guessValue", 0.5).timeLimit(0.03);
            Solution<Trajectory> late = NewtonRuns.solve(Sweeping.logistic(3.9, 3_000_000), context);
            assertEquals(Status.TIME_LIMIT, late.status());
            assertTrue(NewtonRuns.counter(late, "firstUnconvergedStep") > 0);
            for (double state : NewtonRuns.states(late)) {
                assertTrue(Double.isFinite(state));
            }
        }
    }

    @Test
    void boundsAreInOrder() {
        SolverException wrong = assertThrows(SolverException.class, () -> new NewtonSolver().solve(Sweeping.logistic(2, 10),
                new TestContext().with("lowerBound", 1.0).with("upperBound", 0.0)));
        assertTrue(wrong.getMessage().contains("lowerBound is 1.0"), wrong.getMessage());
    }

    @Test
    void theCheapestGuessIsTaken() {
        GuessChoice choice = new GuessChoice(Guess.AUTOMATIC);
        for (int window = 0; window < 12; window++) {
            choice.took(choice.next() == Guess.INITIAL ? 4 : 5);
        }
        assertEquals(Guess.INITIAL, choice.next());
        assertEquals(Guess.CONSTANT, new GuessChoice(Guess.CONSTANT).next());
        for (RecurrenceProblem problem : List.of(NewtonRuns.paraGru(1, -0.8, 0.9, 30_000), Sweeping.logistic(2.9, 30_000))) {
            long[] costs = Arrays.stream(new Guess[] {Guess.AUTOMATIC, Guess.STEP, Guess.INPUT, Guess.ZERO, Guess.INITIAL})
                    .mapToLong(guess -> NewtonRuns.solve(problem, new TestContext().with("guess", guess)).iterations()).toArray();
            long least = Arrays.stream(costs).skip(1).min().orElseThrow();
            assertTrue(costs[0] <= 1.3 * least + 50, () -> Arrays.toString(costs));
        }
    }

    /** Jacobian matrices that would take gigabytes are not made. */
    @Test
    void aCellThatIsTooWide() {
        int units = 1460;
        Random random = new Random(1);
        double[] coupling = random.doubles((long) units * units, -0.01, 0.01).toArray();
        RecurrenceProblem problem = RecurrenceProblem.of("elman", Trials.parameters()
                .array("weight_ih", new NamedArray(random.doubles(units, -1, 1).toArray(), units, 1))
                .array("weight_hh", new NamedArray(coupling, units, units)).build(), Sequences.of(random.doubles(20, -1, 1).toArray(), 1));
        Solution<Trajectory> solution = NewtonRuns.solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), NewtonRuns.states(solution));
        assertTrue(solution.warnings().get(0).contains("1460 components"), solution.warnings().toString());
    }
}
