package org.stillpoint.plot.internal.drawing;

import java.util.List;
import java.util.Optional;
import org.stillpoint.plot.Area;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.Polyline;
import org.stillpoint.plot.RangeScale;
import org.stillpoint.plot.Stroke;

/** The values of a vector over their numbers, counted from 1: a bar from 0 for each where they are few, else a line. */
public final class VectorPicture {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 230;
    private static final double LEFT = 70;
    private static final double TOP = 14;
    private static final double FOOT = 44;
    private static final double RIGHT = 34;
    private static final int MOST_BARS = 120;
    private static final int MOST_NAMES = 24;
    private static final int DIGITS = 6;

    private final double[] values;
    private final List<String> names;
    private final RangeScale up;
    private final RangeScale across;
    private final Area area;
    private final String axis;

    private VectorPicture(double[] values, List<String> names, RangeScale up, String axis) {
        this.values = values;
        this.names = names.size() == values.length && values.length <= MOST_NAMES ? names : List.of();
        this.up = up;
        this.axis = axis;
        across = bars() ? new RangeScale(0.5, values.length + 0.5) : new RangeScale(1, values.length);
        area = new Area(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - FOOT);
    }

    /** A picture of a vector; none of one of less than two values, or without finite ones. */
    public static Optional<Picture> of(String title, double[] values, List<String> names, String axis) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        if (values.length < 2 || least > greatest) {
            return Optional.empty();
        }
        boolean bars = values.length <= MOST_BARS;
        VectorPicture picture = new VectorPicture(values, names, RangeScale.around(bars ? Math.min(0, least) : least,
                bars ? Math.max(0, greatest) : greatest), axis);
        int height = picture.names.isEmpty() ? HEIGHT : (int) (HEIGHT - 20 + Names.room(names));
        return Optional.of(Picture.of(title, title + ", " + Figures.count(values.length) + " values from " + Figures.digits(least, 3)
                + " to "
                + Figures.digits(greatest, 3), WIDTH, height, picture::paint));
    }

    private boolean bars() {
        return values.length <= MOST_BARS;
    }

    private void paint(Painter painter) {
        Frame.rows(painter, area, up, 5, value -> Figures.digits(value, DIGITS));
        if (names.isEmpty()) {
            Frame.foot(painter, area, across, 8, value -> value == Math.rint(value) ? Figures.count((long) value) : "", axis);
        } else {
            painter.line(Stroke.of(Ink.AXIS, 1), area.x(), area.bottom(), area.right(), area.bottom());
            for (int i = 0; i < values.length; i++) {
                painter.upright(Ink.MUTED, x(i) - 4, area.bottom() + 10, Names.shortened(names.get(i)));
            }
        }
        if (bars()) {
            double width = 0.8 * area.width() / values.length;
            double ground = area.up(up.position(0));
            for (int i = 0; i < values.length; i++) {
                if (Double.isFinite(values[i])) {
                    double end = area.up(up.position(values[i]));
                    painter.rectangle(values[i] < 0 ? Ink.TARGET : Ink.SOURCE, 0.85, x(i) - width / 2, Math.min(ground, end), width,
                            Math.abs(end - ground));
                } else {
                    painter.text(Ink.LIMIT, Anchor.MIDDLE, x(i), ground - 4, "?");
                }
            }
            painter.line(Stroke.of(Ink.AXIS, 1), area.x(), ground, area.right(), ground);
        } else {
            Polyline line = new Polyline();
            for (int i = 0; i < values.length; i++) {
                line.add(x(i), area.up(up.position(values[i])));
            }
            line.thinned().paint(painter, Stroke.of(Ink.series(0), 1.4));
        }
    }

    private double x(int index) {
        return area.across(across.position(index + 1));
    }
}
