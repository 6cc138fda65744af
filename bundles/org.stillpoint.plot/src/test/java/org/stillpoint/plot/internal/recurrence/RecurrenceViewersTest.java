package org.stillpoint.plot.internal.recurrence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.DigitRoutine;
import org.stillpoint.api.problem.recurrence.AttentionOutput;
import org.stillpoint.api.problem.recurrence.DiffusionSamples;
import org.stillpoint.api.problem.recurrence.DiffusionSamplingProblem;
import org.stillpoint.api.problem.recurrence.GaussianMixture;
import org.stillpoint.api.problem.recurrence.NoiseSchedule;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.RecordingPainter;
import org.stillpoint.plot.RecordingPainter.Shape;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.internal.Tables;

class RecurrenceViewersTest {

    private final RecurrenceViewer viewer = new RecurrenceViewer();

    /** Components that decay at their own rates, driven by a sine. */
    private static RecurrenceProblem driven(int batch, int steps, int size) {
        double[] rates = new double[size];
        double[] weights = new double[size];
        double[] input = new double[batch * steps];
        Arrays.setAll(rates, k -> .9 - .1 * k);
        Arrays.fill(weights, 1);
        Arrays.setAll(input, t -> Math.sin(.05 * t));
        return RecurrenceProblem.of("diagonal", DataRecord.of("parameters", 1).doubles("transition", rates)
                .array("weight_ih", new NamedArray(weights, size, 1)).build(), new Sequences(input, batch, steps, 1));
    }

    private static Trajectory waves(int batch, int steps, int size) {
        double[] values = new double[batch * steps * size];
        Arrays.setAll(values, i -> Math.sin(.01 * (i / size) + i % size));
        return Trajectory.of(new Sequences(values, batch, steps, size), size);
    }

    private static List<Shape> lines(Picture picture) {
        return RecordingPainter.of(picture).shapes().stream().filter(shape -> shape.kind().equals("polyline")).toList();
    }

    @Test
    void componentsOfDifferentScalesHavePicturesOfTheirOwn() {
        double[] values = new double[2 * 100];
        for (int t = 0; t < 100; t++) {
            values[2 * t] = 1000 + Math.sin(.1 * t);
            values[2 * t + 1] = 20 * Math.cos(.1 * t);
        }
        List<Picture> pictures = viewer.pictures(driven(1, 100, 2), Trajectory.of(new Sequences(values, 1, 100, 2), 2));
        assertEquals(2, pictures.size());
        assertEquals("state 2 over steps", pictures.get(1).description());
        Shape first = lines(pictures.get(0)).get(0);
        assertTrue(first.y2() - first.y1() > 80, "the first component fills its picture: " + first);
    }

    @Test
    void drawsALineForEachComponentWithALegend() {
        List<Picture> pictures = viewer.pictures(driven(1, 300, 3), waves(1, 300, 3));
        assertEquals(List.of("States"), pictures.stream().map(Picture::title).toList(), "a driven recurrence has no phase portrait");
        assertEquals(List.of(Ink.SERIES_1, Ink.SERIES_2, Ink.SERIES_3), lines(pictures.get(0)).stream().map(Shape::ink).toList());
        assertTrue(RecordingPainter.of(pictures.get(0)).texts().contains("state 3"));
    }

    @Test
    void thinsManyStepsToTheExtremesOfEachColumn() {
        int steps = 1_000_000;
        Trajectory trajectory = waves(1, steps, 1);
        trajectory.path().states().values()[777_777] = 5;
        RecordingPainter painter = RecordingPainter.of(viewer.pictures(driven(1, steps, 1), trajectory).get(0));
        assertTrue(painter.points() <= 4 * 658, "points: " + painter.points());
        Shape line = painter.shapes("polyline", Ink.SERIES_1).get(0);
        assertTrue(line.y1() < 40, "a single step stands out: " + line);
        ResultTable steppedTable = viewer.tables(driven(1, steps, 1), trajectory).get(1);
        assertEquals(steps, steppedTable.rows());
        assertEquals(List.of(777_778L, 5.0), steppedTable.row().apply(777_777));
    }

    @Test
    void showsOutputInPlaceOfStatesAndSaysWhatIsLeftOut() {
        RecurrenceProblem wide = driven(3, 50, 12);
        List<Picture> states = viewer.pictures(wide, waves(3, 50, 12));
        assertEquals("States, the first 8 of 12 components, the first of 3 sequences", states.get(0).title());
        assertEquals(8, states.stream().mapToInt(picture -> lines(picture).size()).sum());
        Readout sum = new Readout(new DMatrixRMaj(1, 12), new double[] {2});
        Picture output = viewer.pictures(wide.withReadout(sum), waves(3, 50, 12).withOutput(Optional.of(sum))).get(0);
        assertEquals("Output, the first of 3 sequences", output.title());
        assertEquals(1, lines(output).size());
        assertEquals(1, lines(viewer.pictures(wide).get(0)).size(), "the input of the problem");
    }

    @Test
    void drawsThePathOfFewStatesThatNothingIsFedTo() {
        DataRecord lorenz = DataRecord.of("parameters", 1).text("field", "lorenz").number("step", .01).build();
        RecurrenceProblem problem = RecurrenceProblem.autonomous("euler", lorenz, 20_000, 1, 1, 1).withKeepEvery(2);
        List<Picture> pictures = viewer.pictures(problem, waves(1, 10_000, 3));
        assertEquals(List.of("States", "Phase portrait"), pictures.stream().map(Picture::title).toList());
        RecordingPainter path = RecordingPainter.of(pictures.get(1));
        assertEquals(5000, path.points());
        assertEquals(1, path.shapes("circle", Ink.TARGET).size());
        assertTrue(RecordingPainter.of(pictures.get(0)).texts().contains("20,000"), "steps count those that are not kept");
    }

    @Test
    void leavesOutWhatIsNotFinite() {
        Trajectory trajectory = waves(1, 20, 1);
        trajectory.path().states().values()[7] = Double.NaN;
        trajectory.path().states().values()[12] = Double.POSITIVE_INFINITY;
        assertEquals(1, lines(viewer.pictures(driven(1, 20, 1), trajectory).get(0)).size());
        Tables.texts(viewer.tables(driven(1, 20, 1), trajectory).get(1));
        Arrays.fill(trajectory.path().states().values(), Double.NaN);
        assertEquals(List.of(), viewer.pictures(driven(1, 20, 1), trajectory));
        assertEquals(List.of(), viewer.pictures(driven(1, 21, 1), waves(1, 20, 1)), "steps of another problem");
        assertEquals(List.of(), viewer.pictures(new DigitRoutine(10, 4, 3524), waves(1, 20, 1)));
        Trajectory path = waves(1, 30, 2);
        path.path().states().values()[9] = Double.NEGATIVE_INFINITY;
        RecurrenceProblem alone = RecurrenceProblem.autonomous("linear", DataRecord.of("parameters", 1)
                .array("transition", new NamedArray(new double[4], 2, 2)).build(), 30, 1, 0);
        viewer.pictures(alone, path).forEach(RecordingPainter::of);
    }

    @Test
    void aConstantIsALineToo() {
        Trajectory still = waves(1, 1, 1);
        Arrays.fill(still.path().states().values(), 3);
        Shape point = lines(viewer.pictures(driven(1, 1, 1), still).get(0)).get(0);
        assertTrue(point.y1() > 100 && point.y1() < 150, point.toString());
    }

    @Test
    void sequencesOfOtherProblemsAreDrawnToo() {
        AttentionOutput output = new AttentionOutput(new Sequences(new double[] {1, 2, 3, 4}, 1, 2, 2));
        List<Picture> pictures = new SequencesViewer().pictures(new DigitRoutine(10, 4, 3524), output);
        assertEquals("Output", pictures.get(0).title());
        RecordingPainter.of(pictures.get(0));
    }

    @Test
    void samplesOfDiffusionsLieInThePlane() {
        GaussianMixture mixture = new GaussianMixture(new double[] {1}, new DMatrixRMaj(1, 2), new DMatrixRMaj(new double[][] {{1, 1}}));
        DiffusionSamplingProblem problem = DiffusionSamplingProblem.ofSeed(mixture, new NoiseSchedule(NoiseSchedule.Kind.values()[0], .1,
                20),
                5, 1, 1e-3);
        DiffusionSamples samples = new DiffusionSamples(new double[] {0, 0, 1, 1, 2, Double.NaN, 3, 0, 0, 3}, 1, 5, 2);
        RecordingPainter painter = RecordingPainter.of(new DiffusionViewer().pictures(problem, samples).get(0));
        assertEquals(4 + 1, painter.shapes("circle", Ink.TARGET).size(), "four finite points and the legend");
    }
}
