package org.stillpoint.shell.internal.report;

import java.util.Locale;
import java.util.Optional;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.RangeScale;
import org.stillpoint.plot.model.StateSeries;

/**
 * The path of two components of a trajectory in the plane, from a circle at its start to one at its end; of very many steps one of so many.
 */
final class PhaseDrawing {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 14;
    private static final int BOTTOM = HEIGHT - 44;
    private static final int MOST_TICKS = 7;
    private static final int DIGITS = 8;
    private static final int MOST_POINTS = 6000;
    private static final int POINTS_AS_DOTS = 60;

    private final StateSeries series;
    private final int horizontal;
    private final int vertical;
    private final RangeScale across;
    private final RangeScale up;

    private PhaseDrawing(StateSeries series, int horizontal, int vertical, RangeScale across, RangeScale up) {
        this.series = series;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.across = across;
        this.up = up;
    }

    /** Draws the path of the first and the last component as an {@code svg} element; empty if one of them is nowhere finite. */
    static String draw(StateSeries series) {
        int last = series.shown() - 1;
        Optional<RangeScale> across = series.up(0, 1);
        Optional<RangeScale> up = series.up(last, last + 1);
        return across.isEmpty() || up.isEmpty() ? "" : new PhaseDrawing(series, 0, last, across.get(), up.get()).draw();
    }

    private String draw() {
        Drawing drawing = new Drawing(WIDTH, HEIGHT, "Phase portrait");
        for (double value : up.ticks(MOST_TICKS)) {
            double y = BOTTOM - up.position(value) * (BOTTOM - TOP);
            drawing.line("grid", 1, 1, LEFT, y, RIGHT, y);
            drawing.text(LEFT - 8, y + 4, "end", Figures.digits(value, DIGITS));
        }
        for (double value : across.ticks(MOST_TICKS)) {
            double x = LEFT + across.position(value) * (RIGHT - LEFT);
            drawing.line("grid", 1, 1, x, TOP, x, BOTTOM);
            drawing.text(x, BOTTOM + 19, "middle", Figures.digits(value, DIGITS));
        }
        drawing.line("axis", 1, 1, LEFT, BOTTOM, RIGHT, BOTTOM);
        drawing.line("axis", 1, 1, LEFT, TOP, LEFT, BOTTOM);
        drawing.text((LEFT + RIGHT) / 2.0, HEIGHT - 6, "middle", series.name(horizontal) + " across, " + series.name(vertical) + " up");
        int stride = (series.points() + MOST_POINTS - 1) / MOST_POINTS;
        int first = -1;
        int end = -1;
        boolean joined = false;
        StringBuilder path = new StringBuilder();
        for (int point = 0; point < series.points(); point += stride) {
            boolean drawn = Double.isFinite(series.value(horizontal, point)) && Double.isFinite(series.value(vertical, point));
            if (drawn) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f ", joined ? "L" : "M", x(point), y(point)));
                first = first < 0 ? point : first;
                end = point;
                if (series.points() <= POINTS_AS_DOTS) {
                    drawing.circle("source", x(point), y(point), 2, "step " + (long) series.step(point));
                }
            }
            joined = drawn;
        }
        drawing.curve("curve path", path.toString());
        if (first >= 0) {
            drawing.circle("source", x(first), y(first), 5, "step " + (long) series.step(first));
            drawing.circle("target", x(end), y(end), 5, "step " + (long) series.step(end));
        }
        return drawing.end();
    }

    private double x(int point) {
        return LEFT + across.position(series.value(horizontal, point)) * (RIGHT - LEFT);
    }

    private double y(int point) {
        return BOTTOM - up.position(series.value(vertical, point)) * (BOTTOM - TOP);
    }
}
