package org.stillpoint.plot;

import java.util.List;
import java.util.Optional;

/**
 * Residuals over what the runs have taken: the axes, and where each point lies, both from 0 to 1 to the right and upwards. However it is
 * drawn. Immutable: other axes, and a part that is looked at closer, are other plots of the same curves.
 */
public final class ConvergencePlot {

    /** A part of an axis of less than this part of its values cannot be told from a single value. */
    private static final double NARROWEST = 1e-9;

    private final Abscissa abscissa;
    private final List<Curve> curves;
    private final double tolerance;
    private final AxisKind acrossKind;
    private final AxisKind upKind;
    private final boolean zoomed;
    private final Scale horizontal;
    private final Scale vertical;
    private final double[][] across;
    private final double[][] up;

    /**
     * A plot of all points, residuals on a logarithmic axis.
     *
     * @param tolerance the tolerance worked to, NaN if there was none
     */
    public ConvergencePlot(Abscissa abscissa, List<Curve> curves, double tolerance) {
        this(abscissa, curves, tolerance, abscissa.kind(), AxisKind.LOGARITHMIC, null, null);
    }

    private ConvergencePlot(Abscissa abscissa, List<Curve> curves, double tolerance, AxisKind acrossKind, AxisKind upKind,
            Range acrossRange, Range upRange) {
        this.abscissa = abscissa;
        this.curves = List.copyOf(curves);
        this.tolerance = tolerance > 0 && Double.isFinite(tolerance) ? tolerance : Double.NaN;
        this.acrossKind = acrossKind;
        this.upKind = upKind;
        across = this.curves.stream().map(curve -> abscissa.of(curve.history())).toArray(double[][]::new);
        up = new double[across.length][];
        double[] x = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        double[] residual = {Double.POSITIVE_INFINITY, 0};
        extend(x, residual);
        boolean drawn = residual[1] > 0;
        if (drawn && hasTolerance()) {
            extend(residual, tolerance);
        }
        Scale all = !drawn ? null : upKind == AxisKind.LOGARITHMIC ? LogarithmicScale.decades(residual[0], residual[1])
                : new RangeScale(0, residual[1]);
        zoomed = drawn && acrossRange != null;
        horizontal = !drawn ? null : zoomed ? part(acrossKind, acrossRange, x[0]) : abscissa.scale(acrossKind, x[0], x[1]);
        vertical = zoomed ? part(upKind, upRange, residual[0]) : all;
        for (int i = 0; i < across.length; i++) {
            place(i, all);
        }
    }

    private void extend(double[] x, double[] residual) {
        for (int i = 0; i < across.length; i++) {
            double[] residuals = curves.get(i).history().residuals();
            for (int k = 0; k < residuals.length; k++) {
                if (isDrawn(across[i][k], residuals[k])) {
                    extend(x, across[i][k]);
                    if (residuals[k] > 0) {
                        extend(residual, residuals[k]);
                    }
                }
            }
        }
    }

    private static void extend(double[] range, double value) {
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
    }

    private boolean isDrawn(double place, double residual) {
        return acrossKind.admits(place) && residual >= 0 && Double.isFinite(residual);
    }

    /** A logarithmic axis begins at the least value that there is where a range begins at nothing. */
    private static Scale part(AxisKind kind, Range range, double leastDrawn) {
        double greatest = range.greatest();
        double least = range.least();
        if (kind == AxisKind.LOGARITHMIC) {
            greatest = greatest > 0 ? greatest : leastDrawn;
            least = least > 0 ? least : Math.min(leastDrawn, greatest / 10);
        }
        double middle = (least + greatest) / 2;
        if (!(greatest - least > NARROWEST * Math.abs(middle))) {
            least = middle - NARROWEST * Math.abs(middle);
            greatest = middle + NARROWEST * Math.abs(middle);
        }
        return kind == AxisKind.LOGARITHMIC ? LogarithmicScale.between(least, greatest) : new RangeScale(least, greatest);
    }

    /** From values to positions; a residual of 0 lies where the axis of all residuals begins. */
    private void place(int curve, Scale all) {
        double[] residuals = curves.get(curve).history().residuals();
        double[] places = across[curve];
        across[curve] = new double[places.length];
        up[curve] = new double[places.length];
        for (int k = 0; k < places.length; k++) {
            boolean drawn = all != null && isDrawn(places[k], residuals[k]);
            across[curve][k] = drawn ? horizontal.position(places[k]) : Double.NaN;
            up[curve][k] = drawn ? vertical.position(residuals[k] > 0 ? residuals[k] : all.value(0)) : Double.NaN;
        }
    }

    /** The plot of all points on axes of certain kinds. */
    public ConvergencePlot axes(AxisKind kindAcross, AxisKind kindUp) {
        return new ConvergencePlot(abscissa, curves, tolerance, kindAcross, kindUp, null, null);
    }

    /** The part of the plot where both axes go from one value to another; on a logarithmic axis values above 0 only. */
    public ConvergencePlot zoomed(Range rangeAcross, Range rangeUp) {
        return new ConvergencePlot(abscissa, curves, tolerance, acrossKind, upKind, rangeAcross, rangeUp);
    }

    /** Whether this is a part of a plot. */
    public boolean isZoomed() {
        return zoomed;
    }

    /** Whether there is nothing to draw, not a residual above 0, and so there are no scales. */
    public boolean isEmpty() {
        return horizontal == null;
    }

    /** What is on the horizontal axis. */
    public Abscissa abscissa() {
        return abscissa;
    }

    /** The kind of the horizontal axis. */
    public AxisKind acrossKind() {
        return acrossKind;
    }

    /** The kind of the vertical axis. */
    public AxisKind upKind() {
        return upKind;
    }

    /** The curves. */
    public List<Curve> curves() {
        return curves;
    }

    /** Whether there is a tolerance to draw. */
    public boolean hasTolerance() {
        return !Double.isNaN(tolerance);
    }

    /** The tolerance. */
    public double tolerance() {
        return tolerance;
    }

    /** The horizontal axis. */
    public Scale horizontal() {
        return horizontal;
    }

    /** The vertical axis. */
    public Scale vertical() {
        return vertical;
    }

    /** Where the points of a curve, by its number, lie along the horizontal axis; NaN where one cannot be drawn. Shared, not copied. */
    public double[] across(int curve) {
        return across[curve];
    }

    /**
     * Where the points of a curve, by its number, lie along the vertical axis, a residual of 0 at the foot of the axis of all residuals;
     * NaN where one cannot be drawn. Shared, not copied.
     */
    public double[] up(int curve) {
        return up[curve];
    }

    /**
     * The point nearest to a place among those that are not outside the axes.
     *
     * @param atAcross the place along the horizontal axis, from 0 to 1
     * @param atUp the place along the vertical axis, from 0 to 1
     * @param width the length of the horizontal axis in any unit
     * @param height the length of the vertical axis in the same unit
     * @param farthest how far the point may be in this unit
     */
    public Optional<ConvergencePoint> nearest(double atAcross, double atUp, double width, double height, double farthest) {
        double nearest = farthest * farthest;
        int curve = -1;
        int point = -1;
        for (int i = 0; i < across.length; i++) {
            for (int k = 0; k < across[i].length; k++) {
                double right = (across[i][k] - atAcross) * width;
                double above = (up[i][k] - atUp) * height;
                double distance = right * right + above * above;
                if (distance <= nearest && shows(across[i][k], up[i][k])) {
                    nearest = distance;
                    curve = i;
                    point = k;
                }
            }
        }
        return curve < 0 ? Optional.empty() : Optional.of(point(curve, point));
    }

    ConvergencePoint point(int curve, int point) {
        return new ConvergencePoint(curve, point, abscissa.of(curves.get(curve).history())[point],
                curves.get(curve).history().residuals()[point]);
    }

    /** Whether a place lies within both axes. */
    static boolean shows(double across, double up) {
        return across >= 0 && across <= 1 && up >= 0 && up <= 1;
    }

    /** The letter that stands for a curve. */
    public static String letter(int curve) {
        return String.valueOf((char) ((curve < 26 ? 'A' : 'a' - 26) + curve % 52));
    }
}
