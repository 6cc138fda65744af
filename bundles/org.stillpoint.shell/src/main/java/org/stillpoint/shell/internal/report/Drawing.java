package org.stillpoint.shell.internal.report;

import java.util.Locale;

/** An SVG drawing of shapes whose colours come from the style sheet of the page. */
final class Drawing {

    private final StringBuilder svg = new StringBuilder();

    Drawing(int width, int height, String label) {
        svg.append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" "
                + "aria-label=\"%s\">%n", width, height, Markup.escape(label)));
    }

    void line(String style, double width, double opacity, double x1, double y1, double x2, double y2) {
        svg.append(String.format(Locale.ROOT, "<line class=\"%s\" stroke-width=\"%.2f\" stroke-opacity=\"%.2f\" x1=\"%.1f\" y1=\"%.1f\" "
                + "x2=\"%.1f\" y2=\"%.1f\"/>%n", style, width, opacity, x1, y1, x2, y2));
    }

    /** A wedge that begins as a point and ends broad. */
    void wedge(String style, double width, double opacity, double x1, double y1, double x2, double y2) {
        double length = Math.max(Math.hypot(x2 - x1, y2 - y1), Double.MIN_NORMAL);
        double across = width / 2 * (y1 - y2) / length;
        double along = width / 2 * (x2 - x1) / length;
        svg.append(String.format(Locale.ROOT, "<path class=\"%s\" fill-opacity=\"%.2f\" d=\"M%.1f %.1f L%.2f %.2f L%.2f %.2f Z\"/>%n", style,
                opacity, x1, y1, x2 + across, y2 + along, x2 - across, y2 - along));
    }

    /** A rectangle of a colour of its own, its red, green and blue from 0 to 1. */
    void pixel(double[] colour, int offset, double x, double y, double width, double height) {
        svg.append(String.format(Locale.ROOT, "<rect shape-rendering=\"crispEdges\" fill=\"#%02x%02x%02x\" x=\"%.2f\" y=\"%.2f\" "
                + "width=\"%.2f\" height=\"%.2f\"/>%n", level(colour[offset]), level(colour[offset + 1]), level(colour[offset + 2]), x, y, width, height));
    }

    private static int level(double value) {
        return (int) Math.round(255 * Math.min(Math.max(value, 0), 1));
    }

    /** A curve that leaves one point downwards and reaches the other one from above. */
    void ribbon(String style, double width, double opacity, double x1, double y1, double x2, double y2) {
        double middle = (y1 + y2) / 2;
        svg.append(String.format(Locale.ROOT, "<path class=\"%s\" stroke-width=\"%.2f\" stroke-opacity=\"%.2f\" d=\"M%.1f %.1f C%.1f %.1f "
                + "%.1f %.1f %.1f %.1f\"/>%n", style, width, opacity, x1, y1, x1, middle, x2, middle, x2, y2));
    }

    /** A curve by its path data. */
    void curve(String style, String path) {
        if (!path.isEmpty()) {
            svg.append("<path class=\"").append(style).append("\" d=\"").append(path.strip()).append("\"/>\n");
        }
    }

    void circle(String style, double x, double y, double radius, String title) {
        svg.append(String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.2f\"", style, x, y, radius));
        svg.append(title.isEmpty() ? "/>\n" : "><title>" + Markup.escape(title) + "</title></circle>\n");
    }

    void rectangle(String style, double opacity, double x, double y, double width, double height) {
        svg.append(String.format(Locale.ROOT, "<rect class=\"%s\" fill-opacity=\"%.3f\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" "
                + "height=\"%.2f\"/>%n", style, opacity, x, y, width, height));
    }

    void text(double x, double y, String anchor, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor,
                Markup.escape(text)));
    }

    /** A text that reads from above. */
    void upright(double x, double y, String text) {
        svg.append(String.format(Locale.ROOT, "<text transform=\"translate(%.1f %.1f) rotate(90)\">%s</text>%n", x, y,
                Markup.escape(text)));
    }

    /** The {@code svg} element. */
    String end() {
        return svg.append("</svg>\n").toString();
    }
}
