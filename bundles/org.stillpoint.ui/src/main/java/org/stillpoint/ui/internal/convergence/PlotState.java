package org.stillpoint.ui.internal.convergence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.stillpoint.api.History;
import org.stillpoint.plot.Abscissa;
import org.stillpoint.plot.AxisKind;
import org.stillpoint.plot.ConvergencePlot;
import org.stillpoint.plot.Curve;
import org.stillpoint.plot.Range;
import org.stillpoint.plot.Scale;

/** What is plotted and which part of it is looked at; the part stays while the runs go on. Not thread-safe. */
final class PlotState {

    private final Set<Long> hidden = new HashSet<>();
    private List<PlottedRun> runs = List.of();
    private CurveNames names = CurveNames.of(runs);
    private Abscissa abscissa = Abscissa.ITERATIONS;
    private AxisKind acrossKind = abscissa.kind();
    private AxisKind upKind = AxisKind.LOGARITHMIC;
    private Range across;
    private Range up;
    private ConvergencePlot plot;

    /** Plots runs. */
    void setRuns(List<PlottedRun> shown) {
        runs = List.copyOf(shown);
        names = CurveNames.of(runs);
        plot = null;
    }

    /** What the curve of a run is called in the plot. */
    String name(int curve) {
        return names.names().get(curve);
    }

    /** What all the runs have in common; empty if that is nothing. */
    String common() {
        return names.common();
    }

    List<PlottedRun> runs() {
        return runs;
    }

    Abscissa abscissa() {
        return abscissa;
    }

    AxisKind acrossKind() {
        return acrossKind;
    }

    AxisKind upKind() {
        return upKind;
    }

    /** Puts something else on the horizontal axis, all of it, on the axis that suits it. */
    void setAbscissa(Abscissa other) {
        abscissa = other;
        setKinds(other.kind(), upKind);
    }

    /** Uses axes of other kinds, whole. */
    void setKinds(AxisKind ofAcross, AxisKind ofUp) {
        acrossKind = ofAcross;
        upKind = ofUp;
        fit();
    }

    /** Shows everything. */
    void fit() {
        across = null;
        up = null;
        plot = null;
    }

    boolean isHidden(int curve) {
        return hidden.contains(runs.get(curve).id());
    }

    /** Hides a curve, or shows it again. */
    void toggle(int curve) {
        long id = runs.get(curve).id();
        if (!hidden.remove(id)) {
            hidden.add(id);
        }
        plot = null;
    }

    /** The plot as it is now. */
    ConvergencePlot plot() {
        if (plot == null) {
            List<Curve> curves = IntStream.range(0, runs.size()).mapToObj(this::curve).toList();
            plot = new ConvergencePlot(abscissa, curves, tolerance());
            if (acrossKind != abscissa.kind() || upKind != AxisKind.LOGARITHMIC) {
                plot = plot.axes(acrossKind, upKind);
            }
            if (across != null && !plot.isEmpty()) {
                plot = plot.zoomed(across, up);
            }
        }
        return plot;
    }

    private Curve curve(int index) {
        Curve curve = runs.get(index).curve();
        return isHidden(index) ? Curve.of(name(index), History.EMPTY) : new Curve(name(index), curve.history(), curve.finishFrom());
    }

    /** The tolerance of all runs that are shown; NaN if they differ. */
    private double tolerance() {
        double[] different = runs.stream().filter(run -> !hidden.contains(run.id())).mapToDouble(PlottedRun::tolerance).distinct()
                .toArray();
        return different.length == 1 ? different[0] : Double.NaN;
    }

    /** Looks at the part between places along the axes, of which 0 is the start and 1 the end of what is shown now. */
    void zoom(double left, double right, double low, double high) {
        ConvergencePlot now = plot();
        if (now.isEmpty()) {
            return;
        }
        Range newAcross = range(now.horizontal(), left, right);
        Range newUp = range(now.vertical(), low, high);
        if (newAcross != null && newUp != null) {
            across = newAcross;
            up = newUp;
            plot = null;
        }
    }

    private static Range range(Scale scale, double from, double to) {
        double least = scale.value(from);
        double greatest = scale.value(to);
        return least < greatest && Double.isFinite(least) && Double.isFinite(greatest) ? new Range(least, greatest) : null;
    }

    /** Looks closer, or from farther away where the factor is above 1, and leaves a place where it is. */
    void zoomAround(double atAcross, double atUp, double factor) {
        zoom(atAcross - atAcross * factor, atAcross + (1 - atAcross) * factor, atUp - atUp * factor, atUp + (1 - atUp) * factor);
    }

    /** Looks at what lies beside, by parts of what is shown. */
    void pan(double right, double higher) {
        zoom(right, 1 + right, higher, 1 + higher);
    }
}
