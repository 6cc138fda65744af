package org.stillpoint.shell.internal.report;

import java.util.Locale;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.RangeScale;
import org.stillpoint.plot.model.StateSeries;

/**
 * A trajectory over its steps: a line for each component, of many steps from the least to the greatest value in each column of dots.
 * Components of one scale share a drawing, others have drawings of their own, one above the other.
 */
final class SeriesDrawing {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 290;
    private static final int LOW_HEIGHT = 170;
    private static final int LEFT = 70;
    private static final int RIGHT = WIDTH - 34;
    private static final int TOP = 12;
    private static final int FOOT = 42;
    private static final int COLUMNS = RIGHT - LEFT;
    private static final int MOST_UP = 6;
    private static final int MOST_UP_LOW = 4;
    private static final int MOST_ACROSS = 7;
    private static final int DIGITS = 8;
    private static final int LEGEND_COLUMNS = 4;
    private static final int LEGEND_LINE = 19;
    private static final int LEGEND_SAMPLE = 24;
    private static final int COLOURS = 7;

    private final StateSeries series;
    private final RangeScale up;
    private final RangeScale across;
    private final int from;
    private final int to;
    private final int height;
    private final int bottom;

    private SeriesDrawing(StateSeries series, RangeScale up, int from, int to, int height) {
        this.series = series;
        this.up = up;
        this.from = from;
        this.to = to;
        this.height = height;
        bottom = height - FOOT;
        across = series.across();
    }

    /** Draws a series as {@code svg} elements; empty if no value is finite. */
    static String draw(StateSeries series) {
        if (series.ofOneScale()) {
            return series.up(0, series.shown()).map(scale -> new SeriesDrawing(series, scale, 0, series.shown(), HEIGHT).draw()).orElse("");
        }
        StringBuilder drawings = new StringBuilder();
        for (int k = 0; k < series.shown(); k++) {
            int component = k;
            drawings.append(series.up(k, k + 1).map(scale -> new SeriesDrawing(series, scale, component, component + 1, LOW_HEIGHT).draw())
                    .orElse(""));
        }
        return drawings.toString();
    }

    private String draw() {
        boolean several = series.shown() > 1;
        int legend = several ? LEGEND_LINE * ((to - from + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS) + LEGEND_LINE / 2 : 0;
        Drawing drawing = new Drawing(WIDTH, height + legend, (to - from < series.shown() ? series.name(from) : series.caption())
                + " over " + series.axis() + "s");
        for (double value : up.ticks(height == HEIGHT ? MOST_UP : MOST_UP_LOW)) {
            drawing.line("grid", 1, 1, LEFT, y(value), RIGHT, y(value));
            drawing.text(LEFT - 8, y(value) + 4, "end", Figures.digits(value, DIGITS));
        }
        for (double value : across.ticks(MOST_ACROSS)) {
            if (value == Math.rint(value)) {
                drawing.line("tick", 1, 1, x(value), bottom, x(value), bottom + 5);
                drawing.text(x(value), bottom + 19, "middle", Figures.count((long) value));
            }
        }
        drawing.line("axis", 1, 1, LEFT, bottom, RIGHT, bottom);
        drawing.text((LEFT + RIGHT) / 2.0, height - 6, "middle", series.axis());
        for (int k = from; k < to; k++) {
            String style = style(k);
            boolean many = series.points() > 2 * COLUMNS;
            drawing.curve("curve" + style + (many ? " many" : ""), many ? thinned(k) : line(k));
            if (several) {
                int place = k - from;
                double left = LEFT + place % LEGEND_COLUMNS * (double) COLUMNS / LEGEND_COLUMNS;
                double level = height + LEGEND_LINE * (place / LEGEND_COLUMNS + 0.5);
                drawing.curve("sample" + style, String.format(Locale.ROOT, "M%.1f %.1f L%.1f %.1f", left, level, left + LEGEND_SAMPLE,
                        level));
                drawing.text(left + LEGEND_SAMPLE + 6, level + 4, "start", series.name(k));
            }
        }
        return drawing.end();
    }

    private String style(int component) {
        return series.shown() == 1 ? "" : " colour" + component % COLOURS + " dash" + component / COLOURS;
    }

    private double x(double step) {
        return LEFT + across.position(step) * COLUMNS;
    }

    private double y(double value) {
        return bottom - up.position(value) * (bottom - TOP);
    }

    /** Through all points that are finite. */
    private String line(int component) {
        StringBuilder path = new StringBuilder();
        boolean joined = false;
        for (int point = 0; point < series.points(); point++) {
            double value = series.value(component, point);
            boolean drawn = Double.isFinite(value);
            if (drawn) {
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f ", joined ? "L" : "M", x(series.step(point)), y(value)));
            }
            joined = drawn;
        }
        return path.toString();
    }

    /** From the least to the greatest value in each column, the one first that is nearer to where the line is. */
    private String thinned(int component) {
        double[][] envelope = series.envelope(component, COLUMNS);
        StringBuilder path = new StringBuilder();
        boolean joined = false;
        double at = 0;
        for (int column = 0; column < COLUMNS; column++) {
            double least = envelope[0][column];
            double greatest = envelope[1][column];
            boolean drawn = !Double.isNaN(least);
            if (drawn) {
                boolean rising = Math.abs(least - at) <= Math.abs(greatest - at);
                path.append(String.format(Locale.ROOT, "%s%d %.1f L%d %.1f ", joined ? "L" : "M", LEFT + column,
                        y(rising ? least : greatest), LEFT + column, y(rising ? greatest : least)));
                at = rising ? greatest : least;
            }
            joined = drawn;
        }
        return path.toString();
    }
}
