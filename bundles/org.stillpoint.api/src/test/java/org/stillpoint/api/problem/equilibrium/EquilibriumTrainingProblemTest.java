package org.stillpoint.api.problem.equilibrium;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.Optimiser;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem.Loss;

class EquilibriumTrainingProblemTest {

    private static final DataRecord FIXED = DataRecord.of("parameters", 1).text("activation", "tanh").number("margin", .5).build();
    private static final Samples INPUTS = new Samples(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
    private static final EquilibriumModel START = EquilibriumModel.drawn(StandardLayer.MONOTONE, 2, 2, 3, FIXED, 7);

    private static EquilibriumTrainingProblem classes(int[] folds, EquilibriumTrainingPlan plan) {
        return new EquilibriumTrainingProblem(StandardLayer.MONOTONE, START, INPUTS, Loss.CROSS_ENTROPY, 0, new double[] {0, 2, 1}, folds,
                plan, .1);
    }

    private static void assertKept(EquilibriumTrainingProblem problem) {
        DataRecord record = BinaryFormat.fromBytes(BinaryFormat.toBytes(problem.toRecord()));
        assertEquals(problem, EquilibriumTrainingProblem.fromRecord(record));
    }

    @Test
    void survivesItsBinaryForm() {
        assertKept(classes(new int[] {0, 1, 2}, new EquilibriumTrainingPlan(Optimiser.SCHEDULE_FREE, .1, 2, false, 5, 2, .5, .01, .02,
                List.of("skew", "readout_bias"))));
        assertKept(classes(new int[0], EquilibriumTrainingPlan.of(.1, 3)));
        EquilibriumModel halves = new EquilibriumModel(START.parameters(), new double[] {1}, new double[] {0});
        assertKept(new EquilibriumTrainingProblem(StandardLayer.MONOTONE, halves, INPUTS, Loss.MATCHING, .25,
                new double[] {1, 2, 3, 4, 5, 6}, new int[0], EquilibriumTrainingPlan.of(.1, 3), 0));
    }

    @Test
    void aDocumentMayDrawItsWeights() {
        DataRecord record = DataRecord.of(EquilibriumTrainingProblem.TYPE, 1).text("layer", "monotone").integer("units", 2)
                .integer("outputs", 3).integer("seed", 7).record("parameters", FIXED).array("input", INPUTS.array())
                .text("loss", "CROSS_ENTROPY").doubles("target", new double[] {0, 2, 1}).number("learningRate", .1).integer("epochs", 3)
                .number("goal", .1).build();
        assertEquals(classes(new int[] {0, 0, 0}, EquilibriumTrainingPlan.of(.1, 3)), EquilibriumTrainingProblem.fromRecord(record));
        assertNotEquals(START, EquilibriumModel.drawn(StandardLayer.MONOTONE, 2, 2, 3, FIXED, 8));
        DataRecord misspelt = DataRecord.of(EquilibriumTrainingProblem.TYPE, 1).text("layer", "monotonic").build();
        assertRefused("layer is 'monotonic'; expected one of dense, convolutional, monotone",
                () -> EquilibriumTrainingProblem.fromRecord(misspelt));
    }

    @Test
    void everyFoldHasItsModel() {
        EquilibriumTrainingProblem problem = classes(new int[] {0, 1, 2}, EquilibriumTrainingPlan.of(.1, 3));
        assertEquals(2, problem.models());
        assertEquals(3, problem.rows());
        assertTrue(problem.trains(0, 0) && problem.trains(0, 1) && problem.trains(1, 1) && problem.trains(2, 0));
        assertFalse(problem.trains(1, 0) || problem.trains(2, 1) || problem.judges(0, 0) || problem.judges(0, 1) || problem.judges(2, 0));
        assertTrue(problem.judges(1, 0) && problem.judges(2, 1));
        EquilibriumTrainingProblem whole = classes(new int[0], EquilibriumTrainingPlan.of(.1, 3));
        assertTrue(whole.trains(1, 0) && whole.judges(1, 0) && whole.models() == 1);
    }

    @Test
    void theCriterionIsTheLossOrTheWrongClass() {
        EquilibriumTrainingProblem problem = classes(new int[0], EquilibriumTrainingPlan.of(.1, 3));
        assertEquals(0, problem.criterion(0, new double[] {1, 1, 0}));
        assertEquals(1, problem.criterion(1, new double[] {1, 0, .5}));
        EquilibriumModel identity = new EquilibriumModel(START.parameters(), new double[] {1, 0, 0, 1}, new double[2]);
        double[] targets = {1, 2, 3, 4, 5, 6};
        assertEquals(2.5, new EquilibriumTrainingProblem(StandardLayer.MONOTONE, identity, INPUTS, Loss.SQUARES, 0, targets, new int[0],
                EquilibriumTrainingPlan.of(.1, 3), 0).criterion(1, new double[] {5, 5}), 1e-15);
        assertEquals(1 - Math.exp(-5 / 4.0), new EquilibriumTrainingProblem(StandardLayer.MONOTONE, identity, INPUTS, Loss.MATCHING, 2,
                targets, new int[0], EquilibriumTrainingPlan.of(.1, 3), 0).criterion(1, new double[] {5, 5}), 1e-15);
    }

    @Test
    void trainedWeightsSurviveTheirBinaryForm() {
        EquilibriumModel arrays = new EquilibriumModel(DataRecord.of("parameters", 1)
                .array("factor", new NamedArray(new double[] {1, 2, 3, 4}, 2, 2)).doubles("bias", new double[] {5, 6}).build(),
                new double[] {1, 2, 3, 4, 5, 6}, new double[] {7, 8, 9});
        TrainedEquilibrium one = new TrainedEquilibrium(List.of(arrays), new double[] {3, 2}, new Samples(new double[6], 3, 2), .5);
        TrainedEquilibrium two = new TrainedEquilibrium(List.of(arrays, arrays), new double[] {3, 2}, new Samples(new double[12], 6, 2), .5);
        for (TrainedEquilibrium value : List.of(one, two)) {
            assertEquals(value, TrainedEquilibrium.fromRecord(BinaryFormat.fromBytes(BinaryFormat.toBytes(value.toRecord()))));
        }
        assertTrue(one.toRecord().has("factor") && two.toRecord().has("factor_fold2"));
        assertArrayEquals(new double[] {7, 8, 9}, two.output(1, 2));
    }

    @Test
    void refusesWhatDoesNotFit() {
        EquilibriumTrainingPlan plan = EquilibriumTrainingPlan.of(.1, 3);
        assertRefused("fold 1 has 0 of 3 rows", () -> classes(new int[] {0, 2, 2}, plan));
        assertRefused("fold 1 has 3 of 3 rows", () -> classes(new int[] {1, 1, 1}, plan));
        assertRefused("folds has -1", () -> classes(new int[] {-1, 1, 0}, plan));
        assertRefused("expected 3 values, got 2", () -> classes(new int[] {1, 0}, plan));
        assertRefused("target 1 is 3.0; expected a class from 0 to 2", () -> new EquilibriumTrainingProblem(StandardLayer.MONOTONE, START,
                INPUTS, Loss.CROSS_ENTROPY, 0, new double[] {0, 3, 1}, new int[0], plan, 0));
        assertRefused("width is 0.0; expected a positive number", () -> new EquilibriumTrainingProblem(StandardLayer.MONOTONE, START, INPUTS,
                Loss.MATCHING, 0, new double[9], new int[0], plan, 0));
        assertRefused("expected a divisor of 2", () -> new EquilibriumTrainingProblem(StandardLayer.MONOTONE,
                new EquilibriumModel(START.parameters(), new double[3], new double[1]), INPUTS, Loss.SQUARES, 0, new double[2], new int[0],
                plan, 0));
        assertRefused("goal is -1.0", () -> new EquilibriumTrainingProblem(StandardLayer.MONOTONE, START, INPUTS, Loss.CROSS_ENTROPY, 0,
                new double[] {0, 2, 1}, new int[0], plan, -1));
        assertRefused("at least one epoch", () -> EquilibriumTrainingPlan.of(.1, 0));
        assertRefused("learningRate is NaN", () -> EquilibriumTrainingPlan.of(Double.NaN, 1));
        assertRefused("there are no weights to draw for the layer graph", () -> EquilibriumModel.drawn(StandardLayer.GRAPH, 2, 2, 3, FIXED, 7));
    }

    private static void assertRefused(String words, Executable attempt) {
        DataException refusal = assertThrows(DataException.class, attempt);
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }
}
