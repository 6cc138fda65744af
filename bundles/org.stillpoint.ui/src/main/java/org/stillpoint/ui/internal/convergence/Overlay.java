package org.stillpoint.ui.internal.convergence;

import java.util.List;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Point;
import org.stillpoint.api.History;
import org.stillpoint.plot.Area;
import org.stillpoint.plot.ConvergencePicture;
import org.stillpoint.plot.ConvergencePoint;
import org.stillpoint.plot.Curve;
import org.stillpoint.plot.Dash;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Stroke;

/** What lies above a plot while somebody points at it. */
final class Overlay {

    private static final int LINE = 16;
    private static final int PAD = 6;
    private static final int AWAY = 12;
    private static final int LONGEST = 48;

    private Overlay() {
    }

    /** The rectangle that is being dragged. */
    static void rectangle(Painter painter, Area area, Point from, Point to) {
        double left = Math.max(area.x(), Math.min(from.x, to.x));
        double top = Math.max(area.y(), Math.min(from.y, to.y));
        double right = Math.min(area.right(), Math.max(from.x, to.x));
        double bottom = Math.min(area.bottom(), Math.max(from.y, to.y));
        painter.rectangle(Ink.ACCENT, 0.15, left, top, right - left, bottom - top);
        Stroke border = Stroke.of(Ink.ACCENT, 1);
        painter.line(border, left, top, right, top);
        painter.line(border, left, bottom, right, bottom);
        painter.line(border, left, top, left, bottom);
        painter.line(border, right, top, right, bottom);
    }

    /** A cross hair on a point, and beside it what the point is. */
    static void point(Painter painter, ConvergencePicture picture, ConvergencePoint point) {
        Area area = picture.area();
        double x = picture.x(point);
        double y = picture.y(point);
        Stroke hair = Stroke.of(Ink.MUTED, 1).dash(Dash.DOTTED);
        painter.line(hair, x, area.y(), x, area.bottom());
        painter.line(hair, area.x(), y, area.right(), y);
        painter.circle(Ink.series(point.curve()), 1, x, y, 4, "");
        List<String> lines = lines(picture.plot().curves().get(point.curve()), point.point());
        double width = lines.stream().mapToDouble(painter::width).max().orElse(0) + 2 * PAD;
        double height = LINE * lines.size() + PAD;
        double left = Math.max(0, x + AWAY + width <= picture.width() ? x + AWAY : x - AWAY - width);
        double top = Math.max(0, y - AWAY - height >= 0 ? y - AWAY - height : Math.min(y + AWAY, picture.height() - height));
        painter.rectangle(Ink.GRID, 0.95, left, top, width, height);
        for (int i = 0; i < lines.size(); i++) {
            painter.text(Ink.TEXT, Anchor.START, left + PAD, top + LINE * (i + 0.8), lines.get(i));
        }
    }

    /** What a point of a curve is, in words. */
    static List<String> lines(Curve curve, int point) {
        History history = curve.history();
        String name = curve.name().length() <= LONGEST ? curve.name() : curve.name().substring(0, LONGEST - 1) + '\u2026';
        return List.of(name, NLS.bind(Messages.hover_residual, Figures.digits(history.residuals()[point], 4)),
                NLS.bind(Messages.hover_taken, Figures.count(history.iterations()[point]), Figures.seconds(history.seconds()[point])),
                evaluations(history.evaluations()[point]));
    }

    /** They can be parts of one where an operator is a mean of many. */
    private static String evaluations(double count) {
        return count == 1 ? Messages.hover_evaluation : NLS.bind(Messages.hover_evaluations,
                count == Math.rint(count) ? Figures.count((long) count) : Figures.digits(count, 6));
    }
}
