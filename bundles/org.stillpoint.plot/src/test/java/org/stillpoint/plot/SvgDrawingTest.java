package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.plot.Painter.Anchor;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SvgDrawingTest {

    private static Element parsed(String drawing) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(drawing)))
                .getDocumentElement();
    }

    private static Element first(Element svg, String tag) {
        return (Element) svg.getElementsByTagName(tag).item(0);
    }

    private static Picture shapes() {
        return Picture.of("<t>", "A \"picture\" <&>", 120, 80, painter -> {
            painter.line(Stroke.of(Ink.AXIS, 1).dash(Dash.DASHED), 1, 2, 3, 4);
            painter.polyline(Stroke.of(Ink.SERIES_2, 1.5).opacity(0.5), new double[] {0, 1, Double.NaN, 3}, new double[] {0, 1,
                    Double.NaN, 3});
            painter.ribbon(Stroke.of(Ink.FLOW, 2), 0, 0, 10, 20);
            painter.polygon(Ink.FLOW, 1, new double[] {0, 1, 2}, new double[] {0, 1, 0});
            painter.rectangle(Ink.SOURCE, 0.25, 1, 2, 3, 4);
            painter.pixel(1, 0.5, -0.1, 0, 0, 1, 1);
            painter.circle(Ink.TARGET, 1, 5, 5, 2, "<title>");
            painter.text(Ink.MUTED, Anchor.END, 10, 10, "a < b & \u0001");
            painter.upright(Ink.TEXT, 20, 20, "down");
        });
    }

    @Test
    void everyShapeIsAnElement() throws Exception {
        Element svg = parsed(SvgDrawing.element(shapes()));
        assertEquals("A \"picture\" <&>", svg.getAttribute("aria-label"));
        assertEquals("0 0 120 80", svg.getAttribute("viewBox"));
        assertEquals("8 4", first(svg, "line").getAttribute("stroke-dasharray"));
        assertEquals("M0.0 0.0 L1.0 1.0 M3.0 3.0", first(svg, "path").getAttribute("d"));
        assertEquals("0.50", first(svg, "path").getAttribute("stroke-opacity"));
        assertEquals("M0.0 0.0 C0.0 10.0 10.0 10.0 10.0 20.0", ((Element) svg.getElementsByTagName("path").item(1)).getAttribute("d"));
        assertEquals("0.00,0.00 1.00,1.00 2.00,0.00", first(svg, "polygon").getAttribute("points"));
        assertEquals("0.250", first(svg, "rect").getAttribute("fill-opacity"));
        assertEquals("#ff8000", ((Element) svg.getElementsByTagName("rect").item(1)).getAttribute("fill"));
        assertEquals("<title>", first(svg, "circle").getTextContent());
        assertEquals("end", first(svg, "text").getAttribute("text-anchor"));
        assertEquals("a < b & \ufffd", first(svg, "text").getTextContent());
    }

    @Test
    void anElementOfAPageLeavesColoursToItsStyleSheet() throws Exception {
        Element svg = parsed(SvgDrawing.element(shapes()));
        assertEquals("plot", svg.getAttribute("class"));
        assertEquals("line-axis", first(svg, "line").getAttribute("class"));
        assertEquals("line-series-2", first(svg, "path").getAttribute("class"));
        assertEquals("fill-source", first(svg, "rect").getAttribute("class"));
        assertEquals("", first(svg, "line").getAttribute("stroke"));
    }

    @ParameterizedTest
    @EnumSource(Palette.class)
    void aDocumentHasItsColoursAndItsGroundInItself(Palette palette) throws Exception {
        Element svg = parsed(SvgDrawing.of(shapes(), palette));
        assertEquals("120", svg.getAttribute("width"));
        assertEquals("<t>", first(svg, "title").getTextContent());
        assertEquals(hex(palette.ground()), first(svg, "rect").getAttribute("fill"), "the ground lies below everything");
        assertEquals("80", first(svg, "rect").getAttribute("height"));
        assertEquals("none", first(svg, "path").getAttribute("fill"));
        assertEquals(hex(palette.rgb(Ink.SERIES_2)), first(svg, "path").getAttribute("stroke"));
        assertEquals(hex(palette.rgb(Ink.MUTED)), first(svg, "text").getAttribute("fill"));
        assertEquals(-1, SvgDrawing.of(shapes(), palette).indexOf("class="));
    }

    private static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    @Test
    void theStyleSheetHasTheColoursOfEveryInkOnBothGrounds() {
        String css = InkSheet.css();
        for (Ink ink : Ink.values()) {
            assertTrue(css.contains("." + InkSheet.line(ink) + " ") && css.contains("." + InkSheet.fill(ink) + " "), ink.name());
            for (Palette palette : Palette.values()) {
                assertTrue(css.contains(String.format(Locale.ROOT, ": #%06x;", palette.rgb(ink))), palette + " " + ink);
            }
        }
    }
}
