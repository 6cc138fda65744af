package org.stillpoint.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** Keeps what is painted, and holds it to the contract: finite numbers, opacities from 0 to 1, everything inside the picture. */
public final class RecordingPainter implements Painter {

    private static final double LETTER = 6.6;
    private static final double ROUNDING = 0.75;

    /** A shape: its kind, its ink and the corners that enclose it. */
    public record Shape(String kind, Ink ink, double x1, double y1, double x2, double y2) {
    }

    private final Picture picture;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private int points;

    private RecordingPainter(Picture picture) {
        this.picture = picture;
    }

    /** Paints a picture. */
    public static RecordingPainter of(Picture picture) {
        assertFalse(picture.title().isBlank(), "a picture has a title");
        assertFalse(picture.description().isBlank(), "a picture has a description");
        assertTrue(picture.width() > 0 && picture.height() > 0, "a picture has an extent");
        RecordingPainter painter = new RecordingPainter(picture);
        picture.paint(painter);
        return painter;
    }

    /** All shapes. */
    public List<Shape> shapes() {
        return shapes;
    }

    /** The shapes of a kind and an ink. */
    public List<Shape> shapes(String kind, Ink ink) {
        return shapes.stream().filter(shape -> shape.kind().equals(kind) && shape.ink() == ink).toList();
    }

    /** The texts and the titles of circles. */
    public List<String> texts() {
        return texts;
    }

    /** The number of points of all lines. */
    public int points() {
        return points;
    }

    private void add(String kind, Ink ink, double opacity, double x1, double y1, double x2, double y2) {
        assertTrue(opacity >= 0 && opacity <= 1, kind + " of opacity " + opacity);
        for (double value : new double[] {x1, y1, x2, y2}) {
            assertTrue(Double.isFinite(value), kind + " at " + value + " in " + picture.title());
        }
        Shape shape = new Shape(kind, ink, Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
        assertTrue(shape.x1 >= -ROUNDING && shape.y1 >= -ROUNDING && shape.x2 <= picture.width() + ROUNDING
                && shape.y2 <= picture.height() + ROUNDING, () -> shape + " outside " + picture.width() + " by " + picture.height() + " of "
                + picture.title());
        shapes.add(shape);
    }

    private static void check(Stroke stroke) {
        assertTrue(stroke.width() > 0 && stroke.width() < 100, () -> "a line of width " + stroke.width());
    }

    @Override
    public void line(Stroke stroke, double x1, double y1, double x2, double y2) {
        check(stroke);
        add("line", stroke.ink(), stroke.opacity(), x1, y1, x2, y2);
    }

    @Override
    public void polyline(Stroke stroke, double[] x, double[] y) {
        check(stroke);
        assertEquals(x.length, y.length);
        points += x.length;
        double[] range = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < x.length; i++) {
            assertEquals(Double.isNaN(x[i]), Double.isNaN(y[i]), "a gap is one in both");
            if (!Double.isNaN(x[i])) {
                extend(range, x[i], y[i]);
            }
        }
        add("polyline", stroke.ink(), stroke.opacity(), range[0], range[1], range[2], range[3]);
    }

    private static void extend(double[] range, double x, double y) {
        range[0] = Math.min(range[0], x);
        range[1] = Math.min(range[1], y);
        range[2] = Math.max(range[2], x);
        range[3] = Math.max(range[3], y);
    }

    @Override
    public void ribbon(Stroke stroke, double x1, double y1, double x2, double y2) {
        check(stroke);
        add("ribbon", stroke.ink(), stroke.opacity(), x1, y1, x2, y2);
    }

    @Override
    public void polygon(Ink ink, double opacity, double[] x, double[] y) {
        assertTrue(x.length >= 3 && x.length == y.length, "a polygon of " + x.length + " corners");
        double[] range = {x[0], y[0], x[0], y[0]};
        for (int i = 0; i < x.length; i++) {
            assertTrue(Double.isFinite(x[i]) && Double.isFinite(y[i]), "a corner of a polygon");
            extend(range, x[i], y[i]);
        }
        add("polygon", ink, opacity, range[0], range[1], range[2], range[3]);
    }

    @Override
    public void rectangle(Ink ink, double opacity, double x, double y, double width, double height) {
        assertTrue(width >= 0 && height >= 0, () -> "a rectangle of " + width + " by " + height);
        add("rectangle", ink, opacity, x, y, x + width, y + height);
    }

    @Override
    public void pixel(double red, double green, double blue, double x, double y, double width, double height) {
        for (double level : new double[] {red, green, blue}) {
            assertTrue(level >= 0 && level <= 1, "a level of " + level);
        }
        add("pixel", null, 1, x, y, x + width, y + height);
    }

    @Override
    public void circle(Ink ink, double opacity, double x, double y, double radius, String title) {
        assertTrue(radius > 0, "a circle of radius " + radius);
        add("circle", ink, opacity, x - radius, y - radius, x + radius, y + radius);
        texts.add(title);
    }

    @Override
    public void text(Ink ink, Anchor anchor, double x, double y, String text) {
        double width = width(text);
        double left = anchor == Anchor.START ? x : anchor == Anchor.END ? x - width : x - width / 2;
        add("text", ink, 1, left, y - TEXT_SIZE + 3, left + width, y);
        texts.add(text);
    }

    @Override
    public void upright(Ink ink, double x, double y, String text) {
        add("text", ink, 1, x, y, x + TEXT_SIZE - 3, y + width(text));
        texts.add(text);
    }

    @Override
    public double width(String text) {
        return LETTER * text.length();
    }
}
