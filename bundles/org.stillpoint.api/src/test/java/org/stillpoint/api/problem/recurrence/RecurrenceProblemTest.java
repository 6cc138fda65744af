package org.stillpoint.api.problem.recurrence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

class RecurrenceProblemTest {

    private static DataRecord.Builder parameters() {
        return DataRecord.of("parameters", 1);
    }

    private static NamedArray zeros(int... shape) {
        int length = 1;
        for (int extent : shape) {
            length *= extent;
        }
        return new NamedArray(new double[length], shape);
    }

    private static DataRecord gru(int units, int inputs) {
        return parameters().array("weight_ih", zeros(3 * units, inputs)).array("weight_hh", zeros(3 * units, units)).build();
    }

    private static Sequences input(int batch, int steps, int size) {
        return new Sequences(new double[batch * steps * size], batch, steps, size);
    }

    private static RecurrenceProblem deep() {
        Readout readout = new Readout(new DMatrixRMaj(1, 5, true, 1, 2, 3, 4, 5), new double[] {6});
        return new RecurrenceProblem(List.of(new RecurrentLayer("gru", gru(2, 3), Optional.of(gru(4, 3))),
                new RecurrentLayer("gru", gru(5, 6))), input(2, 7, 3), new double[2 * (2 + 4 + 5)], Optional.of(readout), 1);
    }

    private static RecurrenceProblem logistic(int steps) {
        return RecurrenceProblem.autonomous("logistic", parameters().number("rate", 3.2).build(), steps, .2);
    }

    static Stream<RecurrenceProblem> problems() {
        return Stream.of(deep(), logistic(9), logistic(9).withKeepEvery(4),
                new RecurrenceProblem(List.of(new RecurrentLayer("mine", parameters().text("kind", "x").build())),
                        new GeneratedInput("noise", parameters().integer("seed", 7).build(), 100, 2), new double[0], Optional.empty(), 10),
                RecurrenceProblem.of("mine", parameters().build(), new GeneratedInput("noise", 100, 1)),
                RecurrenceProblem.of("diagonal", parameters().doubles("transition", new double[3]).build(), Sequences.none(4, 5)),
                RecurrenceProblem.of("gru", gru(1, 2), input(1, 3, 2)));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void survivesItsBinaryForm(RecurrenceProblem problem) {
        DataRecord record = BinaryFormat.fromBytes(BinaryFormat.toBytes(problem.toRecord()));
        RecurrenceProblem again = RecurrenceProblem.fromRecord(record);
        assertEquals(problem, again);
        assertEquals(problem.batch(), again.batch());
        assertEquals(problem.steps(), again.steps());
        assertNotEquals(problem, logistic(10));
    }

    @Test
    void aSingleLayerMayBeGivenByItsCellAlone() {
        DataRecord record = DataRecord.of(RecurrenceProblem.TYPE, 1).text("cell", "gru").record("parameters", gru(2, 1))
                .array("input", new NamedArray(new float[] {1, 2, 3}, 3)).build();
        assertEquals(RecurrenceProblem.of("gru", gru(2, 1), Sequences.of(new double[] {1, 2, 3}, 1)), RecurrenceProblem.fromRecord(record));
    }

    @Test
    void countsTheStepsThatAreKept() {
        RecurrenceProblem problem = logistic(10).withKeepEvery(4);
        assertEquals(3, problem.keptSteps());
        assertArrayEquals(new int[] {4, 8, 10}, new int[] {problem.keptStep(0), problem.keptStep(1), problem.keptStep(2)});
        RecurrenceProblem last = logistic(10).withKeepEvery(Integer.MAX_VALUE);
        assertEquals(1, last.keptSteps());
        assertEquals(10, last.keptStep(0));
        assertEquals(10, logistic(10).keptSteps());
    }

    private static DataRecord with(DataRecord parameters, String name, Object value) {
        DataRecord.Builder record = parameters();
        parameters.fields().forEach((field, old) -> {
            if (!field.equals(name)) {
                record.array(field, (NamedArray) old);
            }
        });
        if (value instanceof NamedArray array) {
            record.array(name, array);
        }
        return record.build();
    }

    static Stream<Arguments> wrong() {
        Sequences one = input(1, 4, 1);
        return Stream.of(
                Arguments.of("gru", with(gru(2, 1), "weight_hh", zeros(5, 2)), one,
                        "layer 0 (gru): parameter weight_hh has the shape [5, 2]; expected [6, 2]"),
                Arguments.of("gru", with(gru(2, 1), "weight_hh", zeros(12)), one,
                        "parameter weight_hh has the shape [12]; expected at least 2 dimensions"),
                Arguments.of("gru", with(gru(2, 1), "weight_ih", zeros(4, 1)), one,
                        "parameter weight_ih has the shape [4, 1]; expected [6, 1]"),
                Arguments.of("gru", with(gru(2, 1), "bias_ih", zeros(5)), one, "parameter bias_ih has the shape [5]; expected [6]"),
                Arguments.of("gru", with(gru(2, 1), "bias_hh", new NamedArray(new double[] {0, 0, Double.NaN, 0, 0, 0}, 6)), one,
                        "parameter bias_hh has NaN as value 2; expected finite numbers"),
                Arguments.of("gru", with(gru(2, 1), "bias", zeros(6)), one, "unknown parameter bias; expected weight_ih, weight_hh"),
                Arguments.of("gru", with(gru(2, 1), "weight_hh", null), one, "weight_hh of parameters is missing"),
                Arguments.of("gru", gru(2, 3), one, "layer 0 (gru) takes 3 inputs; the input has 1"),
                Arguments.of("lstm", gru(2, 1), one, "parameter weight_hh has the shape [6, 2]; expected [8, 2]"),
                Arguments.of("min-gru", parameters().array("weight_ih", zeros(3, 1)).build(), one,
                        "parameter weight_ih has 3 rows; expected a multiple of 2, the gates"),
                Arguments.of("para-lstm", parameters().array("weight_ih", zeros(6, 1)).array("recurrent", zeros(3, 2))
                        .array("peephole", zeros(3, 2)).build(), one, "parameter peephole has the shape [3, 2]; expected [2, 2]"),
                Arguments.of("linear", parameters().array("transition", zeros(2, 3)).build(), Sequences.none(1, 4),
                        "parameter transition has the shape [2, 3]; expected [2, 2]"),
                Arguments.of("complex-diagonal", parameters().array("transition", zeros(3)).build(), Sequences.none(1, 4),
                        "parameter transition has the shape [3]; expected at least 2 dimensions"),
                Arguments.of("householder", parameters().integer("size", 2).build(), input(1, 4, 4),
                        "layer 0 (householder) takes 5 inputs; the input has 4"),
                Arguments.of("householder", parameters().integer("size", 0).build(), one, "parameter size is 0; expected a positive"),
                Arguments.of("logistic", parameters().build(), Sequences.none(1, 4), "rate of parameters is missing"),
                Arguments.of("euler", parameters().text("field", "lorenz").number("step", -1).build(), Sequences.none(1, 4),
                        "parameter step is -1.0; expected a positive number"),
                Arguments.of("euler", parameters().text("field", "lorenz").number("step", 1).record("fieldParameters",
                        parameters().number("tau", 1).build()).build(), Sequences.none(1, 4), "unknown parameter tau; expected sigma, rho"),
                Arguments.of("euler", parameters().text("field", "mine").number("step", 1).build(), Sequences.none(1, 4),
                        "parameter field is 'mine'; expected one of [logistic, lorenz, linear, van-der-pol], or the parameter size beside"),
                Arguments.of("gru", with(gru(2, 1), "weight_hh", zeros(2, 6)), one,
                        "parameter weight_hh has the shape [2, 6]; expected [6, 2]"),
                Arguments.of("gru", gru(2, 1), input(1, 0, 1), "the input has 1 sequences of 0 steps; expected at least one sequence"),
                Arguments.of("gru", gru(2, 1), input(0, 4, 1), "the input has 0 sequences of 4 steps"),
                Arguments.of("gru", gru(2, 2), new Sequences(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, Double.NaN, 0, 0}, 2, 3, 2),
                        "the input is NaN at step 1 of sequence 1, component 1 (all counted from 0); expected a finite number"),
                Arguments.of("mine", parameters().build(), new Sequences(new double[] {1, Double.POSITIVE_INFINITY}, 1, 2, 1),
                        "the input is Infinity at step 1 of sequence 0, component 0"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusalsNameTheArrayAndTheShapeItWanted(String cell, DataRecord parameters, RecurrenceInput input, String message) {
        String refusal = assertThrows(DataException.class, () -> RecurrenceProblem.of(cell, parameters, input)).getMessage();
        assertTrue(refusal.contains(message), refusal);
    }

    private static void refuses(Runnable construction, String message) {
        String refusal = assertThrows(DataException.class, construction::run).getMessage();
        assertTrue(refusal.contains(message), refusal);
    }

    @Test
    void refusesPartsThatDoNotFit() {
        RecurrenceProblem problem = deep();
        refuses(() -> problem.withInitialState(1, 2, 3), "initialState has 3 values; expected 22, 11 for each of 2 sequences");
        refuses(() -> problem.withInitialState(new double[] {Double.NaN}), "initialState");
        refuses(() -> problem.withReadout(new Readout(new DMatrixRMaj(1, 4), new double[1])),
                "readout_weight has 4 columns; expected 5, the outputs of the last layer");
        refuses(() -> new Readout(new DMatrixRMaj(2, 4), new double[1]), "readout_bias has 1 values; expected 2");
        refuses(() -> problem.withKeepEvery(2), "keepEvery is 2; expected 1 for stacked layers or both directions");
        refuses(() -> logistic(3).withKeepEvery(0), "keepEvery is 0; expected at least 1");
        refuses(() -> new RecurrenceProblem(List.of(), input(1, 2, 3), new double[0], Optional.empty(), 1), "without layers");
        refuses(() -> new RecurrenceProblem(List.of(problem.layers().get(0), problem.layers().get(0)), input(1, 2, 3), new double[0],
                Optional.empty(), 1), "layer 1 (gru) takes 3 inputs; the layer below has 6");
        refuses(() -> new RecurrenceProblem(List.of(new RecurrentLayer("gru", gru(2, 3), Optional.of(with(gru(2, 3), "weight_hh",
                zeros(6, 3))))), input(1, 2, 3), new double[0], Optional.empty(), 1), "layer 0, backwards (gru): parameter weight_hh");
        refuses(() -> RecurrenceProblem.of("mine", parameters().build(), input(3, 2, 1)).withInitialState(1, 2),
                "initialState has 2 values; expected a multiple of 3, the number of sequences");
        refuses(() -> new GeneratedInput("noise", 0, 1), "the signal noise has 0 steps of 1 components");
        refuses(() -> new Sequences(new double[5], 1, 2, 3), "do not fit 5 values");
        refuses(() -> logistic(-4), "1 sequences of -4 steps of 0 components; expected none to be negative");
        refuses(() -> RecurrenceProblem.fromRecord(DataRecord.of(RecurrenceProblem.TYPE, 1).text("cell", "logistic")
                .record("parameters", parameters().number("rate", 3).build()).integer("steps", 1L << 40).build()), "steps");
    }

    @Test
    void knowsTheSizesOfCells() {
        assertEquals(new CellShape(2, 2, 3), StandardCell.GRU.shape(gru(2, 3)));
        DataRecord lstm = parameters().array("weight_ih", zeros(8, 3)).array("weight_hh", zeros(8, 2)).build();
        assertEquals(new CellShape(4, 2, 3), StandardCell.LSTM.shape(lstm));
        DataRecord paraLstm = parameters().array("weight_ih", zeros(6, 1)).array("recurrent", zeros(3, 2))
                .array("peephole", zeros(2, 2)).build();
        assertEquals(new CellShape(4, 2, 1), StandardCell.PARA_LSTM.shape(paraLstm));
        assertEquals(new CellShape(6, 6, 0), StandardCell.COMPLEX_DIAGONAL.shape(parameters().array("transition", zeros(2, 3)).build()));
        assertEquals(new CellShape(2, 2, 8), StandardCell.HOUSEHOLDER.shape(parameters().integer("size", 2).integer("reflections", 2)
                .build()));
        assertEquals(new CellShape(3, 3, 1), StandardCell.RUNGE_KUTTA.shape(parameters().text("field", "lorenz").number("step", .1)
                .record("fieldParameters", parameters().truth("observed", true).build()).build()));
        assertEquals(new CellShape(5, 5, 2), StandardCell.EULER.shape(parameters().text("field", "mine").number("step", .1)
                .integer("size", 5).integer("inputs", 2).build()));
        for (StandardCell cell : StandardCell.values()) {
            assertEquals(Optional.of(cell), StandardCell.named(cell.label()));
        }
    }

    private static StatePath path(int batch, int steps, int size, int hidden, double first) {
        double[] values = new double[batch * steps * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i;
        }
        return new StatePath(new Sequences(values, batch, steps, size), hidden);
    }

    @Test
    void trajectoriesSurviveTheirBinaryForm() {
        Trajectory trajectory = new Trajectory(List.of(List.of(path(2, 3, 4, 2, 0), path(2, 3, 4, 2, 100)), List.of(path(2, 3, 1, 1, -9))),
                Optional.of(input(2, 3, 5)));
        DataRecord record = BinaryFormat.fromBytes(BinaryFormat.toBytes(trajectory.toRecord()));
        assertEquals(trajectory, Trajectory.fromRecord(record));
        assertEquals(List.of("hidden", "cell", "final_state", "hidden_reverse", "cell_reverse", "final_state_reverse", "hidden_l1",
                "final_state_l1", "output"), List.copyOf(record.names()));
        assertArrayEquals(new double[] {8, 9, 10, 11, 20, 21, 22, 23}, record.doubles("final_state"));
        assertArrayEquals(new double[] {2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23}, record.doubles("cell"));
        Trajectory single = Trajectory.of(Sequences.of(new double[] {1, 2, 3}, 1), 1);
        assertEquals(single, Trajectory.fromRecord(single.toRecord()));
        assertEquals(single, Trajectory.fromRecord(DataRecord.of(Trajectory.TYPE, 1).doubles("hidden", new double[] {1, 2, 3}).build()));
    }

    @Test
    void aReadoutSeesTheOutputOfBothDirections() {
        Trajectory trajectory = new Trajectory(List.of(List.of(path(1, 2, 2, 1, 0), path(1, 2, 1, 1, 10))), Optional.empty());
        Readout readout = new Readout(new DMatrixRMaj(2, 2, true, 1, 0, 100, 1), new double[] {.5, 0});
        assertArrayEquals(new double[] {.5, 10, 2.5, 211}, trajectory.withOutput(Optional.of(readout)).output().orElseThrow().values());
        assertEquals(trajectory, trajectory.withOutput(Optional.empty()));
    }

    @Test
    void refusesTrajectoriesThatAreNone() {
        refuses(() -> new Trajectory(List.of(), Optional.empty()), "at least one layer");
        refuses(() -> path(1, 2, 3, 4, 0), "an output of 4 of 3 components");
        refuses(() -> Trajectory.fromRecord(DataRecord.of(Trajectory.TYPE, 1).build()), "hidden of trajectory is missing");
        refuses(() -> Trajectory.fromRecord(DataRecord.of(Trajectory.TYPE, 1).array("hidden", zeros(3, 2)).array("cell", zeros(4, 2))
                .build()), "expected as many sequences and steps");
        refuses(() -> Trajectory.fromRecord(DataRecord.of(Trajectory.TYPE, 1).array("hidden", zeros(1, 1, 1, 1)).build()),
                "has 4 dimensions; expected steps x components, or batch x steps x components");
    }

    @Test
    void aSignalHasTheSizeTheProblemSays() throws SolverException {
        Signal two = new Signal() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public void values(long first, int count, double[] values, int offset) {
                values[offset] = first;
            }
        };
        Functions functions = new Functions() {
            @Override
            public <F> F function(Class<F> type, String name) {
                return type.cast(two);
            }
        };
        assertEquals(two, new GeneratedInput("two", 5, 2).signal(functions));
        assertEquals("the signal two has 2 components, the problem says 3; they must agree",
                assertThrows(SolverException.class, () -> new GeneratedInput("two", 5, 3).signal(functions)).getMessage());
    }
}
