package org.stillpoint.shell.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.DigitOrbit;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class EquilibriumPicturesTest {

    private static Document draw(EquilibriumStates states) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader("<div>" + EquilibriumPictures.of(states) + "</div>")));
    }

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

    private static List<Element> elements(Document picture, String tag, String style) {
        NodeList all = picture.getElementsByTagName(tag);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getAttribute("class").equals(style)) {
                found.add(element);
            }
        }
        return found;
    }

    /** One point for each sample; the one that did not converge is in another colour, at the right and above the others. */
    @Test
    void everySampleHasAPoint() throws Exception {
        Document picture = draw(states(50, 3));
        List<Element> good = elements(picture, "circle", "source");
        List<Element> bad = elements(picture, "circle", "target");
        assertEquals(49, good.size());
        assertEquals(1, bad.size());
        double x = Double.parseDouble(bad.get(0).getAttribute("cx"));
        double y = Double.parseDouble(bad.get(0).getAttribute("cy"));
        assertTrue(good.stream().allMatch(point -> Double.parseDouble(point.getAttribute("cx")) < x
                && Double.parseDouble(point.getAttribute("cy")) > y));
        assertTrue(bad.get(0).getTextContent().contains("sample 49: STAGNATED"), bad.get(0).getTextContent());
        assertEquals(2, picture.getElementsByTagName("h3").getLength());
    }

    /** The heights of the bars are in proportion to the samples: 4 or 5 each, of which none failed but one. */
    @Test
    void barsCountSamples() throws Exception {
        Document picture = draw(states(50, 1));
        double good = 0;
        double bad = 0;
        for (Element bar : elements(picture, "rect", "source")) {
            good += Double.parseDouble(bar.getAttribute("height"));
        }
        for (Element bar : elements(picture, "rect", "target")) {
            bad += Double.parseDouble(bar.getAttribute("height"));
        }
        assertEquals(49, good / bad, 1e-2);
        assertEquals(1, picture.getElementsByTagName("h3").getLength(), "states of one component are no map");
    }

    @Test
    void statesAreCellsOfTwoColours() throws Exception {
        EquilibriumStates one = new EquilibriumStates(Samples.of(1, -.25, 0, .5), new double[] {0}, new long[] {7},
                List.of(Status.CONVERGED));
        Document picture = draw(one);
        assertEquals(1, picture.getElementsByTagName("svg").getLength(), "a single sample has no histogram");
        assertEquals(2, elements(picture, "rect", "source").size());
        assertEquals("0.500", elements(picture, "rect", "target").get(0).getAttribute("fill-opacity"));
        assertTrue(draw(states(100, 300)).getDocumentElement().getTextContent()
                .contains("the first 128 of 300; samples from above, the first 32 of 100"));
    }

    @Test
    void otherSolutionsHaveNone() {
        assertEquals("", EquilibriumPictures.of(new DigitOrbit(new long[] {6174}, new long[] {6174})));
    }
}
