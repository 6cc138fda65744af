package org.stillpoint.plot;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Paints a picture as an SVG drawing: as a document whose ground and colours are those of a palette, or as an element of a page whose style
 * sheet has the colours. Written by hand because the charting libraries of the platform need AWT and fonts, which a server's runtime often
 * lacks.
 */
public final class SvgDrawing implements Painter {

    /** The mean width of a letter in parts of the size of a text. */
    private static final double LETTER = 0.54;

    /** The attributes by which shapes get the colours of their inks. */
    private interface Colours {

        /** Of areas and texts. */
        String fill(Ink ink);

        /** Of lines. */
        String line(Ink ink);
    }

    /** Colours that stand in the drawing itself. */
    private record Written(Palette palette) implements Colours {

        @Override
        public String fill(Ink ink) {
            return "fill=\"" + hex(palette.rgb(ink)) + "\"";
        }

        @Override
        public String line(Ink ink) {
            return "fill=\"none\" stroke=\"" + hex(palette.rgb(ink)) + "\"";
        }
    }

    /** Colours of the classes of an {@link InkSheet}. */
    private record Styled() implements Colours {

        @Override
        public String fill(Ink ink) {
            return "class=\"" + InkSheet.fill(ink) + "\"";
        }

        @Override
        public String line(Ink ink) {
            return "class=\"" + InkSheet.line(ink) + "\"";
        }
    }

    private final StringBuilder svg = new StringBuilder();
    private final Colours colours;

    private SvgDrawing(Colours colours) {
        this.colours = colours;
    }

    /** A picture as a document that stands for itself, in the colours of a palette on its ground. */
    public static String of(Picture picture, Palette palette) {
        SvgDrawing drawing = new SvgDrawing(new Written(palette));
        drawing.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
                + "aria-label=\"%s\" font-family=\"sans-serif\" font-size=\"%d\" stroke-linejoin=\"round\">", picture.width(),
                picture.height(), picture.width(), picture.height(), Markup.escape(picture.description()), TEXT_SIZE);
        drawing.add("<title>%s</title>", Markup.escape(picture.title()));
        drawing.add("<rect fill=\"%s\" width=\"%d\" height=\"%d\"/>", hex(palette.ground()), picture.width(), picture.height());
        return drawing.painted(picture);
    }

    /** A picture as an element of a page that has the style sheet {@link InkSheet#css()}. */
    public static String element(Picture picture) {
        SvgDrawing drawing = new SvgDrawing(new Styled());
        drawing.add("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                picture.width(), picture.height(), Markup.escape(picture.description()));
        return drawing.painted(picture);
    }

    private String painted(Picture picture) {
        picture.paint(this);
        return svg.append("</svg>\n").toString();
    }

    private static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private String lines(Stroke stroke) {
        return colours.line(stroke.ink()) + String.format(Locale.ROOT, " stroke-width=\"%.2f\"", stroke.width())
                + (stroke.opacity() < 1 ? String.format(Locale.ROOT, " stroke-opacity=\"%.2f\"", stroke.opacity()) : "")
                + (stroke.dash() == Dash.SOLID ? " stroke-linecap=\"round\"" : " stroke-dasharray=\"" + dashes(stroke.dash()) + "\"");
    }

    private static String dashes(Dash dash) {
        return Arrays.stream(dash.lengths()).mapToObj(length -> String.format(Locale.ROOT, "%.0f", length))
                .collect(Collectors.joining(" "));
    }

    private static String opaque(double opacity) {
        return opacity < 1 ? String.format(Locale.ROOT, " fill-opacity=\"%.3f\"", opacity) : "";
    }

    @Override
    public void line(Stroke stroke, double x1, double y1, double x2, double y2) {
        add("<line %s x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", lines(stroke), x1, y1, x2, y2);
    }

    @Override
    public void polyline(Stroke stroke, double[] x, double[] y) {
        StringBuilder path = new StringBuilder();
        boolean joined = false;
        for (int i = 0; i < x.length; i++) {
            boolean drawn = Double.isFinite(x[i]) && Double.isFinite(y[i]);
            if (drawn) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f ", joined ? "L" : "M", x[i], y[i]));
            }
            joined = drawn;
        }
        if (!path.isEmpty()) {
            add("<path %s d=\"%s\"/>", lines(stroke), path.toString().strip());
        }
    }

    @Override
    public void ribbon(Stroke stroke, double x1, double y1, double x2, double y2) {
        double middle = (y1 + y2) / 2;
        add("<path %s d=\"M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f\"/>", lines(stroke), x1, y1, x1, middle, x2, middle, x2, y2);
    }

    @Override
    public void polygon(Ink ink, double opacity, double[] x, double[] y) {
        StringBuilder corners = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            corners.append(String.format(Locale.ROOT, "%s%.2f,%.2f", i == 0 ? "" : " ", x[i], y[i]));
        }
        add("<polygon %s%s points=\"%s\"/>", colours.fill(ink), opaque(opacity), corners);
    }

    @Override
    public void rectangle(Ink ink, double opacity, double x, double y, double width, double height) {
        add("<rect %s%s x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>", colours.fill(ink), opaque(opacity), x, y, width, height);
    }

    @Override
    public void pixel(double red, double green, double blue, double x, double y, double width, double height) {
        add("<rect shape-rendering=\"crispEdges\" fill=\"#%02x%02x%02x\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
                level(red), level(green), level(blue), x, y, width, height);
    }

    private static int level(double part) {
        return (int) Math.round(255 * Math.min(Math.max(part, 0), 1));
    }

    @Override
    public void circle(Ink ink, double opacity, double x, double y, double radius, String title) {
        String circle = String.format(Locale.ROOT, "<circle %s%s cx=\"%.1f\" cy=\"%.1f\" r=\"%.2f\"", colours.fill(ink), opaque(opacity),
                x, y, radius);
        svg.append(circle).append(title.isEmpty() ? "/>\n" : "><title>" + Markup.escape(title) + "</title></circle>\n");
    }

    @Override
    public void text(Ink ink, Anchor anchor, double x, double y, String text) {
        add("<text %s x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", colours.fill(ink), x, y,
                anchor.name().toLowerCase(Locale.ROOT), Markup.escape(text));
    }

    @Override
    public void upright(Ink ink, double x, double y, String text) {
        add("<text %s transform=\"translate(%.1f %.1f) rotate(90)\">%s</text>", colours.fill(ink), x, y, Markup.escape(text));
    }

    @Override
    public double width(String text) {
        return LETTER * TEXT_SIZE * text.length();
    }
}
