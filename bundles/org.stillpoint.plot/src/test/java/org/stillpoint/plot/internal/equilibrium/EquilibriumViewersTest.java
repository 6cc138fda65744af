package org.stillpoint.plot.internal.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.DigitOrbit;
import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingPlan;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem.Loss;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.RecordingPainter;
import org.stillpoint.plot.RecordingPainter.Shape;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.internal.Tables;

class EquilibriumViewersTest {

    private static final DataRecord DENSE = DataRecord.of("parameters", 1).array("weight", new NamedArray(new double[1], 1, 1))
            .text("activation", "tanh").build();

    private final EquilibriumViewer viewer = new EquilibriumViewer();
    private final EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.DENSE, DENSE, Samples.none(1));

    private static EquilibriumStates states(int count, int size) {
        double[] values = new double[count * size];
        double[] residuals = new double[count];
        long[] evaluations = new long[count];
        Arrays.setAll(values, i -> Math.sin(i));
        Arrays.setAll(residuals, i -> Math.pow(10, -8 - i % 3));
        Arrays.setAll(evaluations, i -> 20 + i % 10);
        List<Status> statuses = new ArrayList<>(Collections.nCopies(count, Status.CONVERGED));
        residuals[count - 1] = 1e-3;
        evaluations[count - 1] = 100;
        statuses.set(count - 1, Status.STAGNATED);
        return new EquilibriumStates(new Samples(values, count, size), residuals, evaluations, statuses);
    }

    /** One point for each sample; the one that did not converge is in another colour, at the right and above the others. */
    @Test
    void everySampleHasAPoint() {
        List<Picture> pictures = viewer.pictures(problem, states(50, 3));
        assertEquals(List.of("Samples", "States"), pictures.stream().map(Picture::title).toList());
        RecordingPainter painter = RecordingPainter.of(pictures.get(0));
        List<Shape> good = painter.shapes("circle", Ink.SOURCE);
        Shape bad = painter.shapes("circle", Ink.TARGET).get(0);
        assertEquals(49, good.size());
        assertTrue(good.stream().allMatch(point -> point.x1() < bad.x1() && point.y1() > bad.y1()));
        assertTrue(painter.texts().stream().anyMatch(text -> text.startsWith("sample 49: STAGNATED")));
        assertEquals("STAGNATED", Tables.texts(viewer.tables(problem, states(50, 3)).get(1)).get(49).get(1));
    }

    /** The heights of the bars are in proportion to the samples: 4 or 5 each, of which none failed but one. */
    @Test
    void barsCountSamples() {
        List<Picture> pictures = viewer.pictures(problem, states(50, 1));
        assertEquals(1, pictures.size(), "states of one component are no map");
        RecordingPainter painter = RecordingPainter.of(pictures.get(0));
        double good = painter.shapes("rectangle", Ink.SOURCE).stream().mapToDouble(bar -> bar.y2() - bar.y1()).sum();
        double bad = painter.shapes("rectangle", Ink.TARGET).stream().mapToDouble(bar -> bar.y2() - bar.y1()).sum();
        assertEquals(49, good / bad, 1e-9);
    }

    @Test
    void statesAreCellsOfTwoInks() {
        EquilibriumStates one = new EquilibriumStates(Samples.of(1, -.25, 0, .5), new double[1], new long[] {7}, List.of(Status.CONVERGED));
        List<Picture> pictures = viewer.pictures(problem, one);
        assertEquals(1, pictures.size(), "a single sample has no histogram");
        RecordingPainter painter = RecordingPainter.of(pictures.get(0));
        assertEquals(2, painter.shapes("rectangle", Ink.SOURCE).size());
        assertEquals(1, painter.shapes("rectangle", Ink.TARGET).size());
        assertTrue(RecordingPainter.of(viewer.pictures(problem, states(100, 300)).get(1)).texts().get(0)
                .contains("the first 128 of 300; samples from above, the first 32 of 100"));
        assertEquals(List.of(), viewer.pictures(problem, new DigitOrbit(new long[] {6174}, new long[] {6174})));
    }

    @Test
    void whatDivergedIsLeftOut() {
        EquilibriumStates diverged = new EquilibriumStates(new Samples(new double[] {Double.NaN, 1, Double.POSITIVE_INFINITY, -2}, 2, 2),
                new double[] {Double.NaN, Double.POSITIVE_INFINITY}, new long[] {3, 4}, List.of(Status.NONFINITE, Status.DIVERGED));
        viewer.pictures(problem, diverged).forEach(RecordingPainter::of);
        viewer.tables(problem, diverged).forEach(Tables::texts);
    }

    @Test
    void nodesComeByTheirState() {
        DataRecord parameters = DataRecord.of("parameters", 1).integer("nodes", 3).texts("names", List.of("one", "two", "three"))
                .ints("edge_from", new int[] {0, 1}).ints("edge_to", new int[] {1, 2}).number("gamma", .5).doubles("bias", new double[] {1})
                .text("activation", "identity").build();
        EquilibriumProblem graph = EquilibriumProblem.of(StandardLayer.GRAPH, parameters, Samples.none(1));
        ResultTable nodes = viewer.tables(graph, new EquilibriumStates(Samples.of(1, 1.5, 1.75), new double[1], new long[1],
                List.of(Status.CONVERGED))).get(0);
        assertEquals(List.of("1. three", "2. two", "3. one"), Tables.texts(nodes).stream().map(row -> row.get(0)).toList());
        assertEquals(1.5 / 1.75, Tables.shares(nodes).get(1), 1e-15);
        assertEquals("Arrays of the solution", viewer.tables(graph, new EquilibriumStates(Samples.of(1, 2), new double[1], new long[1],
                List.of(Status.CONVERGED))).get(0).title(), "states of another graph");
    }

    /** Two folds of four rows: the first model reads 1 for everything, the second the larger component. */
    @Test
    void classesAreCountedWhileRowsAreHeldOut() {
        DataRecord fixed = DataRecord.of("parameters", 1).text("activation", "tanh").number("margin", .5).build();
        EquilibriumModel start = EquilibriumModel.drawn(StandardLayer.MONOTONE, 2, 2, 2, fixed, 1);
        EquilibriumTrainingProblem training = new EquilibriumTrainingProblem(StandardLayer.MONOTONE, start, new Samples(new double[8], 4,
                2),
                Loss.CROSS_ENTROPY, 0, new double[] {0, 1, 0, 1}, new int[] {1, 1, 2, 2}, EquilibriumTrainingPlan.of(.1, 3), .5);
        EquilibriumModel first = new EquilibriumModel(start.parameters(), new double[4], new double[] {0, 1});
        EquilibriumModel second = new EquilibriumModel(start.parameters(), new double[] {1, 0, 0, 1}, new double[2]);
        double[] states = new double[16];
        states[8 + 4] = 2;
        states[8 + 7] = 2;
        TrainedEquilibrium trained = new TrainedEquilibrium(List.of(first, second), new double[] {3, 2, 1, 6, 5, 4}, new Samples(states,
                8, 2),
                .25);
        EquilibriumTrainingViewer trainings = new EquilibriumTrainingViewer();
        assertEquals(List.of(List.of("class 0", "1", "1"), List.of("class 1", "0", "2")), Tables.texts(trainings.tables(training, trained)
                .get(0)));
        List<Picture> pictures = trainings.pictures(training, trained);
        assertEquals("Training loss over epochs", pictures.get(0).description());
        assertTrue(RecordingPainter.of(pictures.get(0)).texts().contains("fold 2"));
        trainings.pictures(training).forEach(RecordingPainter::of);
    }
}
