package org.stillpoint.plot.internal.drawing;

import java.util.function.DoubleFunction;
import org.stillpoint.plot.Area;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Scale;
import org.stillpoint.plot.Stroke;

/** Axes, grids and frames around data. */
public final class Frame {

    private static final double TICK = 5;
    private static final double GAP = 8;

    private Frame() {
    }

    /** A frame around a rectangle. */
    public static void around(Painter painter, double x, double y, double width, double height) {
        painter.polyline(Stroke.of(Ink.GRID, 1), new double[] {x, x + width, x + width, x, x}, new double[] {y, y, y + height, y + height,
                y});
    }

    /** The lines of a grid across an area, with labels to the left of it; labels that are empty have no line. */
    public static void rows(Painter painter, Area area, Scale scale, int most, DoubleFunction<String> label) {
        for (double value : scale.ticks(most)) {
            String text = label.apply(value);
            if (!text.isEmpty()) {
                double y = area.up(scale.position(value));
                painter.line(Stroke.of(Ink.GRID, 1), area.x(), y, area.right(), y);
                painter.text(Ink.MUTED, Anchor.END, area.x() - GAP, y + 4, text);
            }
        }
    }

    /** The horizontal axis below an area with marks, labels where there is room for them, and its name; empty labels have no mark. */
    public static void foot(Painter painter, Area area, Scale scale, int most, DoubleFunction<String> label, String name) {
        double free = 0;
        for (double value : scale.ticks(most)) {
            String text = label.apply(value);
            double x = area.across(scale.position(value));
            double half = painter.width(text) / 2;
            if (!text.isEmpty()) {
                painter.line(Stroke.of(Ink.AXIS, 1), x, area.bottom(), x, area.bottom() + TICK);
            }
            if (!text.isEmpty() && x - half >= free) {
                painter.text(Ink.MUTED, Anchor.MIDDLE, x, area.bottom() + 19, text);
                free = x + half + GAP;
            }
        }
        painter.line(Stroke.of(Ink.AXIS, 1), area.x(), area.bottom(), area.right(), area.bottom());
        painter.text(Ink.MUTED, Anchor.MIDDLE, area.across(0.5), area.bottom() + 37, name);
    }
}
