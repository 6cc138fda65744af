package org.stillpoint.shell.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.plot.model.HeatMap;
import org.stillpoint.plot.model.Movement;
import org.stillpoint.shell.internal.console.Console;
import org.stillpoint.shell.internal.plot.TextHeatMap;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class TransportPicturesTest {

    private static final double[][] PLAN = {{.2, 0, 0}, {.1, .3, .1}, {0, 0, .3}};

    private static Document draw(TransportProblem problem, TransportPlan plan) throws Exception {
        String markup = TransportPictures.of(problem, plan);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(markup)));
    }

    private static List<Element> elements(Document picture, String tag, String style) {
        NodeList all = picture.getElementsByTagName(tag);
        return Stream.iterate(0, k -> k < all.getLength(), k -> k + 1).map(k -> (Element) all.item(k))
                .filter(element -> element.getAttribute("class").equals(style)).toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static TransportPlan plan(double[]... rows) {
        return new TransportPlan(new double[rows.length], new double[rows[0].length], new DMatrixRMaj(rows));
    }

    @Test
    void aPlanOfCostsIsAMapWithNames() throws Exception {
        DMatrixRMaj none = new DMatrixRMaj(3, 0);
        TransportProblem problem = TransportProblem.of(new Measure(new double[] {.2, .5, .3}, none, List.of("a", "<b>", "c")),
                Measure.of(.3, .3, .4), new GroundCost.Matrix(new DMatrixRMaj(3, 3))).build();
        Document picture = draw(problem, plan(PLAN));
        List<Element> cells = elements(picture, "rect", "cell");
        assertEquals(5, cells.size());
        assertEquals(1, number(cells.get(2), "fill-opacity"), 1e-3);
        assertEquals(Math.sqrt(2 / 3.), number(cells.get(0), "fill-opacity"), 1e-3);
        assertEquals(number(cells.get(0), "x"), number(cells.get(1), "x"));
        assertTrue(number(cells.get(0), "y") < number(cells.get(1), "y"));
        assertTrue(picture.getDocumentElement().getTextContent().contains("<b>"));
    }

    @Test
    void movementsInThePlaneAreLinesBetweenPoints() throws Exception {
        TransportProblem problem = TransportProblem.of(
                new Measure(new double[] {.2, .5, .3}, new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}, {2, 0}})),
                new Measure(new double[] {.3, .3, .4}, new DMatrixRMaj(new double[][] {{0, 1}, {1, 1}, {2, 1}})),
                GroundCost.Distance.EUCLIDEAN).build();
        Document picture = draw(problem, plan(PLAN));
        List<Element> wedges = elements(picture, "path", "flow wedge");
        assertEquals(5, wedges.size());
        double strongest = wedges.stream().mapToDouble(wedge -> number(wedge, "fill-opacity")).max().orElseThrow();
        assertEquals(2, wedges.stream().filter(wedge -> number(wedge, "fill-opacity") == strongest).count());
        for (Element wedge : wedges) {
            String[] path = wedge.getAttribute("d").split("[ MLZ]+");
            assertTrue(Double.parseDouble(path[2]) > Double.parseDouble(path[4]), "the second coordinate points upwards");
        }
        List<Element> sources = elements(picture, "circle", "source");
        assertEquals(4, sources.size());
        assertEquals(Math.sqrt(.4), number(sources.get(0), "r") / number(sources.get(1), "r"), 1e-2);
    }

    @Test
    void massThatStaysIsNoMovementAndNamesDoNotCoverEachOther() throws Exception {
        DMatrixRMaj places = new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}, {1.01, 0}});
        Measure before = new Measure(new double[] {.2, .5, .3}, places, List.of("west", "east", "far east"));
        TransportProblem problem = TransportProblem.of(before, new Measure(new double[] {.3, .3, .4}, places, before.names()),
                GroundCost.Distance.EUCLIDEAN).build();
        Document picture = draw(problem, plan(PLAN));
        assertEquals(2, elements(picture, "path", "flow wedge").size());
        NodeList texts = picture.getElementsByTagName("text");
        List<String> written = Stream.iterate(0, k -> k < texts.getLength(), k -> k + 1).map(k -> texts.item(k).getTextContent()).toList();
        assertEquals(List.of("far east", "west"), written.subList(0, 2));
        assertTrue(written.stream().noneMatch("east"::equals), written.toString());
        assertTrue(Listing.of(problem, plan(PLAN)).get(0).caption().startsWith("Largest of 2 movements"));
    }

    @Test
    void aPictureTakesTheColoursOfAnother() throws Exception {
        Measure first = new Measure(new double[] {.5, .5}, new DMatrixRMaj(new double[][] {{0, 0, 0}, {1, 1, 1}}), List.of(), 1);
        Measure second = new Measure(new double[] {.5, .5}, new DMatrixRMaj(new double[][] {{1, .6, 0}, {0, 0, .2}}), List.of(), 2);
        TransportProblem problem = TransportProblem.of(first, second, GroundCost.Distance.SQUARED_EUCLIDEAN).build();
        Document picture = draw(problem, plan(new double[] {0, .5}, new double[] {.25, .25}));
        NodeList pixels = picture.getElementsByTagName("rect");
        assertEquals(List.of("#000000", "#ffffff", "#000033", "#804d1a", "#ff9900", "#000033"), Stream.iterate(0, k -> k < pixels.getLength(),
                k -> k + 1).map(k -> ((Element) pixels.item(k)).getAttribute("fill")).toList());
        assertEquals(4, draw(problem, new TransportPlan(new double[2], new double[2])).getElementsByTagName("rect").getLength());
    }

    @Test
    void movementsOnALineJoinBars() throws Exception {
        double[] x = new Random(1).doubles(500).sorted().toArray();
        DMatrixSparseCSC identity = new DMatrixSparseCSC(500, 500, 500);
        for (int i = 0; i < 500; i++) {
            identity.set(i, i, 1 / 500.);
        }
        Measure cloud = Measure.uniform(DMatrixRMaj.wrap(500, 1, x));
        TransportProblem problem = TransportProblem.of(cloud, cloud, GroundCost.Distance.EUCLIDEAN).build();
        Document picture = draw(problem, new TransportPlan(new double[500], new double[500], identity));
        int bars = elements(picture, "rect", "source").size();
        assertTrue(bars > 60 && bars <= 72, "many points share bars");
        assertEquals(bars, elements(picture, "path", "flow").size());
        assertEquals(bars, elements(picture, "rect", "target").size());
    }

    @Test
    void weightsOfAGridStandSideBySide() throws Exception {
        GroundCost grid = new GroundCost.Grid(List.of(new double[] {0, 1}, new double[] {0, 1, 2}), 2);
        TransportProblem problem = TransportProblem.of(Measure.of(1, 0, 0, 0, 0, 0), Measure.of(0, 0, 0, .5, 0, .5), grid).build();
        Document picture = draw(problem, new TransportPlan(new double[6], new double[6]));
        Element source = elements(picture, "rect", "source").get(0);
        List<Element> targets = elements(picture, "rect", "target");
        assertEquals(2, targets.size());
        assertEquals(number(source, "y") + number(source, "height"), number(targets.get(0), "y"), .02);
        assertTrue(number(targets.get(0), "x") > number(source, "x") + 3 * number(source, "width"));
    }

    @Test
    void whatCannotBeSeenIsNotDrawn() {
        TransportProblem problem = TransportProblem.of(Measure.of(1), Measure.of(1), new GroundCost.Matrix(new DMatrixRMaj(1, 1))).build();
        assertEquals("", TransportPictures.of(problem, new TransportPlan(new double[1], new double[1])));
        assertEquals("", TransportPictures.of(problem, plan(PLAN)));
        Measure here = Measure.uniform(new DMatrixRMaj(new double[][] {{5, 5}}));
        TransportProblem nowhere = TransportProblem.of(here, here, GroundCost.Distance.EUCLIDEAN).build();
        assertTrue(!TransportPictures.of(nowhere, plan(new double[] {1})).contains("NaN"));
        Measure still = Measure.uniform(new DMatrixRMaj(new double[][] {{5}}));
        TransportProblem point = TransportProblem.of(still, still, GroundCost.Distance.EUCLIDEAN).build();
        assertTrue(!TransportPictures.of(point, plan(new double[] {1})).contains("NaN"));
    }

    @Test
    void blocksOfPointsAddUp() {
        List<Movement> movements = Movement.of(DMatrixRMaj.wrap(100, 50, new Random(2).doubles(5000).toArray()));
        HeatMap map = HeatMap.of(movements, 100, 50, 10, 10);
        double greatest = 0;
        for (int row = 0; row < 10; row++) {
            for (int column = 0; column < 10; column++) {
                double sum = 0;
                for (Movement movement : movements) {
                    sum += movement.source() / 10 == row && movement.target() / 5 == column ? movement.mass() : 0;
                }
                assertEquals(Math.sqrt(sum / map.greatest()), map.darkness(row, column), 1e-12);
                greatest = Math.max(greatest, sum);
            }
        }
        assertEquals(greatest, map.greatest(), 1e-12);
    }

    @Test
    void aPlanInCharactersIsDarkWhereTheMassIs() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextHeatMap.print(Movement.of(new DMatrixRMaj(PLAN)), 3, 3,
                new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), System.err, Console.Terminal.NONE));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("  Plan: 3 sources from above, 3 targets from left to right; darkest 0.3", lines.get(1));
        assertEquals(List.of("  +------+", "  |@@    |", "  |##@@##|", "  |    @@|", "  +------+"), lines.subList(2, 7));
    }

    @Test
    void theListingNamesTheLargestMovements() {
        TransportProblem problem = TransportProblem.of(Measure.of(.2, .5, .3), Measure.of(.3, .3, .4),
                new GroundCost.Matrix(new DMatrixRMaj(3, 3))).build();
        Listing listing = Listing.of(problem, plan(PLAN)).get(0);
        assertEquals("Largest of 5 movements", listing.caption());
        assertEquals(new Listing.Row("2 to 2", List.of("0.3"), 1), listing.rows().get(0));
        assertEquals(5, listing.rows().size());
    }
}
