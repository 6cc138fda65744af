package org.stillpoint.plot.internal.equilibrium;

import java.util.Optional;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.plot.Area;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.RangeScale;
import org.stillpoint.plot.Stroke;
import org.stillpoint.plot.internal.drawing.Frame;

/**
 * The samples of a batch by their evaluations, from left to right: above how many samples took so many, those that did not converge in
 * another colour; below the residual of each, upwards in powers of ten.
 */
final class SamplesPicture {

    private static final int WIDTH = 760;
    private static final Area BARS = new Area(62, 30, WIDTH - 62 - 24, 150);
    private static final Area POINTS = new Area(62, 30 + 150 + 46, WIDTH - 62 - 24, 190);
    private static final int FOOT = 44;
    private static final int MOST_BARS = 60;
    private static final int MOST_ACROSS = 7;
    private static final int MOST_UP = 4;
    private static final int MOST_POINTS = 5000;

    private final EquilibriumStates states;
    private final long least;
    private final long greatest;
    private final RangeScale across;

    private SamplesPicture(EquilibriumStates states, long least, long greatest) {
        this.states = states;
        this.least = least;
        this.greatest = greatest;
        across = RangeScale.around(least, greatest);
    }

    /** The picture of a batch; none of a single sample, or if no evaluations were counted. */
    static Optional<Picture> of(EquilibriumStates states) {
        long least = Long.MAX_VALUE;
        long greatest = 0;
        for (long evaluations : states.evaluations()) {
            least = Math.min(least, evaluations);
            greatest = Math.max(greatest, evaluations);
        }
        return states.evaluations().length < 2 || greatest == 0 ? Optional.empty() : Optional.of(Picture.of("Samples",
                "Evaluations and residuals of samples", WIDTH, (int) POINTS.bottom() + FOOT, new SamplesPicture(states, least,
                        greatest)::paint));
    }

    private void paint(Painter painter) {
        bars(painter);
        residuals(painter);
        Frame.foot(painter, POINTS, across, MOST_ACROSS, value -> value == Math.rint(value) && value >= 0 ? Figures.count((long) value)
                : "",
                "evaluations of a sample");
    }

    private double x(double evaluations) {
        return POINTS.across(across.position(evaluations));
    }

    private boolean converged(int sample) {
        return states.statuses().get(sample) == Status.CONVERGED;
    }

    private void bars(Painter painter) {
        long width = Math.max(1, (greatest - least + MOST_BARS) / MOST_BARS);
        int count = (int) ((greatest - least) / width) + 1;
        int[] all = new int[count];
        int[] failed = new int[count];
        int most = 0;
        for (int sample = 0; sample < states.evaluations().length; sample++) {
            int bar = (int) ((states.evaluations()[sample] - least) / width);
            all[bar]++;
            failed[bar] += converged(sample) ? 0 : 1;
            most = Math.max(most, all[bar]);
        }
        RangeScale up = new RangeScale(0, most);
        Frame.rows(painter, BARS, up, MOST_UP, value -> value == Math.rint(value) ? Figures.count((long) value) : "");
        double each = Math.max(2, Math.min(28, x(least + width) - x(least) - 1));
        for (int bar = 0; bar < count; bar++) {
            double left = Math.min(x(least + bar * width + (width - 1) / 2.0) - each / 2, BARS.right() - each);
            double whole = up.position(all[bar]) * BARS.height();
            double bad = up.position(failed[bar]) * BARS.height();
            painter.rectangle(Ink.SOURCE, 0.85, left, BARS.bottom() - whole, each, whole - bad);
            painter.rectangle(Ink.TARGET, 0.85, left, BARS.bottom() - bad, each, bad);
        }
        painter.line(Stroke.of(Ink.AXIS, 1), BARS.x(), BARS.bottom(), BARS.right(), BARS.bottom());
        painter.text(Ink.MUTED, Anchor.START, BARS.x(), BARS.y() - 12, "samples");
    }

    private void residuals(Painter painter) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double residual : states.residuals()) {
            if (residual > 0 && residual < Double.POSITIVE_INFINITY) {
                low = Math.min(low, Math.floor(Math.log10(residual)));
                high = Math.max(high, Math.ceil(Math.log10(residual)));
            }
        }
        painter.text(Ink.MUTED, Anchor.START, POINTS.x(), POINTS.y() - 12, "residual");
        if (low > high) {
            return;
        }
        RangeScale up = RangeScale.around(low, Math.max(high, low + 1));
        Frame.rows(painter, POINTS, up, MOST_UP + 2, power -> power == Math.rint(power) ? Figures.power(10, (int) power) : "");
        for (int sample = 0; sample < Math.min(MOST_POINTS, states.residuals().length); sample++) {
            double residual = states.residuals()[sample];
            if (residual >= 0 && residual < Double.POSITIVE_INFINITY) {
                double power = Math.max(up.least(), Math.log10(residual));
                painter.circle(converged(sample) ? Ink.SOURCE : Ink.TARGET, 1, x(states.evaluations()[sample]),
                        POINTS.up(up.position(power)), 3, "sample " + sample + ": " + states.statuses().get(sample) + ", residual "
                                + Figures.small(residual) + " after " + states.evaluations()[sample] + " evaluations");
            }
        }
    }
}
