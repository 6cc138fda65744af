package org.stillpoint.shell.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.stillpoint.plot.Dash;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Palette;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.Stroke;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SvgPainterTest {

    private static Element draw(Picture picture) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(SvgPainter.svg(picture))))
                .getDocumentElement();
    }

    private static Element first(Element svg, String tag) {
        return (Element) svg.getElementsByTagName(tag).item(0);
    }

    @Test
    void everyShapeIsAnElement() throws Exception {
        Element svg = draw(Picture.of("t", "A \"picture\" <&>", 120, 80, painter -> {
            painter.line(Stroke.of(Ink.AXIS, 1).dash(Dash.DASHED), 1, 2, 3, 4);
            painter.polyline(Stroke.of(Ink.SERIES_2, 1.5).opacity(0.5), new double[] {0, 1, Double.NaN, 3}, new double[] {0, 1,
                    Double.NaN, 3});
            painter.ribbon(Stroke.of(Ink.FLOW, 2), 0, 0, 10, 20);
            painter.polygon(Ink.FLOW, 1, new double[] {0, 1, 2}, new double[] {0, 1, 0});
            painter.rectangle(Ink.SOURCE, 0.25, 1, 2, 3, 4);
            painter.pixel(1, 0.5, 0, 0, 0, 1, 1);
            painter.circle(Ink.TARGET, 1, 5, 5, 2, "<title>");
            painter.text(Ink.MUTED, Anchor.END, 10, 10, "a < b & \u0001");
            painter.upright(Ink.TEXT, 20, 20, "down");
        }));
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
