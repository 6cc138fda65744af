package org.stillpoint.shell.internal.tour;

import java.util.Locale;
import org.stillpoint.api.History;

/**
 * The residual over the iterations as an SVG drawing: a logarithmic axis of decades, the tolerance as a dashed line, and the
 * iteration at which the finishing phase began. Written by hand because the charting libraries of the platform need AWT and
 * fonts, which a server's runtime often lacks. Colours come from the style sheet of the page.
 */
final class ConvergencePlot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 62;
    private static final int RIGHT = 18;
    private static final int TOP = 16;
    private static final int BOTTOM = 44;
    private static final int X_TICKS = 6;
    private static final int MOST_DECADE_LABELS = 8;

    private final History history;
    private final double tolerance;
    private final long finishFrom;
    private final StringBuilder svg = new StringBuilder();
    private int leastDecade;
    private int greatestDecade;
    private double lastIteration;

    private ConvergencePlot(History history, double tolerance, long finishFrom) {
        this.history = history;
        this.tolerance = tolerance;
        this.finishFrom = finishFrom;
    }

    /**
     * Draws a history.
     *
     * @param tolerance the tolerance worked to, NaN if there was none
     * @param finishFrom the iteration at which the finishing phase began, 0 if there was none
     * @return an {@code svg} element
     */
    static String draw(History history, double tolerance, long finishFrom) {
        return new ConvergencePlot(history, tolerance, finishFrom).draw();
    }

    private String draw() {
        svg.append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 %d %d\" "
                + "role=\"img\" aria-label=\"Residual over iterations, logarithmic\">%n", WIDTH, HEIGHT));
        if (scale()) {
            decades();
            iterations();
            marks();
            curve();
        } else {
            text(WIDTH / 2.0, HEIGHT / 2.0, "middle", "no residuals were reported");
        }
        return svg.append("</svg>\n").toString();
    }

    /** Chooses the axes; false if there is nothing to draw. */
    private boolean scale() {
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (int i = 0; i < history.size(); i++) {
            double residual = history.residuals()[i];
            if (isDrawn(residual)) {
                least = Math.min(least, residual);
                greatest = Math.max(greatest, residual);
                lastIteration = Math.max(lastIteration, history.iterations()[i]);
            }
        }
        if (greatest == 0) {
            return false;
        }
        if (tolerance > 0 && Double.isFinite(tolerance)) {
            least = Math.min(least, tolerance);
            greatest = Math.max(greatest, tolerance);
        }
        leastDecade = (int) Math.floor(Math.log10(least));
        greatestDecade = Math.max(leastDecade + 1, (int) Math.ceil(Math.log10(greatest)));
        lastIteration = Math.max(1, lastIteration);
        return true;
    }

    private static boolean isDrawn(double residual) {
        return residual > 0 && Double.isFinite(residual);
    }

    private double x(double iteration) {
        return LEFT + iteration / lastIteration * (WIDTH - LEFT - RIGHT);
    }

    private double y(double residual) {
        double share = (Math.log10(residual) - leastDecade) / (greatestDecade - leastDecade);
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private void decades() {
        int step = 1 + (greatestDecade - leastDecade) / MOST_DECADE_LABELS;
        for (int decade = leastDecade; decade <= greatestDecade; decade += step) {
            double y = y(Math.pow(10, decade));
            line("grid", LEFT, y, WIDTH - RIGHT, y);
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">10"
                    + "<tspan dy=\"-5\" class=\"power\">%d</tspan></text>%n", LEFT - 8, y + 5, decade));
        }
    }

    private void iterations() {
        double step = roundedStep(lastIteration / X_TICKS);
        for (double iteration = 0; iteration <= lastIteration * (1 + 1e-9); iteration += step) {
            line("tick", x(iteration), HEIGHT - BOTTOM, x(iteration), HEIGHT - BOTTOM + 5);
            text(x(iteration), HEIGHT - BOTTOM + 19, "middle", String.format(Locale.ROOT, "%,d", Math.round(iteration)));
        }
        line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "iterations");
    }

    /** The least of 1, 2, 5, 10, 20, 50, ... that is not below a length. */
    static double roundedStep(double length) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, length))));
        double digit = Math.max(1, length) / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    private void marks() {
        if (tolerance > 0 && Double.isFinite(tolerance)) {
            double y = y(tolerance);
            line("tolerance", LEFT, y, WIDTH - RIGHT, y);
            text(LEFT + 6, y - 6, "start", "tolerance");
        }
        if (finishFrom > 0 && finishFrom < lastIteration) {
            double x = x(finishFrom);
            line("phase", x, TOP, x, HEIGHT - BOTTOM);
            boolean atRight = x > (LEFT + WIDTH) / 2.0;
            text(x + (atRight ? -6 : 6), TOP + 10, atRight ? "end" : "start", "Newton finish");
        }
    }

    private void curve() {
        StringBuilder path = new StringBuilder();
        boolean joined = false;
        double endX = 0;
        double endY = 0;
        for (int i = 0; i < history.size(); i++) {
            double residual = history.residuals()[i];
            if (!isDrawn(residual)) {
                joined = false;
                continue;
            }
            endX = x(history.iterations()[i]);
            endY = y(residual);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", joined ? " L" : " M", endX, endY));
            joined = true;
        }
        svg.append("<path class=\"curve\" d=\"").append(path.substring(1)).append("\"/>\n");
        svg.append(String.format(Locale.ROOT, "<circle class=\"end\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>%n", endX, endY));
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        svg.append(String.format(Locale.ROOT, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", style, x1, y1,
                x2, y2));
    }

    private void text(double x, double y, String anchor, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor,
                Markup.escape(text)));
    }
}
