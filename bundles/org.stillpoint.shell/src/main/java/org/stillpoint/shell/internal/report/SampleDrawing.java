package org.stillpoint.shell.internal.report;

import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.RangeScale;

/**
 * The samples of a batch by their evaluations, from left to right: above how many samples took so many, those that did not converge in
 * another colour; below the residual of each, upwards in powers of ten.
 */
final class SampleDrawing {

    private static final int WIDTH = 760;
    private static final int LEFT = 62;
    private static final int RIGHT = WIDTH - 18;
    private static final int TOP = 30;
    private static final int BARS = 150;
    private static final int GAP = 46;
    private static final int POINTS = 190;
    private static final int FOOT = 44;
    private static final int MOST_BARS = 60;
    private static final int MOST_ACROSS = 7;
    private static final int MOST_UP = 4;
    private static final int MOST_POINTS = 5000;

    private final EquilibriumStates states;
    private final long least;
    private final long greatest;
    private final RangeScale across;

    private SampleDrawing(EquilibriumStates states, long least, long greatest) {
        this.states = states;
        this.least = least;
        this.greatest = greatest;
        across = RangeScale.around(least, greatest);
    }

    /** Draws a batch; empty for a single sample, or if no evaluations were counted. */
    static String draw(EquilibriumStates states) {
        long least = Long.MAX_VALUE;
        long greatest = 0;
        for (long evaluations : states.evaluations()) {
            least = Math.min(least, evaluations);
            greatest = Math.max(greatest, evaluations);
        }
        return states.evaluations().length < 2 || greatest == 0 ? "" : new SampleDrawing(states, least, greatest).draw();
    }

    private String draw() {
        int bottom = TOP + BARS + GAP + POINTS;
        Drawing drawing = new Drawing(WIDTH, bottom + FOOT, "Evaluations and residuals of samples");
        bars(drawing);
        residuals(drawing, TOP + BARS + GAP, bottom);
        for (double value : across.ticks(MOST_ACROSS)) {
            if (value == Math.rint(value) && value >= 0) {
                drawing.line("tick", 1, 1, x(value), bottom, x(value), bottom + 5);
                drawing.text(x(value), bottom + 19, "middle", Figures.count((long) value));
            }
        }
        drawing.line("axis", 1, 1, LEFT, bottom, RIGHT, bottom);
        drawing.text((LEFT + RIGHT) / 2.0, bottom + FOOT - 6, "middle", "evaluations of a sample");
        return drawing.end();
    }

    private double x(double evaluations) {
        return LEFT + across.position(evaluations) * (RIGHT - LEFT);
    }

    private boolean converged(int sample) {
        return states.statuses().get(sample) == Status.CONVERGED;
    }

    private void bars(Drawing drawing) {
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
        int bottom = TOP + BARS;
        for (double value : up.ticks(MOST_UP)) {
            if (value == Math.rint(value)) {
                double y = bottom - up.position(value) * BARS;
                drawing.line("grid", 1, 1, LEFT, y, RIGHT, y);
                drawing.text(LEFT - 8, y + 4, "end", Figures.count((long) value));
            }
        }
        double each = Math.max(2, Math.min(28, x(least + width) - x(least) - 1));
        for (int bar = 0; bar < count; bar++) {
            double left = x(least + bar * width + (width - 1) / 2.0) - each / 2;
            double whole = up.position(all[bar]) * BARS;
            double bad = up.position(failed[bar]) * BARS;
            drawing.rectangle("source", 0.85, left, bottom - whole, each, whole - bad);
            drawing.rectangle("target", 0.85, left, bottom - bad, each, bad);
        }
        drawing.line("axis", 1, 1, LEFT, bottom, RIGHT, bottom);
        drawing.text(LEFT, TOP - 12, "start", "samples");
    }

    private void residuals(Drawing drawing, int top, int bottom) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double residual : states.residuals()) {
            if (residual > 0 && residual < Double.POSITIVE_INFINITY) {
                low = Math.min(low, Math.floor(Math.log10(residual)));
                high = Math.max(high, Math.ceil(Math.log10(residual)));
            }
        }
        drawing.text(LEFT, top - 12, "start", "residual");
        if (low > high) {
            return;
        }
        RangeScale up = RangeScale.around(low, Math.max(high, low + 1));
        for (double power : up.ticks(MOST_UP + 2)) {
            if (power == Math.rint(power)) {
                double y = bottom - up.position(power) * (bottom - top);
                drawing.line("grid", 1, 1, LEFT, y, RIGHT, y);
                drawing.text(LEFT - 8, y + 4, "end", "1e" + (long) power);
            }
        }
        for (int sample = 0; sample < Math.min(MOST_POINTS, states.residuals().length); sample++) {
            double residual = states.residuals()[sample];
            if (residual < Double.POSITIVE_INFINITY) {
                double power = Math.max(up.least(), Math.log10(residual));
                drawing.circle(converged(sample) ? "source" : "target", x(states.evaluations()[sample]),
                        bottom - up.position(power) * (bottom - top), 3, "sample " + sample + ": " + states.statuses().get(sample)
                                + ", residual " + Figures.small(residual) + " after " + states.evaluations()[sample] + " evaluations");
            }
        }
    }
}
