package org.stillpoint.plot.internal.recurrence;

import java.util.Optional;
import org.stillpoint.plot.Area;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.Polyline;
import org.stillpoint.plot.RangeScale;
import org.stillpoint.plot.Stroke;
import org.stillpoint.plot.internal.drawing.Frame;
import org.stillpoint.plot.model.StateSeries;

/**
 * The path of the first and the last component of a series in the plane, from a circle at its start to one at its end; of very many steps
 * one of so many.
 */
final class PhasePicture {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final Area AREA = new Area(70, 14, WIDTH - 70 - 34, HEIGHT - 14 - 44);
    private static final int MOST_TICKS = 7;
    private static final int DIGITS = 8;
    private static final int MOST_POINTS = 6000;
    private static final int POINTS_AS_DOTS = 60;

    private final StateSeries series;
    private final int last;
    private final RangeScale across;
    private final RangeScale up;

    private PhasePicture(StateSeries series, RangeScale across, RangeScale up) {
        this.series = series;
        this.across = across;
        this.up = up;
        last = series.shown() - 1;
    }

    /** The picture of a path; none if one of the components is nowhere finite. */
    static Optional<Picture> of(StateSeries series) {
        int last = series.shown() - 1;
        Optional<RangeScale> up = series.up(last, last + 1);
        return series.up(0, 1).filter(across -> up.isPresent()).map(across -> Picture.of("Phase portrait", "Phase portrait: the path of "
                + series.name(0) + " and " + series.name(last), WIDTH, HEIGHT, new PhasePicture(series, across, up.get())::paint));
    }

    private void paint(Painter painter) {
        Frame.rows(painter, AREA, up, MOST_TICKS, value -> Figures.digits(value, DIGITS));
        for (double value : across.ticks(MOST_TICKS)) {
            double x = AREA.across(across.position(value));
            painter.line(Stroke.of(Ink.GRID, 1), x, AREA.y(), x, AREA.bottom());
        }
        Frame.foot(painter, AREA, across, MOST_TICKS, value -> Figures.digits(value, DIGITS),
                series.name(0) + " across, " + series.name(last) + " up");
        painter.line(Stroke.of(Ink.AXIS, 1), AREA.x(), AREA.y(), AREA.x(), AREA.bottom());
        int stride = (series.points() + MOST_POINTS - 1) / MOST_POINTS;
        int first = -1;
        int end = -1;
        Polyline path = new Polyline();
        for (int point = 0; point < series.points(); point += stride) {
            path.add(x(point), y(point));
            if (Double.isFinite(x(point)) && Double.isFinite(y(point))) {
                first = first < 0 ? point : first;
                end = point;
            }
        }
        path.paint(painter, Stroke.of(Ink.ACCENT, 1.1));
        for (int point = 0; point < series.points() && series.points() <= POINTS_AS_DOTS; point++) {
            dot(painter, Ink.SOURCE, point, 2);
        }
        if (first >= 0) {
            dot(painter, Ink.SOURCE, first, 5);
            dot(painter, Ink.TARGET, end, 5);
        }
    }

    private void dot(Painter painter, Ink ink, int point, double radius) {
        if (Double.isFinite(x(point)) && Double.isFinite(y(point))) {
            painter.circle(ink, 1, x(point), y(point), radius, "step " + (long) series.step(point));
        }
    }

    private double x(int point) {
        return AREA.across(across.position(series.value(0, point)));
    }

    private double y(int point) {
        return AREA.up(up.position(series.value(last, point)));
    }
}
