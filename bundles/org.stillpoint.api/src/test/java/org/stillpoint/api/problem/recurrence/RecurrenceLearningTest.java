package org.stillpoint.api.problem.recurrence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.Optimiser;

/** Problems of gradients and of training, and what solves them. */
class RecurrenceLearningTest {

    private static final Sequences INPUT = Sequences.of(new double[] {1, 2, 3, 4}, 1);
    private static final Sequences TARGET = Sequences.of(new double[] {0, 1, 0, 1, 2, 1, 0, 3}, 2);

    private static RecurrenceProblem recurrence(String cell, boolean readout) {
        StartWeights weights = new StartWeights(1);
        RecurrentLayer layer = weights.layer(cell, 2, 1);
        return new RecurrenceProblem(List.of(layer), INPUT, new double[0],
                readout ? Optional.of(weights.readout(2, layer.standardCell().orElseThrow().shape(layer.forward()).hidden()))
                        : Optional.empty(), 1);
    }

    private static DataRecord throughBytes(DataRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryFormat.write(record, bytes);
        return BinaryFormat.read(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void problemsOfGradientsHaveABinaryForm() throws IOException {
        for (RecurrenceGradientProblem problem : List.of(
                new RecurrenceGradientProblem(recurrence("gru", true), SequenceLoss.ofTarget(TARGET)),
                new RecurrenceGradientProblem(recurrence("lstm", false), new SequenceLoss(SequenceLoss.Kind.COTANGENT, TARGET, 2)),
                new RecurrenceGradientProblem(recurrence("elman", false), SequenceLoss.ofTarget(TARGET),
                        Optional.of(new TeacherForcing(0.25, TARGET))),
                new RecurrenceGradientProblem(recurrence("elman", false), SequenceLoss.ofTarget(TARGET),
                        Optional.of(new TeacherForcing(OptionalDouble.empty(), TARGET))))) {
            assertEquals(problem, RecurrenceGradientProblem.problemType().problem(throughBytes(problem.toRecord())));
        }
        assertNotEquals(new RecurrenceGradientProblem(recurrence("gru", true), SequenceLoss.ofTarget(TARGET)),
                new RecurrenceGradientProblem(recurrence("gru", true), SequenceLoss.ofCotangent(TARGET)));
    }

    @Test
    void gradientsHaveABinaryFormAlsoWhereTheyAreNoNumbers() throws IOException {
        RecurrenceProblem like = recurrence("gru", true);
        RecurrentLayer both = new RecurrentLayer("gru", like.layers().get(0).forward(), Optional.of(like.layers().get(0).forward()));
        RecurrentLayer bare = new RecurrentLayer("mine, too", DataRecord.of("parameters", 1).build(),
                Optional.of(DataRecord.of("parameters", 1).build()));
        for (RecurrenceGradient gradient : List.of(
                new RecurrenceGradient(1, List.of(both, bare, like.layers().get(0)), INPUT, new double[0], new DMatrixRMaj(0, 0),
                        new double[0], 0),
                new RecurrenceGradient(0.5, like.layers(), INPUT, new double[] {1, 2}, new DMatrixRMaj(2, 2), new double[2], 0),
                new RecurrenceGradient(Double.POSITIVE_INFINITY, like.layers(), Sequences.none(1, 4), new double[] {Double.NaN, 2},
                        new DMatrixRMaj(0, 0), new double[0], 0.5))) {
            assertEquals(gradient, RecurrenceGradientProblem.problemType().value(throughBytes(gradient.toRecord())));
        }
    }

    @Test
    void problemsOfTrainingHaveABinaryForm() throws IOException {
        TrainingPlan plan = new TrainingPlan(3, 2, 1, Optimiser.SCHEDULE_FREE, 0.1, 5, 7, 0.5);
        RecurrenceTrainingProblem drawn = RecurrenceTrainingProblem.drawn("gru", 3, 4, INPUT, TARGET, 3, plan, 0.25);
        assertEquals(drawn, RecurrenceTrainingProblem.problemType().problem(throughBytes(drawn.toRecord())));
        assertTrue(drawn.validated());
        RecurrenceTrainingProblem forced = new RecurrenceTrainingProblem(recurrence("elman", false).layers(), Optional.empty(), INPUT,
                TARGET, 4, TrainingPlan.of(3, 2, Optimiser.ADAM, 0.1, 7).withBurnIn(2).withWarmUp(3), 0, 0.5);
        assertEquals(forced, RecurrenceTrainingProblem.problemType().problem(throughBytes(forced.toRecord())));
        TrainedRecurrence value = new TrainedRecurrence(drawn.layers(), drawn.readout(), new int[] {0, 5}, new double[] {1, 0.5},
                new double[] {2, 1});
        assertEquals(value, RecurrenceTrainingProblem.problemType().value(throughBytes(value.toRecord())));
        assertEquals(4, value.recurrence(INPUT).steps());
        assertTrue(value.toRecord().names().containsAll(List.of("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")));
        assertEquals("[epochs, readout_bias, readout_weight]", value.toRecord().names().stream()
                .filter(name -> name.startsWith("epochs") || name.startsWith("readout")).sorted().toList().toString());
    }

    @Test
    void aCellWithUnitsAndASeedIsAModelWithDrawnWeights() {
        DataRecord record = DataRecord.of(RecurrenceTrainingProblem.TYPE, 1).text("cell", "lstm").integer("units", 3).integer("seed", 9)
                .array("input", INPUT.array()).array("target", TARGET.array()).integer("windowLength", 2).integer("epochs", 1).build();
        assertEquals(RecurrenceTrainingProblem.drawn("lstm", 3, 9, INPUT, TARGET, 4,
                new TrainingPlan(2, 1, 0, Optimiser.ADAM, 1e-3, 0, 1, 1), 0), RecurrenceTrainingProblem.fromRecord(record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elman", "elman-relu", "gru", "lstm", "para-gru", "para-lstm", "min-gru", "min-lstm", "linear", "diagonal"})
    void startWeightsAreThoseOfTheirSeedAndBounded(String cell) {
        RecurrentLayer layer = new StartWeights(3).layer(cell, 5, 2);
        assertEquals(layer, new StartWeights(3).layer(cell, 5, 2));
        assertNotEquals(layer, new StartWeights(4).layer(cell, 5, 2));
        assertEquals(2, layer.standardCell().orElseThrow().shape(layer.forward()).input());
        for (String name : layer.forward().names()) {
            double bound = name.equals("transition") && cell.equals("diagonal") ? 1 : 1 / Math.sqrt(5);
            for (double value : layer.forward().numbers(name)) {
                assertTrue(Math.abs(value) <= bound, name);
            }
        }
    }

    private static void assertRefused(String message, Runnable attempt) {
        DataException refusal = assertThrows(DataException.class, attempt::run);
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    @Test
    void refusesGradientsOfWhatDoesNotFit() {
        RecurrenceProblem gru = recurrence("gru", true);
        SequenceLoss loss = SequenceLoss.ofTarget(TARGET);
        assertRefused("the loss is of 1 components; expected 2, the components of the readout",
                () -> new RecurrenceGradientProblem(gru, SequenceLoss.ofTarget(INPUT)));
        assertRefused("expected 1 sequences of 4 steps", () -> new RecurrenceGradientProblem(gru,
                SequenceLoss.ofTarget(Sequences.of(new double[6], 2))));
        assertRefused("expected 1: gradients need all steps", () -> new RecurrenceGradientProblem(gru.withKeepEvery(2), loss));
        assertRefused("firstStep is 4; expected a step from 0 below 4", () -> new SequenceLoss(SequenceLoss.Kind.TARGET, TARGET, 4));
        assertRefused("target has NaN as value 1", () -> SequenceLoss.ofTarget(Sequences.of(new double[] {1, Double.NaN}, 1)));
        assertRefused("weight of teacher forcing is 1.5", () -> new TeacherForcing(1.5, TARGET));
        assertRefused("expected 1 x 4 x 2", () -> new RecurrenceGradientProblem(gru, loss, Optional.of(new TeacherForcing(0.5, INPUT))));
        RecurrenceProblem both = new RecurrenceProblem(List.of(new RecurrentLayer("gru", gru.layers().get(0).forward(),
                Optional.of(gru.layers().get(0).forward()))), INPUT, new double[0], Optional.empty(), 1);
        assertRefused("expected a single layer of one direction", () -> new RecurrenceGradientProblem(both,
                SequenceLoss.ofTarget(Sequences.of(new double[16], 4)), Optional.of(new TeacherForcing(0.5, TARGET))));
        DataRecord record = new RecurrenceGradientProblem(gru, loss).toRecord();
        DataRecord twice = DataRecord.of(record.type(), 1).fields(record).array("cotangent", TARGET.array()).build();
        assertRefused("a cotangent and a target; expected one of them", () -> RecurrenceGradientProblem.fromRecord(twice));
    }

    @Test
    void refusesTrainingOfWhatDoesNotFit() {
        TrainingPlan plan = TrainingPlan.of(3, 2, Optimiser.ADAM, 0.1, 7);
        assertRefused("trainingSteps is 5; expected 1 to 4",
                () -> RecurrenceTrainingProblem.drawn("gru", 2, 1, INPUT, TARGET, 5, plan, 0));
        assertRefused("windowLength is 3; expected at most 2",
                () -> RecurrenceTrainingProblem.drawn("gru", 2, 1, INPUT, TARGET, 2, plan, 0));
        assertRefused("goal is -1.0", () -> RecurrenceTrainingProblem.drawn("gru", 2, 1, INPUT, TARGET, 4, plan, -1));
        assertRefused("no standard cell mine", () -> new StartWeights(1).layer("mine", 2, 1));
        assertRefused("logistic", () -> new StartWeights(1).layer("logistic", 2, 1));
        assertRefused("at least one unit", () -> new StartWeights(1).layer("gru", 0, 1));
        assertRefused("teacher forcing needs a single layer whose state is what the targets show", () -> new RecurrenceTrainingProblem(
                recurrence("gru", true).layers(), recurrence("gru", true).readout(), INPUT, TARGET, 4, plan, 0, 0.5));
        DataRecord backward = new StartWeights(1).layer("gru", 2, 1).forward();
        assertRefused("expected a standard cell that runs forwards", () -> new RecurrenceTrainingProblem(
                List.of(new RecurrentLayer("gru", backward, Optional.of(backward))), Optional.empty(), INPUT, TARGET, 4, plan, 0));
        assertRefused("burnIn is 3; expected fewer steps than the 3", () -> plan.withBurnIn(3));
        assertRefused("learningRate is 0.0", () -> TrainingPlan.of(3, 2, Optimiser.ADAM, 0, 7));
        assertRefused("epochs is 0", () -> TrainingPlan.of(3, 2, Optimiser.ADAM, 0.1, 0));
        assertRefused("clip is NaN", () -> new TrainingPlan(3, 2, 0, Optimiser.ADAM, 0.1, 0, 7, Double.NaN));
        assertRefused("2 epochs with 1 training losses", () -> new TrainedRecurrence(recurrence("gru", true).layers(), Optional.empty(),
                new int[2], new double[1], new double[0]));
        assertRefused("expected at least one", () -> RecurrenceTrainingProblem.fromRecord(DataRecord.of("recurrence-training", 1)
                .records("layers", List.of()).array("target", new NamedArray(new double[2], 2)).integer("windowLength", 1)
                .integer("epochs", 1).build()));
    }
}
