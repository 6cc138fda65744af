package org.stillpoint.shell.internal.report;

import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.plot.Figures;

/**
 * The states of the first samples, one below the other: a cell for each component, the darker the larger, negative ones in another colour.
 */
final class StatesDrawing {

    private static final int WIDTH = 760;
    private static final int LEFT = 30;
    private static final int TOP = 26;
    private static final int FOOT = 26;
    private static final int MOST_SAMPLES = 32;
    private static final int MOST_COMPONENTS = 128;
    private static final double LARGEST_CELL = 30;
    private static final double HIGHEST_CELL = 20;
    private static final double LEAST_DARKNESS = 0.004;

    private StatesDrawing() {
    }

    /** Draws states; empty if they have a single component, or if one is no finite number. */
    static String draw(EquilibriumStates states) {
        int size = states.states().size();
        int samples = Math.min(MOST_SAMPLES, states.states().count());
        int components = Math.min(MOST_COMPONENTS, size);
        double greatest = 0;
        for (int sample = 0; sample < samples; sample++) {
            for (int k = 0; k < components; k++) {
                greatest = Math.max(greatest, Math.abs(states.states().values()[states.states().offset(sample) + k]));
            }
        }
        if (components < 2 || samples == 0 || !(greatest > 0 && greatest < Double.POSITIVE_INFINITY)) {
            return "";
        }
        double width = Math.min(LARGEST_CELL, (WIDTH - LEFT - 10.0) / components);
        double height = Math.min(HIGHEST_CELL, width * 2);
        Drawing drawing = new Drawing(WIDTH, (int) Math.ceil(TOP + samples * height) + FOOT, "States of samples");
        drawing.text(LEFT, 16, "start", "components from left to right" + part(components, size) + "; samples from above"
                + part(samples, states.states().count()));
        drawing.rectangle("frame", 0, LEFT, TOP, components * width, samples * height);
        for (int sample = 0; sample < samples; sample++) {
            for (int k = 0; k < components; k++) {
                double value = states.states().values()[states.states().offset(sample) + k];
                double darkness = Math.sqrt(Math.abs(value) / greatest);
                if (darkness > LEAST_DARKNESS) {
                    drawing.rectangle(value > 0 ? "source" : "target", darkness, LEFT + k * width, TOP + sample * height, width, height);
                }
            }
        }
        drawing.text(LEFT, TOP + samples * height + 18, "start", "darkest: " + Figures.digits(greatest, 3)
                + " in magnitude; blue positive, orange negative");
        return drawing.end();
    }

    private static String part(int shown, int all) {
        return shown < all ? ", the first " + shown + " of " + all : "";
    }
}
