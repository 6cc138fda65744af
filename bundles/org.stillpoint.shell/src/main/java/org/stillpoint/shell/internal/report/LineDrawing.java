package org.stillpoint.shell.internal.report;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.model.Movement;

/**
 * Transport on a line: the source as bars above, the target as bars below, both of the same scale, and between them ribbons whose widths
 * are the masses that move. Where there are many points, bars are sums over equal parts of the line.
 */
final class LineDrawing {

    private static final int WIDTH = 760;
    private static final int MARGIN = 26;
    private static final int BAR = 96;
    private static final int RIBBONS = 150;
    private static final int TOP = 22;
    private static final int MOST_BARS = 72;
    private static final int LABELS = 6;
    private static final double WIDEST = 9;
    private static final double LEAST_WIDTH = 0.3;
    private static final double SPACING_TOLERANCE = 1e-6;

    private final double left;
    private final double width;
    private final int bars;

    private LineDrawing(double[] x, double[] y) {
        double least = Math.min(Arrays.stream(x).min().orElse(0), Arrays.stream(y).min().orElse(0));
        double greatest = Math.max(Arrays.stream(x).max().orElse(0), Arrays.stream(y).max().orElse(0));
        double spacing = (greatest - least) / Math.max(x.length - 1, 1);
        if (x == y && spacing > 0 && evenlySpaced(x, least, spacing)) {
            // Bars of as many points each, or else they would rise and fall by themselves.
            int perBar = (x.length + MOST_BARS - 1) / MOST_BARS;
            bars = (x.length + perBar - 1) / perBar;
            width = perBar * spacing;
            left = least - spacing / 2;
        } else {
            bars = MOST_BARS;
            width = greatest > least ? (greatest - least) / MOST_BARS : 1;
            left = least;
        }
    }

    private static boolean evenlySpaced(double[] x, double least, double spacing) {
        for (int k = 0; k < x.length; k++) {
            if (Math.abs(x[k] - least - k * spacing) > SPACING_TOLERANCE * spacing) {
                return false;
            }
        }
        return true;
    }

    /** Draws movements between weights at points of a line. */
    static String draw(double[] x, double[] source, double[] y, double[] target, List<Movement> movements) {
        return new LineDrawing(x, y).drawing(x, source, y, target, movements);
    }

    private String drawing(double[] x, double[] source, double[] y, double[] target, List<Movement> movements) {
        double[] above = bars(x, source);
        double[] below = bars(y, target);
        double highest = 0;
        for (int k = 0; k < bars; k++) {
            highest = Math.max(highest, Math.max(above[k], below[k]));
        }
        double[] between = new double[bars * bars];
        double most = 0;
        for (Movement movement : movements) {
            int cell = place(x[movement.source()]) * bars + place(y[movement.target()]);
            between[cell] += movement.mass();
            most = Math.max(most, between[cell]);
        }
        Drawing drawing = new Drawing(WIDTH, TOP + 2 * BAR + RIBBONS + 40, "Movements along a line");
        double upper = TOP + BAR;
        double lower = upper + RIBBONS;
        for (int cell = 0; cell < between.length; cell++) {
            double share = most > 0 ? between[cell] / most : 0;
            if (share > 1e-3) {
                drawing.ribbon("flow", Math.max(WIDEST * share, LEAST_WIDTH), 0.2 + 0.6 * share, centre(cell / bars), upper,
                        centre(cell % bars), lower);
            }
        }
        double wide = 0.8 * (WIDTH - 2.0 * MARGIN) / bars;
        for (int k = 0; k < bars; k++) {
            double up = BAR * above[k] / highest;
            double down = BAR * below[k] / highest;
            if (up > 0) {
                drawing.rectangle("source", 1, centre(k) - wide / 2, upper - up, wide, up);
            }
            if (down > 0) {
                drawing.rectangle("target", 1, centre(k) - wide / 2, lower, wide, down);
            }
        }
        drawing.line("axis", 1, 1, MARGIN, upper, WIDTH - MARGIN, upper);
        drawing.line("axis", 1, 1, MARGIN, lower, WIDTH - MARGIN, lower);
        drawing.text(MARGIN, 14, "start", "source");
        drawing.text(MARGIN, lower + BAR + 14, "start", "target");
        double right = left + bars * width;
        double step = step((right - left) / LABELS);
        for (double value = step * Math.ceil(left / step); value <= right; value += step) {
            drawing.text(MARGIN + (value - left) / (right - left) * (WIDTH - 2.0 * MARGIN), lower + BAR + 32, "middle",
                    Figures.digits(Math.abs(value) < step / 2 ? 0 : value, 6));
        }
        return drawing.end();
    }

    /** The least of 1, 2 and 5 times powers of ten that is not below a length. */
    private static double step(double length) {
        double power = Math.pow(10, Math.floor(Math.log10(length)));
        double digit = length / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    private double[] bars(double[] points, double[] weights) {
        double[] sums = new double[bars];
        for (int i = 0; i < points.length; i++) {
            sums[place(points[i])] += weights[i];
        }
        return sums;
    }

    private int place(double point) {
        return (int) Math.max(0, Math.min(bars - 1, (point - left) / width));
    }

    private double centre(int bar) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * (bar + 0.5) / bars;
    }
}
