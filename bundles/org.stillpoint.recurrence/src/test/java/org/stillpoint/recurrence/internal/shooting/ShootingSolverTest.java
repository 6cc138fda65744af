package org.stillpoint.recurrence.internal.shooting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.recurrence.VerifiedSolve;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.cell.ScalarCell;
import org.stillpoint.recurrence.internal.cell.Trials;
import org.stillpoint.recurrence.internal.cell.dense.DenseCells;
import org.stillpoint.recurrence.internal.run.Precision;
import org.stillpoint.recurrence.internal.run.Residual;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.sequential.SequentialSolver;
import org.stillpoint.recurrence.internal.sweep.Sweeping;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.recurrence.RecurrenceVerifier;

class ShootingSolverTest {

    private static final ShootingSolver SOLVER = new ShootingSolver();

    private static TestContext context(int lanes, double mergeTolerance) {
        return new TestContext().with("lanes", lanes).with("mergeTolerance", mergeTolerance);
    }

    private static double[] states(Solution<Trajectory> solution) {
        return solution.value().path().states().values();
    }

    private static long fallbacks(Solution<Trajectory> solution) {
        return solution.counters().getOrDefault("fallbacks", 0L);
    }

    /** How many times each step was evaluated. */
    private static double sweeps(RecurrenceProblem problem, TestContext context) throws SolverException {
        SOLVER.solve(problem, context);
        return context.lastEvaluations();
    }

    static Stream<RecurrenceProblem> problems() {
        Random random = new Random(5);
        return Stream.of(1, 3).flatMap(batch -> Stream.of(
                elementwise(StandardCell.PARA_GRU, 1, batch, 700, random), elementwise(StandardCell.PARA_GRU, 5, batch, 333, random),
                elementwise(StandardCell.PARA_LSTM, 2, batch, 450, random), dense(StandardCell.GRU, 6, batch, 500, random),
                dense(StandardCell.LSTM, 4, batch, 301, random), dense(StandardCell.ELMAN, 3, batch, 257, random),
                linear(batch, 400, random)));
    }

    private static RecurrenceProblem elementwise(StandardCell cell, int units, int batch, int steps, Random random) {
        DataRecord.Builder parameters = Trials.parameters()
                .array("weight_ih", new NamedArray(random.doubles(3L * units * 2, -1, 1).toArray(), 3 * units, 2))
                .array("recurrent", new NamedArray(random.doubles(3L * units, -1, 1).toArray(), 3, units));
        if (cell == StandardCell.PARA_LSTM) {
            parameters.array("peephole", new NamedArray(random.doubles(2L * units, -0.5, 0.5).toArray(), 2, units));
        }
        return RecurrenceProblem.of(cell.label(), parameters.build(), input(batch, steps, 2, random));
    }

    private static RecurrenceProblem dense(StandardCell cell, int units, int batch, int steps, Random random) {
        return RecurrenceProblem.of(cell.label(), DenseCells.random(cell, units, 2, random).parameters(), input(batch, steps, 2, random));
    }

    private static RecurrenceProblem linear(int batch, int steps, Random random) {
        return RecurrenceProblem.of("linear", Trials.parameters()
                .array("transition", new NamedArray(random.doubles(9, -0.4, 0.4).toArray(), 3, 3))
                .array("weight_ih", new NamedArray(random.doubles(6, -1, 1).toArray(), 3, 2)).build(), input(batch, steps, 2, random));
    }

    private static Sequences input(int batch, int steps, int size, Random random) {
        return new Sequences(random.doubles((long) batch * steps * size, -1, 1).toArray(), batch, steps, size);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void hasTheBitsOfASequentialRunWithoutMergeTolerance(RecurrenceProblem problem) throws SolverException {
        double[] expected = Sweeping.sequential(problem, new TestContext());
        for (int lanes : new int[] {0, 1, 2, 7, 16, 40, 2000}) {
            Solution<Trajectory> solution = SOLVER.solve(problem, context(lanes, 0));
            assertEquals(Status.CONVERGED, solution.status(), solution::toString);
            assertEquals(0, solution.residual());
            assertArrayEquals(expected, states(solution), "lanes " + lanes);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void acceptsDifferencesUpToTheMergeTolerance(RecurrenceProblem problem) throws SolverException {
        double[] expected = Sweeping.sequential(problem, new TestContext());
        for (double tolerance : new double[] {1e-3, 1e-6, 1e-12}) {
            Solution<Trajectory> solution = SOLVER.solve(problem, context(9, 1).with("tolerance", tolerance));
            assertEquals(Status.CONVERGED, solution.status(), solution::toString);
            assertTrue(solution.residual() <= tolerance);
            assertEquals(0, Sweeping.distance(expected, states(solution)), 20 * tolerance);
            assertEquals(residual(problem, states(solution)), solution.residual(), 1e-15);
        }
    }

    /** Units are shared between threads, and give the bits of a sequential run in each precision. */
    @ParameterizedTest
    @CsvSource({"GRU, 192, DOUBLE", "GRU, 37, SINGLE", "LSTM, 192, DOUBLE", "LSTM, 33, SINGLE", "ELMAN, 70, SINGLE"})
    void wideCellsHaveTheBitsOfASequentialRun(StandardCell cell, int units, Precision precision) throws SolverException {
        RecurrenceProblem problem = dense(cell, units, 2, 150, new Random(units));
        double tolerance = precision.single() ? 1e-5 : 1e-10;
        Solution<Trajectory> expected = new SequentialSolver().solve(problem,
                new TestContext().with("precision", precision.name()).with("tolerance", tolerance));
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            for (int lanes : new int[] {0, 2, 8, 30}) {
                Solution<Trajectory> solution = SOLVER.solve(problem, context(lanes, 0).with("precision", precision.name())
                        .with("tolerance", tolerance)
                        .threads(1 + lanes / 8 % 2, threads));
                assertEquals(Status.CONVERGED, solution.status(), solution::toString);
                assertArrayEquals(states(expected), states(solution), "lanes " + lanes);
                double residual = lanes == problem.batch() ? expected.residual() : residual(problem, states(solution));
                assertEquals(residual, solution.residual(), 1e-15);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Drives are kept for the first 13 of 40 steps of each lane, and computed anew for longer repairs: bits take longer to settle. */
    @Test
    void repairsGoOnWhereNoDrivesAreKept() throws SolverException {
        RecurrenceProblem problem = dense(StandardCell.GRU, 32, 1, 32_000, new Random(31));
        double[] expected = states(new SequentialSolver().solve(problem,
                new TestContext().with("precision", Precision.SINGLE.name()).with("tolerance", 1e-5)));
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Solution<Trajectory> solution = SOLVER.solve(problem, context(800, 0).with("precision", Precision.SINGLE.name())
                    .with("tolerance", 1e-5).threads(2, threads));
            assertEquals(Status.CONVERGED, solution.status(), solution::toString);
            assertEquals(800, solution.counters().get("chunks"));
            assertArrayEquals(expected, states(solution));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Some of many units and steps stand for all, also where weights and inputs differ in size; where that is too close, all are
     * measured. */
    @ParameterizedTest
    @EnumSource(value = StandardCell.class, names = {"GRU", "LSTM"})
    void roundingErrorsOfSomeUnitsBoundThoseOfAll(StandardCell cell) throws SolverException {
        DenseCells.Weights weights = DenseCells.random(cell, 256, 2, new Random(9));
        for (int i = 0; i < weights.hidden().length; i++) {
            weights.hidden()[i] *= 0.2 + 1.5 * (i / 256 % 256) / 256;
        }
        Sequences input = input(1, 900, 2, new Random(10));
        input.values()[1101] = 50;
        RecurrenceProblem problem = RecurrenceProblem.of(cell.label(), weights.parameters(), input);
        Solution<Trajectory> sampled = SOLVER.solve(problem,
                context(4, 0).with("precision", Precision.SINGLE.name()).with("tolerance", 1e-5));
        double actual = residual(problem, states(sampled));
        assertEquals(Status.CONVERGED, sampled.status(), sampled::toString);
        assertTrue(sampled.residual() > 1.5 * actual && sampled.residual() <= 1e-5, actual + " " + sampled);
        Solution<Trajectory> measured = SOLVER.solve(problem, context(4, 0).with("precision", Precision.SINGLE.name())
                .with("tolerance", 1.05 * actual));
        assertEquals(residual(problem, states(measured)), measured.residual(), 1e-15);
    }

    @Test
    void singlePrecisionIsForDenseCells() {
        assertThrows(SolverException.class,
                () -> SOLVER.solve(Sweeping.paraGru(100), new TestContext().with("precision", Precision.SINGLE.name())
                        .with("tolerance", 1e-5)));
    }

    @Test
    void selfCheckIsCertified() throws SolverException {
        VerifiedSolve.selfCheck(SOLVER, new RecurrenceVerifier());
    }

    @ParameterizedTest
    @MethodSource("problems")
    void claimsAreCertified(RecurrenceProblem problem) throws SolverException {
        VerifiedSolve.value(SOLVER, new RecurrenceVerifier(), problem, context(6, 1).with("tolerance", 1e-13));
        VerifiedSolve.value(SOLVER, new RecurrenceVerifier(), problem, context(6, 1).with("tolerance", 1e-4));
    }

    @Test
    void claimsInSinglePrecisionAreCertified() throws SolverException {
        VerifiedSolve.value(SOLVER, new RecurrenceVerifier(), dense(StandardCell.GRU, 50, 2, 300, new Random(4)),
                context(12, 0.5).with("precision", Precision.SINGLE.name()).with("tolerance", 1e-5));
    }

    private static double residual(RecurrenceProblem problem, double[] states) throws SolverException {
        Cell cell = Cells.of(problem.layers().get(0), 0, new TestContext());
        Stretch stretch = Stretch.of(cell, problem.batch(), problem.steps(),
                ((Sequences) problem.input()).values(), new double[problem.batch() * cell.shape().state()]);
        System.arraycopy(states, 0, stretch.states, 0, states.length);
        return new Residual(stretch).measure();
    }

    @Test
    void leavesTheFixedPointThatItGuesses() throws SolverException {
        RecurrenceProblem problem = Sweeping.logistic(2.5, 5000);
        Solution<Trajectory> exact = SOLVER.solve(problem, context(0, 0));
        assertEquals(Status.CONVERGED, exact.status());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), states(exact));
        assertEquals(0.6, states(exact)[4999], 1e-15);
        Solution<Trajectory> close = SOLVER.solve(problem, context(0, 0.5));
        assertEquals(Status.CONVERGED, close.status());
        assertEquals(0.6, states(close)[4999], 1e-10);
        assertEquals(0, fallbacks(close), close::toString);
    }

    /** In chaos nothing merges. */
    @ParameterizedTest
    @CsvSource({"3000, 0", "3000, 12", "20000, 0", "20000, 31"})
    void chaosIsRunStepByStep(int steps, int lanes) throws SolverException {
        RecurrenceProblem problem = Sweeping.logistic(3.9, steps);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(lanes, 0));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), states(solution));
        assertEquals(1, fallbacks(solution), solution::toString);
        assertEquals(1, solution.warnings().size(), solution::toString);
    }

    /** The sum of all inputs never forgets: what is tried before must stay a small part of the sequential run. */
    @Test
    void sumsFallBackAtLittleCost() throws SolverException {
        RecurrenceProblem problem = Sweeping.waves(1, 1 << 16);
        ScalarCell sum = new ScalarCell((h, x) -> h + x);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(0, 0).function("cell", sum));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(1, fallbacks(solution));
        assertArrayEquals(Sweeping.sequential(problem, new TestContext().function("cell", sum)), states(solution));
        assertTrue(sweeps(problem, context(0, 0).function("cell", sum)) < 1.1);
    }

    /** What forgets where it is probed, and elsewhere not, costs what the prediction took and little more than a sequential run. */
    @Test
    void lateSurprisesAreRepairedOneAfterTheOther() throws SolverException {
        int steps = 1 << 14;
        double[] input = new double[2 * steps];
        for (int t = 0; t < steps; t++) {
            input[2 * t] = Math.sin(0.1 * t);
            input[2 * t + 1] = t > 0.82 * steps ? 1 : 0.5;
        }
        RecurrenceProblem problem = RecurrenceProblem.of("householder", Trials.parameters().integer("size", 1).build(),
                Sequences.of(gated(input), 3));
        Solution<Trajectory> solution = SOLVER.solve(problem, context(0, 0));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), states(solution));
        double sweeps = sweeps(problem, context(0, 0));
        assertTrue(sweeps < 1.6, "sweeps " + sweeps);
    }

    /** h' = (1 - beta) h + v as a reflection of one component. */
    private static double[] gated(double[] values) {
        double[] input = new double[values.length / 2 * 3];
        for (int t = 0; t < values.length / 2; t++) {
            input[3 * t] = 1 - values[2 * t + 1];
            input[3 * t + 1] = 1;
            input[3 * t + 2] = values[2 * t];
        }
        return input;
    }

    /** A gate that is nearly closed: differences last for thousands of steps. */
    @Test
    void slowForgetting() throws SolverException {
        int steps = 1 << 16;
        double[] input = new double[steps];
        Arrays.setAll(input, t -> Math.sin(0.3 * t));
        RecurrenceProblem problem = RecurrenceProblem.of("para-gru", Trials.parameters()
                .array("weight_ih", new NamedArray(new double[] {0.1, 1, 1}, 3, 1)).doubles("bias_ih", new double[] {-5, 0, 0})
                .array("recurrent", new NamedArray(new double[] {0, 0.5, 0.5}, 3, 1)).build(), Sequences.of(input, 1));
        double[] expected = Sweeping.sequential(problem, new TestContext());
        Solution<Trajectory> exact = SOLVER.solve(problem, context(0, 0));
        assertArrayEquals(expected, states(exact));
        Solution<Trajectory> close = SOLVER.solve(problem, context(0, 1).with("tolerance", 1e-10));
        assertEquals(Status.CONVERGED, close.status());
        assertEquals(0, fallbacks(close), close::toString);
        assertEquals(0, Sweeping.distance(expected, states(close)), 1e-10 / 0.005);
    }

    /** The derivatives of the ends of chunks are all that there is to know of an affine recurrence. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void transferDerivativesMakeAffineRecurrencesExactAtOnce(int batch) throws SolverException {
        int steps = 997;
        double[] turn = {Math.cos(0.1), -Math.sin(0.1), Math.sin(0.1), Math.cos(0.1)};
        RecurrenceProblem problem = RecurrenceProblem.of("linear", Trials.parameters().array("transition", new NamedArray(turn, 2, 2))
                .array("weight_ih", new NamedArray(new double[] {1, 0}, 2, 1)).build(), input(batch, steps, 1, new Random(3)));
        Solution<Trajectory> solution = SOLVER.solve(problem, context(10 * batch, 1).with("transfer", true).with("tolerance", 1e-12));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, fallbacks(solution));
        assertEquals(0, Sweeping.distance(Sweeping.sequential(problem, new TestContext()), states(solution)), 1e-11);
        assertTrue(sweeps(problem, context(10 * batch, 1).with("transfer", true).with("tolerance", 1e-12)) < 2.05);
    }

    @Test
    void transferDerivativesOfNonlinearCellsConvergeQuadratically() throws SolverException {
        RecurrenceProblem slow = RecurrenceProblem.of("para-gru", Trials.parameters()
                .array("weight_ih", new NamedArray(new double[] {0.1, 1, 1}, 3, 1)).doubles("bias_ih", new double[] {-6, 0, 0})
                .array("recurrent", new NamedArray(new double[] {0.5, 0.5, 0.5}, 3, 1)).build(), input(1, 3000, 1, new Random(8)));
        Solution<Trajectory> with = SOLVER.solve(slow, context(20, 1).with("transfer", true));
        assertEquals(Status.CONVERGED, with.status());
        assertEquals(0, fallbacks(with));
        assertTrue(with.iterations() <= 7, with::toString);
        assertEquals(0, Sweeping.distance(Sweeping.sequential(slow, new TestContext()), states(with)), 1e-7);
    }

    @Test
    void startsFromAnEarlierTrajectory() throws SolverException {
        RecurrenceProblem problem = Sweeping.paraGru(4000);
        Solution<Trajectory> cold = SOLVER.solve(problem, context(16, 0));
        TestContext warm = context(16, 0).start(cold.value());
        Solution<Trajectory> again = SOLVER.solve(problem, warm);
        assertArrayEquals(states(cold), states(again));
        assertTrue(again.iterations() < cold.iterations(), again::toString);
        assertEquals(1, sweeps(problem, context(16, 0).start(cold.value())), 1e-12);
    }

    /** Runs of fewer lanes than a register share repairs as well. */
    @Test
    void anyNumberOfLanesOnAnyNumberOfThreadsHasTheSameBits() throws SolverException {
        RecurrenceProblem problem = elementwise(StandardCell.PARA_GRU, 4, 1, 900, new Random(77));
        double[] expected = states(SOLVER.solve(problem, context(1, 0)));
        for (int threads = 1; threads <= 4; threads++) {
            for (int lanes = 2; lanes <= 24; lanes++) {
                assertArrayEquals(expected, states(SOLVER.solve(problem, context(lanes, 0).threads(threads, Runnable::run))),
                        lanes + " lanes on " + threads + " threads");
            }
        }
    }

    @Test
    void twoThreadsGiveTheBitsOfOne() throws SolverException {
        RecurrenceProblem problem = Sweeping.paraGru(30_000);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Solution<Trajectory> one = SOLVER.solve(problem, context(0, 0.5));
            Solution<Trajectory> two = SOLVER.solve(problem, context(0, 0.5).threads(2, threads));
            assertEquals(one.toRecord(), two.toRecord());
            RecurrenceProblem few = Sweeping.paraGru(700);
            for (int lanes = 2; lanes < 20; lanes++) {
                assertEquals(SOLVER.solve(few, context(lanes, 0.5)).toRecord(),
                        SOLVER.solve(few, context(lanes, 0.5).threads(4, threads)).toRecord(), lanes + " lanes");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void endsWhereTheRecurrenceIsNotANumber() throws SolverException {
        ScalarCell cell = new ScalarCell((h, x) -> x > 0.99 ? Double.NaN : 0.5 * h + x);
        Solution<Trajectory> solution = SOLVER.solve(Sweeping.waves(1, 2000), context(8, 0).function("cell", cell));
        assertEquals(Status.NONFINITE, solution.status());
        for (double value : states(solution)) {
            assertTrue(Double.isFinite(value));
        }
    }

    /** Guesses may overflow where the true states do not. */
    @Test
    void repairsWhatOverflows() throws SolverException {
        RecurrenceProblem problem = Sweeping.logistic(2.8, 400);
        double[] guess = new double[400];
        Arrays.fill(guess, 7);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(5, 0).start(Trajectory.of(Sequences.of(guess, 1), 1)));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(Sweeping.sequential(problem, new TestContext()), states(solution));
    }

    @Test
    void stopsWhenCancelledOrOutOfTime() throws SolverException {
        for (int iteration = 0; iteration < 3; iteration++) {
            assertEquals(Status.CANCELLED, SOLVER.solve(Sweeping.paraGru(5000), context(8, 0).cancelAt(iteration)).status());
            assertEquals(Status.CANCELLED, SOLVER.solve(Sweeping.logistic(3.9, 3000), context(8, 0).cancelAt(iteration)).status());
        }
        ScalarCell slow = new ScalarCell((h, x) -> {
            double value = h;
            for (int i = 0; i < 1000; i++) {
                value = Math.cos(value + x);
            }
            return value;
        });
        Solution<Trajectory> late = SOLVER.solve(Sweeping.waves(1, 1_000_000), context(0, 0).function("cell", slow).timeLimit(0.02));
        assertEquals(Status.TIME_LIMIT, late.status());
    }

    @Test
    void endsAtTheIterationLimitWithItsResidual() throws SolverException {
        RecurrenceProblem problem = Sweeping.paraGru(3000);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(100, 0).with("maxIterations", 1L));
        assertEquals(Status.ITERATION_LIMIT, solution.status(), solution::toString);
        assertEquals(residual(problem, states(solution)), solution.residual());
        assertTrue(solution.residual() > 1e-15 && solution.residual() < 1e-3, solution::toString);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.3, 0.4, 0.250049523987542, -2028.332493160081", "1.0, -0.8, 0.9, 0.276572518988906, -6936.206247715492",
        "-1.2, 1.0, 1.5, 0.624495265613910, 12329.743424689208"})
    void scalarParaGruOfManySteps(double az, double ar, double am, double last, double sum) throws SolverException {
        int steps = 65536;
        RecurrenceProblem problem = RecurrenceProblem.of("para-gru", Trials.parameters()
                .array("weight_ih", new NamedArray(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 3, 3))
                .array("recurrent", new NamedArray(new double[] {az, ar, am}, 3, 1)).build(),
                Sequences.of(Trials.scalarParaGruInput(steps), 3));
        Solution<Trajectory> solution = SOLVER.solve(problem, new TestContext().with("tolerance", 1e-13));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, fallbacks(solution));
        assertTrue(solution.counters().get("chunks") >= 32, solution::toString);
        assertEquals(last, states(solution)[steps - 1], 1e-13);
        assertEquals(sum, Arrays.stream(states(solution)).sum(), 1e-12 * Math.abs(sum));
    }

    @Test
    void keepsFewStatesOfManySteps() throws SolverException {
        RecurrenceProblem problem = Sweeping.paraGru(300_000).withKeepEvery(1000);
        Solution<Trajectory> solution = SOLVER.solve(problem, context(0, 0));
        assertEquals(Status.CONVERGED, solution.status());
        double[] all = Sweeping.sequential(Sweeping.paraGru(300_000), new TestContext());
        for (int i = 0; i < 300; i++) {
            assertEquals(all[2 * (1000 * i + 999)], states(solution)[2 * i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"gru, gru16_seattle_hourly.npz", "lstm, lstm8_seattle_hourly.npz"})
    void weatherAsPyTorchComputesIt(String cell, String name) throws SolverException, IOException {
        Path file = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), "recurrence", name);
        assumeTrue(Files.exists(file), "no data");
        Map<String, NamedArray> arrays;
        try (InputStream in = Files.newInputStream(file)) {
            arrays = NpzFile.read(in, file.toString());
        }
        DataRecord.Builder parameters = DataRecord.of("parameters", 1);
        for (String weight : new String[] {"weight_ih", "weight_hh", "bias_ih", "bias_hh"}) {
            parameters.array(weight, arrays.get(weight + "_l0"));
        }
        DataRecord data = DataRecord.of("data", 1).array("input", arrays.get("input")).array("hidden", arrays.get("hidden")).build();
        RecurrenceProblem problem = RecurrenceProblem.of(cell, parameters.build(), Sequences.of(data, "input"));
        Solution<Trajectory> solution = SOLVER.solve(problem, context(0, 0.5).with("tolerance", 1e-14));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, Sweeping.distance(data.numbers("hidden"), solution.value().path().hidden().values()), 1e-12);
        assertNull(solution.counters().get("fallbacks"));
    }
}
