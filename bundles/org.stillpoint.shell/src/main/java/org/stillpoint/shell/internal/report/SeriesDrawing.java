package org.stillpoint.shell.internal.report;

import java.util.Locale;
import org.stillpoint.shell.internal.console.Figures;
import org.stillpoint.shell.internal.plot.RangeScale;
import org.stillpoint.shell.internal.plot.StateSeries;

/** A trajectory over its steps: a line for each component, of many steps from the least to the greatest value in each column of dots. */
final class SeriesDrawing {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 290;
    private static final int LEFT = 70;
    private static final int RIGHT = WIDTH - 34;
    private static final int TOP = 12;
    private static final int BOTTOM = HEIGHT - 42;
    private static final int COLUMNS = RIGHT - LEFT;
    private static final int MOST_UP = 6;
    private static final int MOST_ACROSS = 7;
    private static final int DIGITS = 8;
    private static final int LEGEND_COLUMNS = 4;
    private static final int LEGEND_LINE = 19;
    private static final int LEGEND_SAMPLE = 24;
    private static final int COLOURS = 7;

    private final StateSeries series;
    private final RangeScale up;
    private final RangeScale across;

    private SeriesDrawing(StateSeries series, RangeScale up) {
        this.series = series;
        this.up = up;
        across = series.across();
    }

    /** Draws a series as an {@code svg} element; empty if no value is finite. */
    static String draw(StateSeries series) {
        return series.up(0, series.shown()).map(scale -> new SeriesDrawing(series, scale).draw()).orElse("");
    }

    private String draw() {
        int legend = series.shown() > 1 ? LEGEND_LINE * ((series.shown() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS) + LEGEND_LINE / 2 : 0;
        Drawing drawing = new Drawing(WIDTH, HEIGHT + legend, series.caption() + " over steps");
        for (double value : up.ticks(MOST_UP)) {
            drawing.line("grid", 1, 1, LEFT, y(value), RIGHT, y(value));
            drawing.text(LEFT - 8, y(value) + 4, "end", Figures.digits(value, DIGITS));
        }
        for (double value : across.ticks(MOST_ACROSS)) {
            if (value == Math.rint(value)) {
                drawing.line("tick", 1, 1, x(value), BOTTOM, x(value), BOTTOM + 5);
                drawing.text(x(value), BOTTOM + 19, "middle", Figures.count((long) value));
            }
        }
        drawing.line("axis", 1, 1, LEFT, BOTTOM, RIGHT, BOTTOM);
        drawing.text((LEFT + RIGHT) / 2.0, HEIGHT - 6, "middle", "step");
        for (int k = 0; k < series.shown(); k++) {
            String style = style(k);
            drawing.curve("curve" + style, series.points() > 2 * COLUMNS ? thinned(k) : line(k));
            if (series.shown() > 1) {
                double left = LEFT + k % LEGEND_COLUMNS * (double) COLUMNS / LEGEND_COLUMNS;
                double height = HEIGHT + LEGEND_LINE * (k / LEGEND_COLUMNS + 0.5);
                drawing.curve("sample" + style, String.format(Locale.ROOT, "M%.1f %.1f L%.1f %.1f", left, height, left + LEGEND_SAMPLE,
                        height));
                drawing.text(left + LEGEND_SAMPLE + 6, height + 4, "start", series.name(k));
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
        return BOTTOM - up.position(value) * (BOTTOM - TOP);
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
