package org.stillpoint.shell.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.plot.Curve;

/**
 * A plot of residuals as an SVG drawing: the tolerance as a dashed line; with a single curve the iteration at which its finishing phase
 * began, with several a legend. Written by hand because the charting libraries of the platform need AWT and fonts, which a server's
 * runtime often lacks. Colours and dashes come from the style sheet of the page.
 */
final class SvgPlot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int EMPTY = 48;
    private static final int LEFT = 62;
    private static final int RIGHT = WIDTH - 18;
    private static final int LEGEND_COLUMNS = 2;
    private static final int LEGEND_LINE = 19;
    private static final int LEGEND_SAMPLE = 28;
    private static final int TOP = 16;
    private static final int BOTTOM = 44;
    private static final int MOST_ACROSS = 6;
    private static final int MOST_UP = 8;
    private static final double LETTER = 11;
    private static final int COLOURS = 7;
    private static final int DASHES = 5;

    private final ConvergencePlot plot;
    private final StringBuilder svg = new StringBuilder();
    private final List<double[]> letters = new ArrayList<>();
    private int named;

    private SvgPlot(ConvergencePlot plot) {
        this.plot = plot;
    }

    /** Draws a plot as an {@code svg} element. */
    static String draw(ConvergencePlot plot) {
        return new SvgPlot(plot).draw();
    }

    private String draw() {
        int curves = plot.curves().size();
        int height = plot.isEmpty() ? EMPTY : HEIGHT + (curves > 1 ? LEGEND_LINE * ((curves + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS) + LEGEND_LINE / 2 : 0);
        svg.append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 %d %d\" "
                + "role=\"img\" aria-label=\"Residual over %s, logarithmic\">%n", WIDTH, height, plot.abscissa().title()));
        if (plot.isEmpty()) {
            text(WIDTH / 2.0, EMPTY / 2.0, "middle", "no residuals above 0 were reported");
        } else {
            verticalAxis();
            horizontalAxis();
            marks();
            for (int i = 0; i < plot.curves().size(); i++) {
                curve(i, plot.curves().get(i));
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private double x(double across) {
        return LEFT + across * (RIGHT - LEFT);
    }

    private double y(double up) {
        return HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM);
    }

    private void verticalAxis() {
        for (double residual : plot.vertical().ticks(MOST_UP)) {
            double y = y(plot.vertical().position(residual));
            line("grid", LEFT, y, RIGHT, y);
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">10"
                    + "<tspan dy=\"-5\" class=\"power\">%d</tspan></text>%n", LEFT - 8, y + 5, Math.round(Math.log10(residual))));
        }
    }

    private void horizontalAxis() {
        int bottom = HEIGHT - BOTTOM;
        for (double value : plot.horizontal().ticks(MOST_ACROSS)) {
            double x = x(plot.horizontal().position(value));
            line("tick", x, bottom, x, bottom + 5);
            text(x, bottom + 19, "middle", plot.abscissa().label(value));
        }
        line("axis", LEFT, bottom, RIGHT, bottom);
        text((LEFT + RIGHT) / 2.0, HEIGHT - 6, "middle", plot.abscissa().title());
    }

    private void marks() {
        if (plot.hasTolerance()) {
            double y = y(plot.vertical().position(plot.tolerance()));
            line("tolerance", LEFT, y, RIGHT, y);
            text(LEFT + 6, y - 6, "start", "tolerance");
        }
        long finishFrom = plot.curves().size() == 1 ? plot.curves().get(0).finishFrom() : 0;
        double across = finishFrom > 0 ? plot.horizontal().position(finishFrom) : 1;
        if (across < 1) {
            double x = x(across);
            line("phase", x, TOP, x, HEIGHT - BOTTOM);
            boolean atRight = across > 0.5;
            text(x + (atRight ? -6 : 6), TOP + 10, atRight ? "end" : "start", "Newton finish");
        }
    }

    private void curve(int index, Curve curve) {
        double[] across = plot.across(index);
        double[] up = plot.up(index);
        StringBuilder path = new StringBuilder();
        boolean joined = false;
        int end = -1;
        for (int i = 0; i < across.length; i++) {
            boolean drawn = !Double.isNaN(across[i]);
            if (drawn) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", joined ? " L" : " M", x(across[i]), y(up[i])));
                end = i;
            }
            joined = drawn;
        }
        if (end < 0) {
            return;
        }
        boolean several = plot.curves().size() > 1;
        String style = several ? String.format(Locale.ROOT, " colour%d dash%d", index % COLOURS, index % DASHES) : "";
        svg.append("<path class=\"curve").append(style).append("\" d=\"").append(path.substring(1)).append("\"/>\n");
        svg.append(String.format(Locale.ROOT, "<circle class=\"end%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>%n", style, x(across[end]),
                y(up[end])));
        if (several) {
            letter(ConvergencePlot.letter(index), x(across[end]) + 6, y(up[end]) - 5);
            legend(ConvergencePlot.letter(index) + "  " + curve.name(), style);
        }
    }

    /** Beside its place, to the right of letters that are there already. */
    private void letter(String letter, double x, double y) {
        double free = x;
        for (int i = 0; i < letters.size(); i++) {
            if (Math.abs(letters.get(i)[0] - free) < LETTER && Math.abs(letters.get(i)[1] - y) < LETTER) {
                free = letters.get(i)[0] + LETTER;
                i = -1;
            }
        }
        letters.add(new double[] {free, y});
        text(free, y, "start", letter);
    }

    /** Below the axis, from left to right. */
    private void legend(String name, String style) {
        double x = LEFT + named % LEGEND_COLUMNS * (double) (RIGHT - LEFT) / LEGEND_COLUMNS;
        double y = HEIGHT + LEGEND_LINE * (named / LEGEND_COLUMNS + 0.5);
        named++;
        svg.append(String.format(Locale.ROOT, "<path class=\"sample%s\" d=\"M%.1f %.1f L%.1f %.1f\"/>%n", style, x, y,
                x + LEGEND_SAMPLE, y));
        text(x + LEGEND_SAMPLE + 6, y + 4, "start", name);
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
