package org.stillpoint.shell.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.DigitRoutine;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.plot.model.StateSeries;
import org.stillpoint.shell.internal.command.TestRuns;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.plot.TextSeries;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TrajectoryPicturesTest {

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

    private static Document draw(RecurrenceProblem problem, Trajectory trajectory) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader("<div>" + TrajectoryPictures.of(problem, trajectory) + "</div>")));
    }

    private static List<Element> paths(Document picture, String style) {
        NodeList all = picture.getElementsByTagName("path");
        return Stream.iterate(0, k -> k < all.getLength(), k -> k + 1).map(k -> (Element) all.item(k))
                .filter(element -> element.getAttribute("class").startsWith(style)).toList();
    }

    private static List<double[]> points(Element path) {
        Matcher point = Pattern.compile("[ML](-?[\\d.]+) (-?[\\d.]+)").matcher(path.getAttribute("d"));
        return point.results().map(found -> new double[] {Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2))}).toList();
    }

    @Test
    void componentsOfDifferentScalesHaveDrawingsOfTheirOwn() throws Exception {
        double[] values = new double[2 * 100];
        for (int t = 0; t < 100; t++) {
            values[2 * t] = 1000 + Math.sin(.1 * t);
            values[2 * t + 1] = 20 * Math.cos(.1 * t);
        }
        Document picture = draw(driven(1, 100, 2), Trajectory.of(new Sequences(values, 1, 100, 2), 2));
        NodeList drawings = picture.getElementsByTagName("svg");
        assertEquals(2, drawings.getLength());
        assertEquals("state 2 over steps", ((Element) drawings.item(1)).getAttribute("aria-label"));
        double highest = points(paths(picture, "curve").get(0)).stream().mapToDouble(point -> point[1]).min().orElseThrow();
        double lowest = points(paths(picture, "curve").get(0)).stream().mapToDouble(point -> point[1]).max().orElseThrow();
        assertTrue(lowest - highest > 80, "the first component fills its drawing, from " + highest + " to " + lowest);
    }

    @Test
    void drawsALineForEachComponentWithALegend() throws Exception {
        Document picture = draw(driven(1, 300, 3), waves(1, 300, 3));
        List<Element> lines = paths(picture, "curve");
        assertEquals(3, lines.size());
        assertEquals(3, paths(picture, "sample").size());
        assertEquals(300, points(lines.get(0)).size());
        assertTrue(picture.getDocumentElement().getTextContent().contains("state 3"));
        assertEquals("States", picture.getElementsByTagName("h3").item(0).getTextContent());
        assertEquals(1, picture.getElementsByTagName("svg").getLength(), "a driven recurrence has no phase portrait");
    }

    @Test
    void thinsManyStepsToTheExtremesOfEachColumn() throws Exception {
        int steps = 1_000_000;
        Trajectory trajectory = waves(1, steps, 1);
        trajectory.path().states().values()[777_777] = 5;
        List<double[]> points = points(paths(draw(driven(1, steps, 1), trajectory), "curve").get(0));
        assertEquals(2 * 656, points.size());
        double highest = points.stream().mapToDouble(point -> point[1]).min().orElseThrow();
        List<double[]> peak = points.stream().filter(point -> point[1] == highest).toList();
        assertEquals(1, peak.size(), "a single step stands out");
        assertEquals(70 + .777777 * 656, peak.get(0)[0], 1.5);
    }

    @Test
    void showsOutputInPlaceOfStatesAndSaysWhatIsLeftOut() throws Exception {
        RecurrenceProblem wide = driven(3, 50, 12);
        Document states = draw(wide, waves(3, 50, 12));
        assertEquals("States, the first 8 of 12 components, the first of 3 sequences",
                states.getElementsByTagName("h3").item(0).getTextContent());
        assertEquals(8, paths(states, "curve").size());
        Readout sum = new Readout(new DMatrixRMaj(1, 12), new double[] {2});
        Document output = draw(wide.withReadout(sum), waves(3, 50, 12).withOutput(Optional.of(sum)));
        assertEquals("Output, the first of 3 sequences", output.getElementsByTagName("h3").item(0).getTextContent());
        assertEquals(1, paths(output, "curve").size());
    }

    @Test
    void drawsThePathOfFewStatesThatNothingIsFedTo() throws Exception {
        DataRecord lorenz = DataRecord.of("parameters", 1).text("field", "lorenz").number("step", .01).build();
        RecurrenceProblem problem = RecurrenceProblem.autonomous("euler", lorenz, 20_000, 1, 1, 1).withKeepEvery(2);
        Document picture = draw(problem, waves(1, 10_000, 3));
        assertEquals(2, picture.getElementsByTagName("svg").getLength());
        assertEquals("Phase portrait", picture.getElementsByTagName("h3").item(1).getTextContent());
        assertEquals(5000, points(paths(picture, "curve path").get(0)).size());
        assertTrue(picture.getDocumentElement().getTextContent().contains("20,000"), "steps count those that are not kept");
    }

    @Test
    void areInTheReportOfARun() throws Exception {
        RunResult like = TestRuns.result(Verdict.CERTIFIED, Status.CONVERGED);
        RecurrenceProblem problem = RecurrenceProblem.autonomous("linear", DataRecord.of("parameters", 1)
                .array("transition", new NamedArray(new double[4], 2, 2)).build(), 30, 1, 0);
        Solution<Trajectory> solution = Solution.of(Status.CONVERGED, waves(1, 30, 2)).residual(0, 1e-10).build();
        RunResult result = new RunResult(1, like.solver(), like.options(), like.verdict(), Optional.of(solution), like.certificate(),
                Optional.empty(), List.of(), like.submitted(), 0, 1, 1, "java");
        Document page = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(new Report("1").add("t", problem, result).html())));
        NodeList headings = page.getElementsByTagName("h3");
        List<String> titles = Stream.iterate(0, k -> k < headings.getLength(), k -> k + 1).map(k -> headings.item(k).getTextContent())
                .toList();
        assertEquals(List.of("Convergence", "States", "Phase portrait", "Solution", "Certificate"), titles);
    }

    @Test
    void leavesOutWhatIsNotFinite() throws Exception {
        Trajectory trajectory = waves(1, 20, 1);
        trajectory.path().states().values()[7] = Double.NaN;
        trajectory.path().states().values()[12] = Double.POSITIVE_INFINITY;
        Element line = paths(draw(driven(1, 20, 1), trajectory), "curve").get(0);
        assertEquals(18, points(line).size());
        assertEquals(3, line.getAttribute("d").chars().filter(c -> c == 'M').count());
        Arrays.fill(trajectory.path().states().values(), Double.NaN);
        assertEquals("", TrajectoryPictures.of(driven(1, 20, 1), trajectory));
        assertEquals("", TrajectoryPictures.of(driven(1, 21, 1), waves(1, 20, 1)), "steps of another problem");
        assertEquals("", TrajectoryPictures.of(new DigitRoutine(10, 4, 3524), waves(1, 20, 1)));
    }

    @Test
    void aConstantIsALineToo() throws Exception {
        Trajectory still = waves(1, 1, 1);
        Arrays.fill(still.path().states().values(), 3);
        List<double[]> points = points(paths(draw(driven(1, 1, 1), still), "curve").get(0));
        assertEquals(1, points.size());
        assertTrue(points.get(0)[1] > 100 && points.get(0)[1] < 150);
    }

    private static String print(RecurrenceProblem problem, Trajectory trajectory) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        TextSeries.print(StateSeries.of(problem, trajectory).orElseThrow(),
                new Console(stream, stream, Console.Terminal.NONE));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsComponentsByTheirLetters() {
        String plot = print(driven(1, 628, 2), waves(1, 628, 2));
        List<String> rows = plot.lines().skip(2).limit(13).toList();
        assertTrue(rows.get(0).contains("A") || rows.get(1).contains("A"), plot);
        assertEquals('A', rows.get(6).charAt(11), "the first component starts at 0: " + plot);
        assertTrue(plot.contains("  A state 1  B state 2"), plot);
        assertTrue(plot.contains("628  step"), plot);
        assertTrue(plot.chars().allMatch(c -> c < 128));
        Trajectory none = waves(1, 5, 1);
        Arrays.fill(none.path().states().values(), Double.NaN);
        assertEquals("", print(driven(1, 5, 1), none));
        assertFalse(print(driven(1, 5, 1), waves(1, 5, 1)).isEmpty());
    }
}
