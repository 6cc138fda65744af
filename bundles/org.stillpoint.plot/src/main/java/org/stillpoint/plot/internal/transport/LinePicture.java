package org.stillpoint.plot.internal.transport;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.RangeScale;
import org.stillpoint.plot.Stroke;
import org.stillpoint.plot.model.Movement;

/**
 * Transport on a line: the source as bars above, the target as bars below, both of the same scale, and between them ribbons whose widths
 * are the masses that move. Where there are many points, bars are sums over equal parts of the line.
 */
final class LinePicture {

    private static final int WIDTH = 760;
    private static final int MARGIN = 26;
    private static final int BAR = 96;
    private static final int RIBBONS = 150;
    private static final int TOP = 22;
    private static final int MOST_BARS = 72;
    private static final int LABELS = 6;
    private static final double WIDEST = 9;
    private static final double LEAST_WIDTH = 0.3;
    private static final double LEAST_SHARE = 1e-3;
    private static final double SPACING_TOLERANCE = 1e-6;

    private final double left;
    private final double width;
    private final int bars;
    private final double[] above;
    private final double[] below;
    private final double[] between;
    private double most;

    private LinePicture(double[] x, double[] source, double[] y, double[] target, List<Movement> movements) {
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
        above = bars(x, source);
        below = bars(y, target);
        between = new double[bars * bars];
        for (Movement movement : movements) {
            int cell = place(x[movement.source()]) * bars + place(y[movement.target()]);
            between[cell] += movement.mass();
            most = Math.max(most, between[cell]);
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

    /** A picture of movements between weights at points of a line. */
    static Picture of(String title, double[] x, double[] source, double[] y, double[] target, List<Movement> movements) {
        return Picture.of(title, "Movements along a line", WIDTH, TOP + 2 * BAR + RIBBONS + 40,
                new LinePicture(x, source, y, target, movements)::paint);
    }

    private void paint(Painter painter) {
        double highest = 0;
        for (int k = 0; k < bars; k++) {
            highest = Math.max(highest, Math.max(above[k], below[k]));
        }
        double upper = TOP + BAR;
        double lower = upper + RIBBONS;
        for (int cell = 0; cell < between.length; cell++) {
            double share = most > 0 ? between[cell] / most : 0;
            if (share > LEAST_SHARE) {
                painter.ribbon(Stroke.of(Ink.FLOW, Math.max(WIDEST * share, LEAST_WIDTH)).opacity(0.15 + 0.5 * share), centre(cell / bars),
                        upper, centre(cell % bars), lower);
            }
        }
        double wide = 0.8 * (WIDTH - 2.0 * MARGIN) / bars;
        for (int k = 0; k < bars; k++) {
            double up = highest > 0 ? BAR * above[k] / highest : 0;
            double down = highest > 0 ? BAR * below[k] / highest : 0;
            if (up > 0) {
                painter.rectangle(Ink.SOURCE, 1, centre(k) - wide / 2, upper - up, wide, up);
            }
            if (down > 0) {
                painter.rectangle(Ink.TARGET, 1, centre(k) - wide / 2, lower, wide, down);
            }
        }
        painter.line(Stroke.of(Ink.AXIS, 1), MARGIN, upper, WIDTH - MARGIN, upper);
        painter.line(Stroke.of(Ink.AXIS, 1), MARGIN, lower, WIDTH - MARGIN, lower);
        painter.text(Ink.MUTED, Anchor.START, MARGIN, 14, "source");
        painter.text(Ink.MUTED, Anchor.START, MARGIN, lower + BAR + 14, "target");
        RangeScale scale = new RangeScale(left, left + bars * width);
        for (double value : scale.ticks(LABELS)) {
            painter.text(Ink.MUTED, Anchor.MIDDLE, MARGIN + scale.position(value) * (WIDTH - 2.0 * MARGIN), lower + BAR + 32,
                    Figures.digits(value, 6));
        }
    }

    private double centre(int bar) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * (bar + 0.5) / bars;
    }
}
