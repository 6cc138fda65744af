package org.stillpoint.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.stillpoint.plot.Painter.Anchor;

/**
 * A plot of residuals as a picture of any size: axes, grid, the tolerance as a dashed line, a line for each curve with a mark at its end;
 * with a single curve over iterations the one at which its finishing phase began, with several letters and a legend. It tells which values
 * lie where, for whoever points at it.
 */
public final class ConvergencePicture implements Picture {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 304;
    private static final int EMPTY = 48;
    private static final double LEAST_LEFT = 62;
    private static final double LETTER_WIDTH = 6.8;
    private static final double TOP = 24;
    private static final double FOOT = 44;
    private static final double RIGHT = 26;
    private static final double LEAST_ROOM = 24;
    private static final double LEAST_CAPTION = 40;
    private static final double CAPTION_GAP = 24;
    private static final String RESIDUAL = "residual";
    private static final int LEGEND_COLUMN = 280;
    private static final int LEGEND_LINE = 19;
    /** The legend takes one of so many parts of the height at most. */
    private static final int LEGEND_PARTS = 3;
    private static final int LEGEND_SAMPLE = 28;
    private static final double UNITS_PER_MARK_ACROSS = 100;
    private static final double UNITS_PER_MARK_UP = 27;
    private static final int DIGITS = 6;
    private static final double LINE_WIDTH = 1.8;
    private static final double END = 4;
    private static final double LETTER = 11;

    private final ConvergencePlot plot;
    private final int width;
    private final int height;
    private final boolean legend;
    private final String caption;
    private final int legendLines;
    private final Area area;

    /** A picture of a size in units, its legend included. */
    public ConvergencePicture(ConvergencePlot plot, int width, int height) {
        this(plot, width, height, true, "");
    }

    private ConvergencePicture(ConvergencePlot plot, int width, int height, boolean legend, String caption) {
        this.plot = plot;
        this.width = width;
        this.height = height;
        this.legend = legend;
        this.caption = caption;
        int curves = plot.curves().size();
        legendLines = plot.isEmpty() || curves < 2 || !legend ? 0
                : Math.min((curves + legendColumns() - 1) / legendColumns(), Math.max(0, height / LEGEND_PARTS / LEGEND_LINE));
        double left = LEAST_LEFT;
        if (!plot.isEmpty()) {
            for (double value : plot.vertical().ticks(marks(height - TOP - FOOT, UNITS_PER_MARK_UP))) {
                left = Math.max(left, LETTER_WIDTH * label(value).length() + 14);
            }
        }
        double bottom = height - FOOT - legendHeight();
        area = new Area(left, TOP, Math.max(1, width - RIGHT - left), Math.max(1, bottom - TOP));
    }

    /** A picture of a size in units for whoever shows a legend of his own. */
    public static ConvergencePicture withoutLegend(ConvergencePlot plot, int width, int height) {
        return new ConvergencePicture(plot, width, height, false, "");
    }

    /** The same with a text above it, as far as there is room: what the names of the curves do not say because it is the same for all. */
    public ConvergencePicture captioned(String text) {
        return new ConvergencePicture(plot, width, height, legend, text);
    }

    /** A picture for a page: as high as the legend of its curves needs, low if there is nothing to draw. */
    public static ConvergencePicture of(ConvergencePlot plot) {
        int curves = plot.curves().size();
        int lines = curves > 1 ? (curves + 1) / 2 : 0;
        int legend = lines == 0 ? 0 : LEGEND_LINE * lines + LEGEND_LINE / 2;
        return new ConvergencePicture(plot, WIDTH, plot.isEmpty() ? EMPTY : Math.max(HEIGHT + legend, LEGEND_PARTS * LEGEND_LINE * lines));
    }

    /** A picture of a width that is at least so high, and high enough for a legend of all curves. */
    public static ConvergencePicture whole(ConvergencePlot plot, int width, int leastHeight) {
        int lines = (plot.curves().size() + legendColumns(width) - 1) / legendColumns(width);
        return new ConvergencePicture(plot, width, Math.max(leastHeight, LEGEND_PARTS * LEGEND_LINE * lines));
    }

    private static int legendColumns(int width) {
        return Math.max(1, (int) (width - LEAST_LEFT) / LEGEND_COLUMN);
    }

    private int legendColumns() {
        return legendColumns(width);
    }

    private double legendHeight() {
        return legendLines == 0 ? 0 : LEGEND_LINE * (legendLines + 0.5);
    }

    private static int marks(double length, double each) {
        return (int) Math.max(2, Math.min(10, length / each));
    }

    @Override
    public String title() {
        return "Convergence";
    }

    @Override
    public String description() {
        return "Residual over " + plot.abscissa().title() + (plot.upKind() == AxisKind.LOGARITHMIC ? ", logarithmic" : "")
                + (caption.isEmpty() ? "" : ": " + caption);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    /** What is drawn. */
    public ConvergencePlot plot() {
        return plot;
    }

    /** The rectangle between the axes, where the data lie. */
    public Area area() {
        return area;
    }

    /** The value on the horizontal axis at a place of the picture; NaN if there is nothing to draw. */
    public double valueAcross(double x) {
        return plot.isEmpty() ? Double.NaN : plot.horizontal().value(area.partAcross(x));
    }

    /** The residual at a place of the picture; NaN if there is nothing to draw. */
    public double valueUp(double y) {
        return plot.isEmpty() ? Double.NaN : plot.vertical().value(area.partUp(y));
    }

    /** The drawn point nearest to a place of the picture and not farther from it than so many units. */
    public Optional<ConvergencePoint> nearest(double x, double y, double farthest) {
        return plot.nearest(area.partAcross(x), area.partUp(y), area.width(), area.height(), farthest);
    }

    /** Where a point of a curve lies in the picture, from the left. */
    public double x(ConvergencePoint point) {
        return area.across(plot.across(point.curve())[point.point()]);
    }

    /** Where a point of a curve lies in the picture, from above. */
    public double y(ConvergencePoint point) {
        return area.up(plot.up(point.curve())[point.point()]);
    }

    /** The part of the plot between two corners of a rectangle of the picture; the plot itself if the rectangle has no extent. */
    public ConvergencePlot zoomed(double x1, double y1, double x2, double y2) {
        double left = valueAcross(Math.max(area.x(), Math.min(x1, x2)));
        double right = valueAcross(Math.min(area.right(), Math.max(x1, x2)));
        double low = valueUp(Math.min(area.bottom(), Math.max(y1, y2)));
        double high = valueUp(Math.max(area.y(), Math.min(y1, y2)));
        return left < right && low < high ? plot.zoomed(new Range(left, right), new Range(low, high)) : plot;
    }

    @Override
    public void paint(Painter painter) {
        if (plot.isEmpty()) {
            painter.text(Ink.MUTED, Anchor.MIDDLE, width / 2.0, height / 2.0 + 4, "no residuals above 0 were reported");
            return;
        }
        if (area.width() < LEAST_ROOM || area.height() < LEAST_ROOM) {
            return;
        }
        verticalAxis(painter);
        horizontalAxis(painter);
        marks(painter);
        List<double[]> letters = new ArrayList<>();
        for (int i = 0; i < plot.curves().size(); i++) {
            curve(painter, i, letters);
        }
        legend(painter);
    }

    private void verticalAxis(Painter painter) {
        for (double value : plot.vertical().ticks(marks(area.height(), UNITS_PER_MARK_UP))) {
            double y = area.up(plot.vertical().position(value));
            painter.line(Stroke.of(Ink.GRID, 1), area.x(), y, area.right(), y);
            painter.text(Ink.MUTED, Anchor.END, area.x() - 8, y + 4, label(value));
        }
        painter.text(Ink.MUTED, Anchor.START, 4, 12, RESIDUAL);
        double room = area.right() - CAPTION_GAP - painter.width(RESIDUAL);
        if (!caption.isEmpty() && room > LEAST_CAPTION) {
            painter.text(Ink.MUTED, Anchor.END, area.right(), 12, shortened(painter, caption, room));
        }
    }

    private String label(double value) {
        double power = Math.rint(Math.log10(value));
        boolean power10 = plot.upKind() == AxisKind.LOGARITHMIC && Math.abs(Math.log10(value) - power) < 1e-9;
        return power10 ? Figures.power(10, (int) power) : Figures.digits(value, DIGITS);
    }

    private void horizontalAxis(Painter painter) {
        double bottom = area.bottom();
        double free = 0;
        for (double value : plot.horizontal().ticks(marks(area.width(), UNITS_PER_MARK_ACROSS))) {
            String label = plot.abscissa().label(value);
            double x = area.across(plot.horizontal().position(value));
            double half = painter.width(label) / 2;
            if (!plot.abscissa().marks(value)) {
                continue;
            }
            painter.line(Stroke.of(Ink.AXIS, 1), x, bottom, x, bottom + 5);
            if (x - half >= free && x + half <= width) {
                painter.text(Ink.MUTED, Anchor.MIDDLE, x, bottom + 19, label);
                free = x + half + 8;
            }
        }
        painter.line(Stroke.of(Ink.AXIS, 1), area.x(), bottom, area.right(), bottom);
        painter.text(Ink.MUTED, Anchor.MIDDLE, area.across(0.5), bottom + 37, plot.abscissa().title());
    }

    private void marks(Painter painter) {
        double up = plot.hasTolerance() ? plot.vertical().position(plot.tolerance()) : Double.NaN;
        if (up >= 0 && up <= 1) {
            double y = area.up(up);
            painter.line(Stroke.of(Ink.LIMIT, 1).dash(Dash.DASHED), area.x(), y, area.right(), y);
            painter.text(Ink.MUTED, Anchor.START, area.x() + 6, y - 6, "tolerance");
        }
        boolean phases = plot.curves().size() == 1 && plot.abscissa() == Abscissa.ITERATIONS;
        long finishFrom = phases ? plot.curves().get(0).finishFrom() : 0;
        double across = finishFrom > 0 ? plot.horizontal().position(finishFrom) : 1;
        if (across >= 0 && across < 1) {
            double x = area.across(across);
            painter.line(Stroke.of(Ink.MUTED, 1).dash(Dash.DOTTED), x, area.y(), x, area.bottom());
            boolean atRight = across > 0.5;
            painter.text(Ink.MUTED, atRight ? Anchor.END : Anchor.START, x + (atRight ? -6 : 6), area.y() + 10, "Newton finish");
        }
    }

    private void curve(Painter painter, int index, List<double[]> letters) {
        double[] across = plot.across(index);
        double[] up = plot.up(index);
        Polyline line = new Polyline();
        int end = -1;
        for (int i = 0; i < across.length; i++) {
            line.add(area.across(across[i]), area.up(up[i]));
            end = Double.isNaN(across[i]) ? end : i;
        }
        line.thinned().clipped(area).paint(painter, stroke(index, LINE_WIDTH));
        if (end >= 0 && ConvergencePlot.shows(across[end], up[end])) {
            Curve curve = plot.curves().get(index);
            double x = area.across(across[end]);
            double y = area.up(up[end]);
            painter.circle(Ink.series(index), 1, x, y, END, curve.name() + ": residual " + Figures.small(curve.history().residuals()[end])
                    + " after " + Figures.iterations(curve.history().iterations()[end]));
            if (plot.curves().size() > 1) {
                letter(painter, ConvergencePlot.letter(index), x + 6, y - 5, letters);
            }
        }
    }

    private Stroke stroke(int index, double lineWidth) {
        return Stroke.of(Ink.series(index), lineWidth).dash(plot.curves().size() > 1 ? Dash.series(index) : Dash.SOLID);
    }

    /** Beside its place, to the right of letters that are there already while there is room, then higher and lower; if there is any. */
    private void letter(Painter painter, String letter, double x, double y, List<double[]> letters) {
        for (int row = 0; row * LETTER < 2 * height; row++) {
            double at = y + LETTER * (row % 2 == 0 ? -row / 2 : (row + 1) / 2);
            for (double right = x; at >= LETTER && at <= area.bottom() && right + LETTER <= width; right += LETTER) {
                double[] place = {right, at};
                if (letters.stream().noneMatch(other -> Math.abs(other[0] - place[0]) < LETTER && Math.abs(other[1] - place[1]) < LETTER)) {
                    letters.add(place);
                    painter.text(Ink.TEXT, Anchor.START, right, at, letter);
                    return;
                }
            }
        }
    }

    /** Below the axis, from left to right: the curves that have points. */
    private void legend(Painter painter) {
        int places = legendLines * legendColumns();
        int[] curves = IntStream.range(0, plot.curves().size()).filter(i -> Arrays.stream(plot.across(i)).anyMatch(Double::isFinite))
                .toArray();
        double column = (width - LEAST_LEFT - 4) / legendColumns();
        for (int k = 0; k < Math.min(places, curves.length); k++) {
            double x = LEAST_LEFT + k % legendColumns() * column;
            double y = height - legendHeight() + LEGEND_LINE * (k / legendColumns() + 0.75);
            int curve = curves[k];
            boolean rest = k == places - 1 && curves.length > places;
            String name = rest ? "and " + (curves.length - k) + " more"
                    : ConvergencePlot.letter(curve) + "  " + plot.curves().get(curve).name();
            if (!rest) {
                painter.line(stroke(curve, 2.5), x, y, x + LEGEND_SAMPLE, y);
            }
            painter.text(Ink.MUTED, Anchor.START, x + LEGEND_SAMPLE + 6, y + 4, shortened(painter, name, column - LEGEND_SAMPLE - 14));
        }
    }

    private static String shortened(Painter painter, String name, double room) {
        String shown = name;
        while (shown.length() > 1 && painter.width(shown) > room) {
            shown = shown.substring(0, shown.length() - 2) + "\u2026";
        }
        return shown;
    }
}
