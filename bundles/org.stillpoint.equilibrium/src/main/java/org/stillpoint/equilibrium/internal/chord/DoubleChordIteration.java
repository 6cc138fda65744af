package org.stillpoint.equilibrium.internal.chord;

import java.util.Arrays;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/**
 * The chord iteration z := f(z) + D K (f(z) - z) in double precision. A sample goes on by plain iterations, from its best state, where the
 * residual grows or does not halve in many iterations.
 */
final class DoubleChordIteration {

    /** A residual that exceeds the least one by this factor. */
    private static final double GROWTH = 1e3;
    private static final int PATIENCE = 50;

    private final ActiveSamples samples;
    private final ChordMatrix chord;
    private final PanelMatrix matrix;
    private final double[] plain;
    private final double[] waiting;
    private final double[] before;
    private final double[] since;

    DoubleChordIteration(ActiveSamples samples, ChordMatrix chord, PanelMatrix matrix) {
        this.samples = samples;
        this.chord = chord;
        this.matrix = matrix;
        plain = samples.panel(1);
        waiting = samples.panel(1);
        before = samples.panel(1);
        since = samples.panel(1);
    }

    void run() {
        PanelProducts products = new PanelProducts();
        double[] defects = new double[samples.size() * samples.capacity()];
        double[] increments = new double[samples.size() * samples.capacity()];
        Arrays.fill(before, Double.POSITIVE_INFINITY);
        while (samples.evaluate()) {
            for (int lane = 0; lane < samples.lanes(); lane++) {
                judge(lane);
            }
            int length = samples.size() * samples.lanes();
            for (int i = 0; i < length; i++) {
                defects[i] = samples.images()[i] - samples.states()[i];
            }
            Arrays.fill(increments, 0, length, 0);
            products.addPanel(increments, 0, matrix, defects, 0, samples.lanes());
            for (int lane = 0; lane < samples.lanes(); lane++) {
                step(lane, increments);
            }
        }
    }

    private void judge(int lane) {
        double residual = samples.residuals()[lane];
        waiting[lane] = 0;
        if (plain[lane] == 1) {
            return;
        }
        boolean away = !(residual <= GROWTH * samples.bestResiduals()[lane]);
        if (residual <= .5 * before[lane]) {
            before[lane] = residual;
            since[lane] = 0;
        } else if (away || ++since[lane] >= PATIENCE) {
            samples.session().count(CorrectedIteration.PLAIN, 1);
            plain[lane] = 1;
            waiting[lane] = away ? 1 : 0;
        }
    }

    /** Goes on from the state, or back to the best one, which is evaluated once more. */
    private void step(int lane, double[] increments) {
        boolean chorded = plain[lane] == 0;
        double[] from = waiting[lane] == 1 ? samples.bestStates() : samples.images();
        for (int k = 0; k < samples.size(); k++) {
            int at = k * samples.lanes() + lane;
            samples.states()[at] = chorded ? from[at] + chord.slopes()[k] * increments[at] : from[at];
        }
        if (chorded) {
            samples.attempt(lane);
        }
    }
}
