package org.stillpoint.plot.internal.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.stillpoint.plot.Area;
import org.stillpoint.plot.Dash;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.Polyline;
import org.stillpoint.plot.RangeScale;
import org.stillpoint.plot.Stroke;

/**
 * Several lines over one axis, of many points from the least to the greatest value in each column of dots; a legend where they are
 * several.
 */
public final class LinesPicture {

    /** A height for a picture among others below each other. */
    public static final int LOW = 170;
    /** A height for a picture of its own. */
    public static final int HIGH = 290;

    private static final int WIDTH = 760;
    private static final int MOST_HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int RIGHT = 34;
    private static final int TOP = 12;
    private static final int FOOT = 42;
    private static final int MOST_UP = 6;
    private static final int MOST_UP_LOW = 4;
    private static final int MOST_ACROSS = 7;
    private static final int DIGITS = 8;
    private static final int LEGEND_COLUMNS = 4;
    private static final int LEGEND_LINE = 19;
    private static final int LEGEND_SAMPLE = 24;

    /**
     * A line.
     *
     * @param name its name
     * @param number its number among all series of what is shown, by which its ink is chosen
     * @param x the places of its points, finite
     * @param y their values; what is not finite is not drawn
     */
    public record Line(String name, int number, double[] x, double[] y) {
    }

    private final List<Line> lines;
    private final List<Polyline> drawn = new ArrayList<>();
    private final RangeScale across;
    private final RangeScale up;
    private final boolean counted;
    private final boolean legend;
    private final String axis;
    private final Area area;
    private final int height;

    private LinesPicture(List<Line> lines, RangeScale across, RangeScale up, String axis, int height, boolean legend) {
        this.lines = lines;
        this.across = across;
        this.up = up;
        this.axis = axis;
        this.height = height;
        this.legend = legend;
        counted = lines.stream().flatMapToDouble(line -> Arrays.stream(line.x)).allMatch(x -> x == Math.rint(x));
        area = new Area(LEFT, TOP, WIDTH - LEFT - RIGHT, height - TOP - FOOT);
        for (Line line : lines) {
            Polyline all = new Polyline();
            for (int i = 0; i < line.x.length; i++) {
                all.add(area.across(across.position(line.x[i])), area.up(up.position(line.y[i])));
            }
            drawn.add(isDense(line) ? all.thinned() : all);
        }
    }

    /** A picture of lines; none if no value is finite. */
    public static Optional<Picture> of(String title, String description, List<Line> lines, String axis, int height, boolean legend) {
        double[] x = range(lines, Line::x);
        double[] y = range(lines, Line::y);
        return x[0] > x[1] || y[0] > y[1] ? Optional.empty() : Optional.of(new LinesPicture(List.copyOf(lines),
                new RangeScale(x[0], x[1] > x[0] ? x[1] : x[0] + 1), RangeScale.around(y[0], y[1]), axis, height, legend)
                        .picture(title, description));
    }

    /** A picture of closed lines in the plane, both of whose axes have the same scale; none if no point is finite. */
    public static Optional<Picture> plane(String title, String description, List<Line> lines, String axis) {
        double[] x = range(lines, Line::x);
        double[] y = range(lines, Line::y);
        if (x[0] > x[1] || y[0] > y[1]) {
            return Optional.empty();
        }
        RangeScale across = RangeScale.around(x[0], x[1]);
        RangeScale up = RangeScale.around(y[0], y[1]);
        double unit = Math.max(half(across) / (WIDTH - LEFT - RIGHT), half(up) / MOST_HEIGHT);
        int height = (int) Math.max(LOW, Math.ceil(half(up) / unit)) + TOP + FOOT;
        return Optional.of(new LinesPicture(List.copyOf(lines), widened(across, unit * (WIDTH - LEFT - RIGHT)),
                widened(up, unit * (height - TOP - FOOT)), axis, height, true).picture(title, description));
    }

    private Picture picture(String title, String description) {
        int room = legend ? LEGEND_LINE * ((lines.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS) + LEGEND_LINE / 2 : 0;
        return Picture.of(title, description, WIDTH, height + room, this::paint);
    }

    /** Half the length of a scale, which is finite. */
    private static double half(RangeScale scale) {
        return scale.greatest() / 2 - scale.least() / 2;
    }

    /** A scale of another half length around the same middle. */
    private static RangeScale widened(RangeScale scale, double half) {
        double middle = scale.least() / 2 + scale.greatest() / 2;
        return new RangeScale(Math.max(middle - half, -Double.MAX_VALUE), Math.min(middle + half, Double.MAX_VALUE));
    }

    private static double[] range(List<Line> lines, Function<Line, double[]> coordinates) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        lines.forEach(line -> {
            for (double value : coordinates.apply(line)) {
                extend(range, value);
            }
        });
        return range;
    }

    private static void extend(double[] range, double value) {
        if (Double.isFinite(value)) {
            range[0] = Math.min(range[0], value);
            range[1] = Math.max(range[1], value);
        }
    }

    private boolean isDense(Line line) {
        return line.x.length > 2 * area.width();
    }

    private void paint(Painter painter) {
        Frame.rows(painter, area, up, height >= HIGH ? MOST_UP : MOST_UP_LOW, value -> Figures.digits(value, DIGITS));
        Frame.foot(painter, area, across, MOST_ACROSS, this::label, axis);
        for (int k = 0; k < lines.size(); k++) {
            boolean many = isDense(lines.get(k));
            Stroke stroke = Stroke.of(Ink.series(lines.get(k).number), many ? 1.1 : 1.8)
                    .dash(many || lines.size() == 1 ? Dash.SOLID : Dash.series(lines.get(k).number));
            drawn.get(k).paint(painter, stroke);
            if (legend) {
                double left = LEFT + k % LEGEND_COLUMNS * area.width() / LEGEND_COLUMNS;
                double level = height + LEGEND_LINE * (k / LEGEND_COLUMNS + 0.5);
                painter.line(stroke, left, level, left + LEGEND_SAMPLE, level);
                painter.text(Ink.MUTED, Anchor.START, left + LEGEND_SAMPLE + 6, level + 4, Names.shortened(lines.get(k).name));
            }
        }
    }

    private String label(double value) {
        return !counted ? Figures.digits(value, DIGITS) : value == Math.rint(value) ? Figures.count((long) value) : "";
    }
}
