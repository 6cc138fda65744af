package org.stillpoint.shell.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.History;
import org.stillpoint.api.Status;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.plot.Abscissa;
import org.stillpoint.plot.ConvergencePicture;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.plot.Curve;
import org.stillpoint.plot.SvgDrawing;
import org.stillpoint.shell.internal.command.TestHost;
import org.stillpoint.shell.internal.command.TestRuns;
import org.stillpoint.shell.internal.command.TestViews;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTest {

    private static String draw(History history, double tolerance, long finishFrom) {
        return SvgDrawing.element(ConvergencePicture.of(new ConvergencePlot(Abscissa.ITERATIONS,
                List.of(new Curve("run", history, finishFrom)), tolerance)));
    }

    private static Document parse(String markup) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(markup)));
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void thePageIsWellFormed(Verdict verdict) throws Exception {
        Document page = parse(new Report("1.0 <&>", new TestViews()).add("A \"title\" <&>", TestHost.program(), TestRuns.result(verdict,
                Status.CONVERGED))
                .html());
        assertEquals("html", page.getDocumentElement().getTagName());
        assertEquals(verdict == Verdict.FAILED || verdict == Verdict.REFUSED ? 0 : 2, page.getElementsByTagName("svg").getLength(),
                "convergence and rows");
        assertTrue(page.getDocumentElement().getTextContent().contains("A \"title\" <&>"));
        assertTrue(page.getElementsByTagName("script").getLength() == 0 && page.getElementsByTagName("link").getLength() == 0,
                "the page needs nothing else");
    }

    @Test
    void aLinearProgramShowsNamesAmountsAndActivities() throws Exception {
        String text = parse(new Report("1", new TestViews()).add("t", TestHost.program(), TestRuns.result(Verdict.CERTIFIED,
                Status.CONVERGED)).html())
                .getDocumentElement().getTextContent();
        assertTrue(text.contains("Columns that are not zero: 1 of 2"), text);
        assertTrue(text.contains("Cheap Good4"), text);
        assertTrue(text.contains("scaled badly") && text.contains("a remark"), "what the solver and the host noticed: " + text);
        assertTrue(text.contains("Demand441"), "least 4, reached 4, no greatest, price 1: " + text);
    }

    @Test
    void theCurveGoesThroughThePoints() throws Exception {
        Random random = new Random(11);
        int points = 50;
        long[] iterations = new long[points];
        double[] residuals = new double[points];
        for (int i = 0; i < points; i++) {
            iterations[i] = 20L * i;
            residuals[i] = Math.pow(10, -6 * random.nextDouble());
        }
        residuals[0] = 1;
        residuals[1] = 1e-6;
        Element svg = parse(draw(new History(iterations, new double[points], residuals), 1e-6, 0)).getDocumentElement();
        String[] path = path(svg).split("[ML ]+");
        assertEquals(2 * points + 1, path.length);
        double left = Double.parseDouble(path[1]);
        double top = Double.parseDouble(path[2]);
        double bottom = Double.parseDouble(path[4]);
        double right = Double.parseDouble(path[2 * points - 1]);
        for (int i = 0; i < points; i++) {
            assertEquals(left + (right - left) * i / (points - 1), Double.parseDouble(path[2 * i + 1]), 0.06);
            assertEquals(top + (bottom - top) * Math.log10(residuals[i]) / -6, Double.parseDouble(path[2 * i + 2]), 0.06);
        }
    }

    private static String path(Element svg) {
        return ((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d");
    }

    @Test
    void severalCurvesDifferInColourAndDashAndAreNamed() throws Exception {
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < 35; i++) {
            curves.add(new Curve("solver." + i, i == 3 ? History.EMPTY
                    : new History(new long[] {1, 100}, new double[] {1e-3, 1}, new double[] {1, Math.pow(10, -i)}), 0));
        }
        for (Abscissa abscissa : List.of(Abscissa.EVALUATIONS, Abscissa.SECONDS)) {
            Document svg = parse(SvgDrawing.element(ConvergencePicture.of(new ConvergencePlot(abscissa, curves, 1e-6))));
            NodeList paths = svg.getElementsByTagName("path");
            Set<String> styles = new HashSet<>();
            for (int i = 0; i < paths.getLength(); i++) {
                Element path = (Element) paths.item(i);
                String style = path.getAttribute("class") + path.getAttribute("stroke-dasharray");
                assertTrue(styles.add(style), style);
            }
            assertEquals(34, styles.size());
            String text = svg.getDocumentElement().getTextContent();
            assertTrue(text.contains("A  solver.0") && text.contains("i  solver.34") && !text.contains("solver.3\n"), text);
        }
    }

    @Test
    void pointsThatAreNoNumbersBreakTheCurve() throws Exception {
        double[] residuals = {1, 0.1, Double.NaN, 0.01, 0, 0.001, Double.POSITIVE_INFINITY};
        Element svg = parse(draw(new History(new long[] {0, 1, 2, 3, 4, 5, 6}, new double[7], residuals), 1e-4, 3))
                .getDocumentElement();
        assertEquals(2, path(svg).chars().filter(c -> c == 'M').count());
        assertTrue(svg.getTextContent().contains("Newton finish"));
    }

    @Test
    void aHistoryOfNothingSaysSo() throws Exception {
        assertTrue(parse(draw(History.EMPTY, 1e-6, 0)).getDocumentElement().getTextContent().contains("no residuals"));
        History single = new History(new long[] {0}, new double[1], new double[] {1e-9});
        assertEquals(1, parse(draw(single, Double.NaN, 0)).getElementsByTagName("path").getLength());
    }

    @Test
    void noCoordinateIsInfinite() throws Exception {
        History flat = new History(new long[] {5, 5}, new double[2], new double[] {1e-300, 1e300});
        NodeList lines = parse(draw(flat, 0, 0)).getElementsByTagName("line");
        for (int i = 0; i < lines.getLength(); i++) {
            assertTrue(Double.isFinite(Double.parseDouble(((Element) lines.item(i)).getAttribute("y1"))));
        }
        assertTrue(lines.getLength() < 60, "few grid lines over 600 decades");
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            History history = new History(new long[] {1, 2}, new double[2], new double[] {0.5, 0.25});
            String german = draw(history, 0.25, 0);
            Locale.setDefault(Locale.ROOT);
            assertEquals(draw(history, 0.25, 0), german);
        } finally {
            Locale.setDefault(before);
        }
    }
}
