package org.stillpoint.ui.internal.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Palette;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.Stroke;

/** What the painter leaves on an image. */
@EnabledIfEnvironmentVariable(named = "DISPLAY", matches = ".+")
class SwtPainterDisplayTest {

    private static ImageData paint(Palette palette, Picture picture, int width, int height) {
        Image image = new Image(Display.getDefault(), width, height);
        GC gc = new GC(image);
        try (PaintResources resources = new PaintResources(Display.getDefault())) {
            SwtPainter.paint(gc, resources, palette, picture, width, height);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    private static int rgb(ImageData data, int x, int y) {
        var rgb = data.palette.getRGB(data.getPixel(x, y));
        return rgb.red << 16 | rgb.green << 8 | rgb.blue;
    }

    /** A picture of 100 by 50 on 200 by 200 pixels is twice as large, and in the middle. */
    @Test
    void picturesFitInTheMiddleInTheColoursOfThePalette() {
        Picture picture = Picture.of("t", "d", 100, 50, painter -> painter.rectangle(Ink.SERIES_1, 1, 0, 0, 100, 50));
        for (Palette palette : Palette.values()) {
            ImageData data = paint(palette, picture, 200, 200);
            assertEquals(palette.rgb(Ink.SERIES_1), rgb(data, 100, 52));
            assertEquals(palette.rgb(Ink.SERIES_1), rgb(data, 100, 147));
            assertEquals(palette.ground(), rgb(data, 100, 47));
            assertEquals(palette.ground(), rgb(data, 100, 152));
        }
    }

    @Test
    void pixelsAreSharpAndInTheOrderOfPainting() {
        Picture picture = Picture.of("t", "d", 10, 10, painter -> {
            painter.rectangle(Ink.SERIES_2, 1, 0, 0, 10, 10);
            painter.pixel(1, 0, 0, 0, 0, 5, 5);
            painter.pixel(0, 0, 1, 5, 0, 5, 5);
            painter.rectangle(Ink.SERIES_3, 1, 0, 0, 1, 1);
        });
        ImageData data = paint(Palette.LIGHT, picture, 100, 100);
        assertEquals(Palette.LIGHT.rgb(Ink.SERIES_3), rgb(data, 5, 5));
        assertEquals(0xff0000, rgb(data, 49, 49));
        assertEquals(0x0000ff, rgb(data, 50, 49));
        assertEquals(Palette.LIGHT.rgb(Ink.SERIES_2), rgb(data, 49, 50));
    }

    @Test
    void linesAreInterruptedWhereThereIsNoPoint() {
        Picture picture = Picture.of("t", "d", 100, 20, painter -> painter.polyline(Stroke.of(Ink.SERIES_1, 4),
                new double[] {0, 30, Double.NaN, 70, 100}, new double[] {10, 10, 10, 10, 10}));
        ImageData data = paint(Palette.LIGHT, picture, 100, 20);
        assertEquals(Palette.LIGHT.rgb(Ink.SERIES_1), rgb(data, 15, 10));
        assertEquals(Palette.LIGHT.ground(), rgb(data, 50, 10));
        assertEquals(Palette.LIGHT.rgb(Ink.SERIES_1), rgb(data, 85, 10));
    }

    @Test
    void titlesOfCirclesAreFoundWhereTheyAre() {
        Image image = new Image(Display.getDefault(), 200, 200);
        GC gc = new GC(image);
        try (PaintResources resources = new PaintResources(Display.getDefault())) {
            Picture picture = Picture.of("t", "d", 100, 100, painter -> {
                painter.circle(Ink.SERIES_1, 1, 50, 50, 4, "the middle");
                painter.circle(Ink.SERIES_1, 1, 10, 10, 4, "");
            });
            List<Spot> spots = SwtPainter.paint(gc, resources, Palette.LIGHT, picture, 200, 200);
            assertEquals(1, spots.size());
            assertEquals("the middle", spots.get(0).title());
            assertEquals(true, spots.get(0).isAt(108, 100) && !spots.get(0).isAt(115, 100));
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    /** A text that ends at a point is to the left of it, and as wide as the painter says. */
    @Test
    void textsLieBesideTheirPoints() {
        double[] width = new double[1];
        Picture picture = Picture.of("t", "d", 200, 40, painter -> {
            width[0] = painter.width("HHHH");
            painter.text(Ink.TEXT, Anchor.END, 150, 30, "HHHH");
        });
        ImageData data = paint(Palette.LIGHT, picture, 200, 40);
        int first = Integer.MAX_VALUE;
        int last = -1;
        for (int x = 0; x < 200; x++) {
            for (int y = 0; y < 40; y++) {
                if (rgb(data, x, y) != Palette.LIGHT.ground()) {
                    first = Math.min(first, x);
                    last = Math.max(last, x);
                    assertEquals(true, y <= 31, "below the base line at " + y);
                }
            }
        }
        assertEquals(150 - width[0], first, 3);
        assertEquals(150, last, 3);
    }

    private static int inked(ImageData data, int top, int bottom) {
        int inked = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = 0; x < data.width; x++) {
                inked += rgb(data, x, y) != Palette.LIGHT.ground() ? 1 : 0;
            }
        }
        return inked;
    }

    /** At a quarter of its size the texts of a picture keep a size that can be read; the second one has no room beside the first. */
    @Test
    void textsOfSmallPicturesDoNotLieOnEachOther() {
        Picture one = Picture.of("t", "d", 400, 400, painter -> painter.text(Ink.TEXT, Anchor.START, 0, 200, "HHHHHHHH"));
        Picture two = Picture.of("t", "d", 400, 400, painter -> {
            painter.text(Ink.TEXT, Anchor.START, 0, 200, "HHHHHHHH");
            painter.text(Ink.TEXT, Anchor.START, 100, 204, "HHHHHHHH");
            painter.text(Ink.TEXT, Anchor.START, 0, 300, "HHHHHHHH");
        });
        int alone = inked(paint(Palette.LIGHT, one, 100, 100), 0, 100);
        ImageData small = paint(Palette.LIGHT, two, 100, 100);
        assertEquals(alone, inked(small, 0, 60), "the second text is left out");
        assertEquals(alone, inked(small, 60, 100), "the third one is not");
        int height = 0;
        for (int y = 0; y < 60; y++) {
            height += inked(small, y, y + 1) > 0 ? 1 : 0;
        }
        assertEquals(true, height >= 6, "capitals are " + height + " pixels high");
        ImageData large = paint(Palette.LIGHT, two, 400, 400);
        assertEquals(true, inked(large, 0, 250) > 1.5 * inked(paint(Palette.LIGHT, one, 400, 400), 0, 250), "large pictures have them all");
    }

    /** Enlarged, they would begin and end outside. */
    @Test
    void textsOfSmallPicturesStayInside() {
        Picture picture = Picture.of("t", "d", 400, 400, painter -> {
            painter.text(Ink.TEXT, Anchor.END, 60, 10, "HHHHHHHH");
            painter.text(Ink.TEXT, Anchor.START, 340, 200, "HHHHHHHH");
        });
        Picture inside = Picture.of("t", "d", 400, 400, painter -> painter.text(Ink.TEXT, Anchor.START, 20, 200, "HHHHHHHH"));
        int whole = inked(paint(Palette.LIGHT, inside, 100, 100), 0, 100);
        ImageData small = paint(Palette.LIGHT, picture, 100, 100);
        assertEquals(whole, inked(small, 0, 30));
        assertEquals(whole, inked(small, 30, 100));
    }

    @Test
    void filesAreCompleteAndTwiceAsLarge(@TempDir Path folder) throws Exception {
        Picture picture = Picture.of("A & B", "d", 60, 40, painter -> painter.text(Ink.TEXT, Anchor.START, 5, 20, "<text>"));
        Path png = folder.resolve("p.png");
        PictureExport.writePng(PictureExport.pixels(Display.getDefault(), picture), png);
        ImageData read = new ImageData(png.toString());
        assertEquals(120, read.width);
        assertEquals(80, read.height);
        Path svg = folder.resolve("p.svg");
        PictureExport.write(svg, PictureExport.svg(picture));
        String text = Files.readString(svg);
        assertNotEquals(-1, text.indexOf("&lt;text&gt;"));
        assertNotEquals(-1, text.indexOf("A &amp; B"));
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        assertEquals(2, Files.list(folder).count());
    }
}
