package org.stillpoint.recurrence.internal.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.RecurrenceGradient;
import org.stillpoint.api.problem.recurrence.RecurrenceGradientProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StartWeights;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.recurrence.internal.gradient.RecurrenceGradientOptions.Adjoint;
import org.stillpoint.recurrence.internal.gradient.RecurrenceGradientOptions.Forward;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;
import org.stillpoint.recurrence.internal.run.StretchResult;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;
import org.stillpoint.testing.TestContext;

class RecurrenceGradientSolverTest {

    private static TestContext context() {
        return new TestContext().blas(new JavaBlas());
    }

    private static Solution<RecurrenceGradient> solve(RecurrenceGradientProblem problem, TestContext context) throws SolverException {
        return new RecurrenceGradientSolver().solve(problem, context);
    }

    private static Sequences random(int batch, int steps, int size, Random random) {
        double[] values = new double[batch * steps * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return new Sequences(values, batch, steps, size);
    }

    private static DataRecord weights(String cell, int units, int inputs, long seed) {
        if (cell.equals("complex-diagonal")) {
            Random random = new Random(seed);
            return DataRecord.of("parameters", 1).array("weight_ih", random(1, 2 * units, inputs, random).array())
                    .array("transition", new NamedArray(random.doubles(2L * units, -0.6, 0.6).toArray(), 2, units)).build();
        }
        return new StartWeights(seed).layer(cell, units, inputs).forward();
    }

    /** A recurrence of these cells with a readout and random initial states. */
    private static RecurrenceProblem recurrence(List<RecurrentLayer> layers, Sequences input, int outputs, long seed) {
        Random random = new Random(seed);
        int states = 0;
        int hidden = 0;
        for (RecurrentLayer layer : layers) {
            hidden = 0;
            for (int direction = 0; direction < layer.directions(); direction++) {
                CellShape shape = layer.standardCell().orElseThrow().shape(layer.parameters(direction));
                states += shape.state();
                hidden += shape.hidden();
            }
        }
        return new RecurrenceProblem(layers, input, random.doubles((long) states * input.batch(), -1, 1).toArray(),
                Optional.of(new StartWeights(seed).readout(outputs, hidden)), 1);
    }

    private static void assertSame(String name, double[] expected, double[] actual, double tolerance) {
        assertEquals(expected.length, actual.length, name);
        double largest = 0;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * largest, name + " " + i);
        }
    }

    private static void assertSame(ThroughTime expected, RecurrenceGradient actual, double tolerance) {
        assertEquals(expected.loss.value, actual.loss(), 1e-12 * Math.abs(expected.loss.value));
        List<DataRecord> records = new ArrayList<>();
        for (RecurrentLayer layer : actual.layers()) {
            records.add(layer.forward());
            layer.backward().ifPresent(records::add);
        }
        assertEquals(expected.parameters.size(), records.size());
        for (int i = 0; i < records.size(); i++) {
            Map<String, Tape.Number[]> named = expected.parameters.get(i);
            assertEquals(named.keySet(), records.get(i).names());
            for (String name : named.keySet()) {
                assertSame(name + " of " + i, Tape.derivatives(named.get(name)), records.get(i).numbers(name), tolerance);
            }
        }
        assertSame("input", Tape.derivatives(expected.input), actual.input().values(), tolerance);
        assertSame("initial state", Tape.derivatives(expected.initial), actual.initialState(), tolerance);
        assertSame("readout weight", Tape.derivatives(expected.readoutWeight), actual.readoutWeight().data, tolerance);
        assertSame("readout bias", Tape.derivatives(expected.readoutBias), actual.readoutBias(), tolerance);
    }

    @ParameterizedTest
    @CsvSource({"elman, 3, 2, 2, 17", "elman-relu, 4, 2, 1, 20", "gru, 3, 2, 2, 17", "gru, 5, 1, 1, 70", "lstm, 3, 2, 2, 17",
        "para-gru, 3, 2, 2, 17", "para-lstm, 3, 2, 2, 17", "min-gru, 3, 2, 2, 17", "min-lstm, 3, 2, 2, 17", "linear, 3, 2, 2, 17",
        "diagonal, 3, 2, 2, 17", "complex-diagonal, 3, 2, 2, 17", "gru, 2, 1, 3, 1", "diagonal, 2, 1, 1, 600"})
    void equalsBackPropagationThroughTime(String cell, int units, int inputs, int batch, int steps) throws SolverException {
        Random random = new Random(units + steps);
        RecurrenceProblem recurrence = recurrence(List.of(new RecurrentLayer(cell, weights(cell, units, inputs, 7))),
                random(batch, steps, inputs, random), 2, 3);
        for (SequenceLoss loss : List.of(SequenceLoss.ofCotangent(random(batch, steps, 2, random)),
                SequenceLoss.ofTarget(random(batch, steps, 2, random)),
                new SequenceLoss(SequenceLoss.Kind.TARGET, random(batch, steps, 2, random), steps / 2))) {
            for (Adjoint adjoint : Adjoint.values()) {
                Solution<RecurrenceGradient> solution = solve(new RecurrenceGradientProblem(recurrence, loss),
                        context().with("adjoint", adjoint));
                assertEquals(Status.CONVERGED, solution.status());
                assertTrue(solution.residual() <= 1e-13, () -> "residual " + solution.residual());
                assertSame(new ThroughTime(recurrence, loss), solution.value(), 1e-12);
            }
        }
    }

    @Test
    void goesThroughLayersAndDirections() throws SolverException {
        Random random = new Random(5);
        RecurrentLayer below = new RecurrentLayer("gru", weights("gru", 3, 2, 1), Optional.of(weights("gru", 2, 2, 2)));
        RecurrentLayer middle = new RecurrentLayer("lstm", weights("lstm", 2, 5, 3));
        RecurrentLayer above = new RecurrentLayer("elman", weights("elman", 2, 2, 4), Optional.of(weights("elman", 2, 2, 5)));
        RecurrenceProblem recurrence = recurrence(List.of(below, middle, above), random(2, 9, 2, random), 3, 8);
        SequenceLoss loss = SequenceLoss.ofTarget(random(2, 9, 3, random));
        Solution<RecurrenceGradient> solution = solve(new RecurrenceGradientProblem(recurrence, loss), context());
        assertEquals(Status.CONVERGED, solution.status());
        assertSame(new ThroughTime(recurrence, loss), solution.value(), 1e-12);
    }

    @Test
    void agreesWithCentralDifferences() throws SolverException {
        Random random = new Random(11);
        RecurrenceProblem recurrence = recurrence(List.of(new RecurrentLayer("gru", weights("gru", 4, 2, 9))), random(1, 40, 2, random), 1,
                2);
        SequenceLoss loss = SequenceLoss.ofTarget(random(1, 40, 1, random));
        RecurrenceGradient gradient = solve(new RecurrenceGradientProblem(recurrence, loss), context()).value();
        DataRecord parameters = recurrence.layers().get(0).forward();
        for (String name : parameters.names()) {
            double[] derivatives = gradient.layers().get(0).forward().numbers(name);
            for (int i = 0; i < derivatives.length; i += 5) {
                double step = 1e-5;
                double difference = (loss(recurrence, loss, name, i, step) - loss(recurrence, loss, name, i, -step)) / (2 * step);
                assertEquals(difference, derivatives[i], 1e-6 * Math.max(1e-2, Math.abs(difference)), name + " " + i);
            }
        }
    }

    private static double loss(RecurrenceProblem recurrence, SequenceLoss loss, String name, int index, double step)
            throws SolverException {
        DataRecord.Builder changed = DataRecord.of("parameters", 1);
        DataRecord parameters = recurrence.layers().get(0).forward();
        for (String other : parameters.names()) {
            double[] values = parameters.numbers(other).clone();
            values[index % values.length] += other.equals(name) ? step : 0;
            changed.array(other, new NamedArray(values, parameters.array(other).shape()));
        }
        RecurrenceProblem moved = new RecurrenceProblem(List.of(new RecurrentLayer("gru", changed.build())), recurrence.input(),
                recurrence.initialState(), recurrence.readout(), 1);
        return solve(new RecurrenceGradientProblem(moved, loss), context()).value().loss();
    }

    @ParameterizedTest
    @CsvSource({"linear", "diagonal"})
    void derivativeOfAnAutoregressionByItsFactorIsTheClosedForm(String cell) throws SolverException {
        double factor = 0.9;
        NamedArray transition = cell.equals("linear") ? new NamedArray(new double[] {factor}, 1, 1)
                : new NamedArray(new double[] {factor}, 1);
        DataRecord parameters = DataRecord.of("parameters", 1).array("transition", transition)
                .array("bias_ih", new NamedArray(new double[] {1}, 1)).build();
        int steps = 1000;
        double[] cotangent = new double[steps];
        cotangent[steps - 1] = 1;
        RecurrenceGradient gradient = solve(new RecurrenceGradientProblem(RecurrenceProblem.autonomous(cell, parameters, steps),
                SequenceLoss.ofCotangent(Sequences.of(cotangent, 1))), context()).value();
        double expected = 0;
        for (int k = 1; k < steps; k++) {
            expected += k * Math.pow(factor, k - 1);
        }
        assertEquals(100, expected, 1e-9);
        assertEquals(expected, gradient.layers().get(0).forward().numbers("transition")[0], 1e-12 * expected);
        assertEquals((1 - Math.pow(factor, steps)) / (1 - factor), gradient.layers().get(0).forward().numbers("bias_ih")[0], 1e-12 * 10);
        assertEquals(Math.pow(factor, steps), gradient.initialState()[0], 1e-12 * Math.pow(factor, steps));
    }

    @Test
    void littleMemoryAndManyThreadsGiveTheSame() throws SolverException {
        Random random = new Random(3);
        for (String cell : List.of("gru", "diagonal")) {
            RecurrenceProblem recurrence = recurrence(List.of(new RecurrentLayer(cell, weights(cell, 6, 2, 4))),
                    random(2, 17_000, 2, random), 1, 6);
            RecurrenceGradientProblem problem = new RecurrenceGradientProblem(recurrence,
                    SequenceLoss.ofTarget(random(2, 17_000, 1, random)));
            Solution<RecurrenceGradient> stored = solve(problem, context().with("adjoint", Adjoint.JACOBIANS).with("memory", 1000));
            Solution<RecurrenceGradient> recomputed = solve(problem, context().with("adjoint", Adjoint.JACOBIANS).with("memory", 1));
            assertSame(cell, stored.value().layers().get(0).forward().numbers("weight_ih"),
                    recomputed.value().layers().get(0).forward().numbers("weight_ih"), 1e-12);
            ExecutorService executor = Executors.newFixedThreadPool(2);
            try {
                Solution<RecurrenceGradient> threaded = solve(problem,
                        context().with("adjoint", Adjoint.JACOBIANS).with("memory", 1).threads(3, executor));
                assertEquals(Status.CONVERGED, threaded.status());
                assertSame(cell, stored.value().layers().get(0).forward().numbers("weight_ih"),
                        threaded.value().layers().get(0).forward().numbers("weight_ih"), 1e-12);
            } finally {
                executor.shutdown();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Forward.class)
    void theTrajectoryMayBeFoundByAnyMethod(Forward forward) throws SolverException {
        Random random = new Random(9);
        RecurrenceProblem recurrence = recurrence(List.of(new RecurrentLayer("para-gru", weights("para-gru", 2, 1, 4))),
                random(1, 3000, 1, random), 1, 6);
        RecurrenceGradientProblem problem = new RecurrenceGradientProblem(recurrence, SequenceLoss.ofTarget(random(1, 3000, 1, random)));
        RecurrenceGradient expected = solve(problem, context()).value();
        Solution<RecurrenceGradient> solution = solve(problem, context().with("forward", forward));
        assertEquals(Status.CONVERGED, solution.status());
        assertSame("recurrent", expected.layers().get(0).forward().numbers("recurrent"),
                solution.value().layers().get(0).forward().numbers("recurrent"), 1e-8);
    }

    @Test
    void takesATrajectoryThatIsRightAndNoOther() throws SolverException {
        RecurrenceGradientProblem problem = new RecurrenceGradientSolver().selfCheck();
        Solution<RecurrenceGradient> own = solve(problem, context());
        assertEquals(1, own.iterations());
        Trajectory trajectory = RecurrenceSolve.solve(problem.recurrence(), (stretch, session) -> {
            new SequentialSweep(stretch).run(0, 0, stretch.steps, session);
            return new StretchResult(Status.CONVERGED, 1, 0);
        }, 1e-10, context()).value();
        Solution<RecurrenceGradient> warm = solve(problem, context().start(trajectory));
        assertEquals(0, warm.iterations());
        assertEquals(own.value(), warm.value());
        double[] wrong = trajectory.path().states().values().clone();
        wrong[3] += 1e-3;
        Trajectory changed = Trajectory.of(new Sequences(wrong, 1, 5, 2), 2);
        assertEquals(own.value(), solve(problem, context().start(changed)).value());
    }

    @Test
    void saysWhereGradientsExplodeOrAreNoNumbers() throws SolverException {
        DataRecord growing = DataRecord.of("parameters", 1).array("transition", new NamedArray(new double[] {1.5}, 1)).build();
        double[] last = new double[100];
        last[99] = 1;
        Solution<RecurrenceGradient> exploding = solve(new RecurrenceGradientProblem(
                RecurrenceProblem.autonomous("diagonal", growing, 100, 1e-20), SequenceLoss.ofCotangent(Sequences.of(last, 1))), context());
        assertEquals(Status.CONVERGED, exploding.status());
        assertEquals(Math.pow(1.5, 100), exploding.value().initialState()[0], 1e-12 * Math.pow(1.5, 100));
        assertTrue(exploding.warnings().get(0).contains("explode"), exploding.warnings()::toString);
        double[] end = new double[2000];
        end[1999] = 1;
        Solution<RecurrenceGradient> overflowing = solve(new RecurrenceGradientProblem(
                RecurrenceProblem.autonomous("diagonal", growing, 2000, 1e-200), SequenceLoss.ofCotangent(Sequences.of(end, 1))),
                context());
        assertEquals(Status.NONFINITE, overflowing.status());
    }

    @Test
    void cellsWithoutInputHaveDerivativesByTheirInitialStates() throws SolverException {
        DataRecord rate = DataRecord.of("parameters", 1).number("rate", 3.2).build();
        double[] last = new double[5];
        last[4] = 1;
        RecurrenceProblem logistic = RecurrenceProblem.autonomous("logistic", rate, 5, 0.2);
        Solution<RecurrenceGradient> solution = solve(new RecurrenceGradientProblem(logistic,
                SequenceLoss.ofCotangent(Sequences.of(last, 1))), context());
        double state = 0.2;
        double expected = 1;
        for (int t = 0; t < 5; t++) {
            expected *= 3.2 * (1 - 2 * state);
            state = 3.2 * state * (1 - state);
        }
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(expected, solution.value().initialState()[0], 1e-13);
        assertTrue(solution.value().layers().get(0).forward().names().isEmpty());
        Solution<RecurrenceGradient> cancelled = solve(new RecurrenceGradientProblem(logistic,
                SequenceLoss.ofCotangent(Sequences.of(last, 1))), context().cancelAt(0));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertTrue(cancelled.value().layers().get(0).forward().names().isEmpty());
    }

    @Test
    void refusesCellsWhoseInputItCannotDifferentiate() {
        RecurrentCell cell = new RecurrentCell() {
            @Override
            public int stateSize() {
                return 1;
            }

            @Override
            public int inputSize() {
                return 1;
            }

            @Override
            public void step(double[] state, double[] input, double[] next) {
                next[0] = state[0] * input[0];
            }
        };
        RecurrenceProblem recurrence = RecurrenceProblem.of("mine", DataRecord.of("parameters", 1).build(),
                Sequences.of(new double[] {1, 2}, 1));
        RecurrenceGradientProblem problem = new RecurrenceGradientProblem(recurrence,
                SequenceLoss.ofCotangent(Sequences.of(new double[] {1, 1}, 1)));
        SolverException refusal = assertThrows(SolverException.class, () -> solve(problem, context().function("mine", cell)));
        assertTrue(refusal.getMessage().contains("mine cannot be differentiated"), refusal.getMessage());
    }

    @Test
    void stopsWhenTold() throws SolverException {
        Random random = new Random(2);
        RecurrenceProblem recurrence = recurrence(List.of(new RecurrentLayer("gru", weights("gru", 8, 2, 4))),
                random(1, 20_000, 2, random), 1, 6);
        RecurrenceGradientProblem problem = new RecurrenceGradientProblem(recurrence, SequenceLoss.ofTarget(random(1, 20_000, 1, random)));
        assertEquals(Status.CANCELLED, solve(problem, context().cancelAt(0)).status());
        assertEquals(Status.CANCELLED, solve(problem, context().cancelAt(1)).status());
        Solution<RecurrenceGradient> late = solve(problem, context().timeLimit(0));
        assertEquals(Status.TIME_LIMIT, late.status());
        assertFalse(Double.isFinite(late.residual()));
        assertEquals(recurrence.layers().get(0).forward().names(), late.value().layers().get(0).forward().names());
    }

    @Test
    void sameBitsTwice() throws SolverException {
        RecurrenceGradientProblem problem = new RecurrenceGradientSolver().selfCheck();
        assertEquals(solve(problem, context()).value(), solve(problem, context()).value());
    }
}
