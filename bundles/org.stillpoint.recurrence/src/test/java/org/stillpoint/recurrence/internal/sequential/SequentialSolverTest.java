package org.stillpoint.recurrence.internal.sequential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.io.internal.arrays.NpzFile;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.cell.dense.DenseCells;
import org.stillpoint.recurrence.internal.run.Precision;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.recurrence.RecurrenceVerifier;

class SequentialSolverTest {

    private static final SequentialSolver SOLVER = new SequentialSolver();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @AfterAll
    static void end() {
        THREADS.shutdown();
    }

    @ParameterizedTest
    @CsvSource({"gru, gru16_seattle_hourly.npz", "lstm, lstm8_seattle_hourly.npz"})
    void weatherAsPyTorchComputesIt(String cell, String name) throws SolverException, IOException {
        Path file = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), "recurrence", name);
        assumeTrue(Files.exists(file), () -> file + " is absent");
        Map<String, NamedArray> arrays;
        try (InputStream in = Files.newInputStream(file)) {
            arrays = NpzFile.read(in, file.toString());
        }
        DataRecord.Builder record = DataRecord.of("data", 1);
        arrays.forEach(record::array);
        DataRecord data = record.build();
        DataRecord.Builder parameters = DataRecord.of("parameters", 1);
        for (String weight : new String[] {"weight_ih", "weight_hh", "bias_ih", "bias_hh"}) {
            parameters.array(weight, arrays.get(weight + "_l0"));
        }
        int units = arrays.get("hidden").shape()[1];
        RecurrenceProblem problem = RecurrenceProblem.of(cell, parameters.build(), Sequences.of(data, "input"))
                .withReadout(new Readout(new DMatrixRMaj(3, units, true, data.numbers("readout_weight")), data.numbers("readout_bias")));
        Solution<Trajectory> solution = SOLVER.solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.residual());
        assertArrayEquals(data.numbers("hidden"), solution.value().path().hidden().values(), 1e-12);
        assertArrayEquals(data.numbers("prediction"), solution.value().output().orElseThrow().values(), 1e-12);
        Solution<Trajectory> single = SOLVER.solve(problem, single());
        assertEquals(Status.CONVERGED, single.status());
        assertArrayEquals(data.numbers("hidden"), single.value().path().hidden().values(), 1e-5);
    }

    /** Many steps in one call, of units and sequences that fill registers or do not, have the bits of single steps. */
    @Test
    void narrowCellsHaveTheBitsOfSingleSteps() throws SolverException {
        Random random = new Random(12);
        for (int units : new int[] {1, 3, 8, 21}) {
            for (int batch : new int[] {1, 5, 8, 33}) {
                int steps = 300;
                int inputs = 1 + units % 2;
                DataRecord parameters = DataRecord.of("parameters", 1)
                        .array("weight_ih", new NamedArray(random.doubles(3L * units * inputs, -1, 1).toArray(), 3 * units, inputs))
                        .array("recurrent", new NamedArray(random.doubles(3L * units, -1, 1).toArray(), 3, units)).build();
                double[] input = random.doubles((long) inputs * steps * batch, -1, 1).toArray();
                double[] initial = random.doubles((long) units * batch, -1, 1).toArray();
                RecurrenceProblem problem = RecurrenceProblem.of(StandardCell.PARA_GRU.label(), parameters,
                        new Sequences(input, batch, steps, inputs)).withInitialState(initial);
                double[] states = states(problem, new TestContext());
                CellKernel kernel = Cells.of(problem.layers().get(0), 0, new TestContext()).kernel(1);
                double[] drive = new double[3 * units];
                double[] next = new double[units];
                for (int row = 0; row < batch * steps; row++) {
                    kernel.drive(input, row * inputs, inputs, 1, drive, 0);
                    boolean begins = row % steps == 0;
                    kernel.step(begins ? initial : states, (begins ? row / steps : row - 1) * units, drive, 0, 1, next, 0);
                    assertArrayEquals(next, Arrays.copyOfRange(states, row * units, (row + 1) * units), units + " x " + batch);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = StandardCell.class, mode = Mode.INCLUDE, names = {"ELMAN", "GRU", "LSTM"})
    void followsTheDefinitionInBatchesOfAnySizeOnOneThreadAndTwo(StandardCell cell) throws SolverException {
        Random random = new Random(11);
        for (int units : new int[] {1, 3, 17, 64}) {
            for (int batch : new int[] {1, 7, 33}) {
                int steps = 5;
                DenseCells.Weights weights = DenseCells.random(cell, units, 2, random);
                Sequences input = new Sequences(random.doubles(2L * steps * batch, -1, 1).toArray(), batch, steps, 2);
                RecurrenceProblem problem = RecurrenceProblem.of(cell.label(), weights.parameters(), input);
                int size = weights.cell().shape().state();
                problem = problem.withInitialState(random.doubles((long) batch * size, -1, 1).toArray());
                double[] states = states(problem, new TestContext());
                assertArrayEquals(expected(problem, weights, size), states, 1e-12);
                assertArrayEquals(states, states(problem, new TestContext().threads(2, THREADS)));
                double[] singles = states(problem, single());
                assertArrayEquals(states, singles, 1e-5);
                assertArrayEquals(singles, states(problem, single().threads(2, THREADS)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = StandardCell.class, mode = Mode.INCLUDE, names = {"ELMAN", "GRU", "LSTM"})
    void threadsThatShareTheUnitsOfAWideCellChangeNoBit(StandardCell cell) throws SolverException {
        Random random = new Random(12);
        int units = 130;
        DenseCells.Weights weights = DenseCells.random(cell, units, 5, random);
        Executor absent = task -> {
        };
        for (int batch : new int[] {1, 3}) {
            RecurrenceProblem problem = RecurrenceProblem.of(cell.label(), weights.parameters(),
                    new Sequences(random.doubles(5L * 60 * batch, -1, 1).toArray(), batch, 60, 5));
            for (Precision precision : Precision.values()) {
                double[] one = states(problem, new TestContext().with("tolerance", 1e-5).with("precision", precision));
                for (Executor executor : new Executor[] {THREADS, Runnable::run, absent}) {
                    TestContext context = new TestContext().with("tolerance", 1e-5).with("precision", precision).threads(2, executor);
                    assertArrayEquals(one, states(problem, context));
                }
                TestContext three = new TestContext().with("tolerance", 1e-5).with("precision", precision).threads(3, THREADS);
                assertArrayEquals(one, states(problem, three));
            }
        }
    }

    @Test
    void singlePrecisionKeepsToItsCellsAndItsTolerance() throws SolverException {
        RecurrenceProblem logistic = logistic(2, 5);
        assertTrue(assertThrows(SolverException.class, () -> SOLVER.solve(logistic, single())).getMessage().contains("elman"));
        assertEquals(Status.CONVERGED, SOLVER.solve(logistic, new TestContext()).status());
        DenseCells.Weights weights = DenseCells.random(StandardCell.GRU, 150, 2, new Random(13));
        Sequences input = Sequences.of(new Random(14).doubles(80, -1, 1).toArray(), 2);
        RecurrenceProblem problem = RecurrenceProblem.of("gru", weights.parameters(), input);
        Solution<Trajectory> rough = SOLVER.solve(problem, single());
        assertEquals(Status.CONVERGED, rough.status());
        assertEquals(1e-5, rough.tolerance());
        assertTrue(rough.residual() > 1.2e-8 && rough.residual() < 1e-6, () -> rough.residual() + "");
        Solution<Trajectory> strict = SOLVER.solve(problem, single().with("tolerance", 1.1e-8));
        assertEquals(Status.STAGNATED, strict.status(), strict::toString);
        assertEquals(rough.residual(), strict.residual());
        assertTrue(assertThrows(SolverException.class, () -> SOLVER.solve(problem, single().with("tolerance", 1e-10))).getMessage()
                .contains("single precision"));
    }

    @Test
    void keepsWhatIsFiniteOfStatesThatOverflow() throws SolverException {
        DataRecord parameters = DataRecord.of("parameters", 1).array("weight_ih", new NamedArray(new double[] {1, 1}, 2, 1))
                .array("weight_hh", new NamedArray(new double[] {0, 1e100, 1e100, 0}, 2, 2)).build();
        double[] input = new double[20];
        input[10] = 1;
        RecurrenceProblem problem = RecurrenceProblem.of("elman-relu", parameters, new Sequences(input, 2, 10, 1));
        Solution<Trajectory> solution = SOLVER.solve(problem, new TestContext());
        assertEquals(Status.NONFINITE, solution.status());
        assertTrue(solution.warnings().get(0).contains("1 of 2 sequences overflow, the first at step 5"), solution.warnings()::toString);
        double[] states = solution.value().path().states().values();
        assertArrayEquals(new double[20], Arrays.copyOf(states, 20));
        assertArrayEquals(new double[] {1, 1, 1e100, 1e100}, Arrays.copyOfRange(states, 20, 24), 1e87);
        assertTrue(Arrays.stream(states).allMatch(Double::isFinite));
        assertEquals(states[26], states[38]);
    }

    @Test
    void endsWhenItIsToldTo() throws SolverException {
        RecurrenceProblem problem = logistic(3, 100_000);
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, new TestContext().cancelAt(0)).status());
        assertEquals(Status.TIME_LIMIT, SOLVER.solve(problem, new TestContext().timeLimit(0)).status());
        assertEquals(Status.CONVERGED, SOLVER.solve(problem, new TestContext().cancelAt(1)).status());
    }

    @Test
    void keepsFewStatesOfManySteps() throws SolverException {
        DenseCells.Weights weights = DenseCells.random(StandardCell.LSTM, 3, 1, new Random(15));
        RecurrenceProblem problem = RecurrenceProblem.of("lstm", weights.parameters(),
                Sequences.of(new Random(16).doubles(100_000, -1, 1).toArray(), 1));
        double[] all = states(problem, new TestContext());
        double[] kept = states(problem.withKeepEvery(999), new TestContext());
        assertEquals(101 * 6, kept.length);
        for (int i = 0; i < 100; i++) {
            int step = (i + 1) * 999 - 1;
            assertArrayEquals(Arrays.copyOfRange(all, 6 * step, 6 * step + 6), Arrays.copyOfRange(kept, 6 * i, 6 * i + 6));
        }
        assertArrayEquals(Arrays.copyOfRange(all, all.length - 6, all.length), Arrays.copyOfRange(kept, 600, 606));
    }

    @Test
    void solvesItsSelfCheckTwiceWithTheSameBits() throws SolverException {
        Solution<Trajectory> first = SOLVER.solve(SOLVER.selfCheck(), new TestContext());
        assertTrue(Verification.of(new RecurrenceVerifier(), SOLVER.selfCheck(), first).holds());
        assertEquals(first.value(), SOLVER.solve(SOLVER.selfCheck(), new TestContext()).value());
        Solution<Trajectory> single = SOLVER.solve(SOLVER.selfCheck(), single());
        assertTrue(Verification.of(new RecurrenceVerifier(), SOLVER.selfCheck(), single).holds());
    }

    private static TestContext single() {
        return new TestContext().with("precision", Precision.SINGLE).with("tolerance", 1e-5);
    }

    private static RecurrenceProblem logistic(double rate, int steps) {
        return RecurrenceProblem.autonomous("logistic", DataRecord.of("parameters", 1).number("rate", rate).build(), steps, 0.1);
    }

    private static double[] states(RecurrenceProblem problem, TestContext context) throws SolverException {
        Solution<Trajectory> solution = SOLVER.solve(problem, context);
        assertEquals(Status.CONVERGED, solution.status());
        return solution.value().path().states().values();
    }

    private static double[] expected(RecurrenceProblem problem, DenseCells.Weights weights, int size) {
        Sequences input = (Sequences) problem.input();
        double[] states = new double[input.batch() * input.steps() * size];
        for (int b = 0; b < input.batch(); b++) {
            double[] state = Arrays.copyOfRange(problem.initialState(), b * size, (b + 1) * size);
            for (int step = 0; step < input.steps(); step++) {
                int offset = input.offset(b, step);
                state = weights.step(state, Arrays.copyOfRange(input.values(), offset, offset + input.size()));
                System.arraycopy(state, 0, states, (b * input.steps() + step) * size, size);
            }
        }
        return states;
    }
}
