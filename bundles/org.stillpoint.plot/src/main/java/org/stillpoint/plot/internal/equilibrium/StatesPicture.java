package org.stillpoint.plot.internal.equilibrium;

import java.util.Optional;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.internal.drawing.Cells;

/**
 * The states of the first samples, one below the other: a cell for each component, the darker the larger, negative ones in another
 * colour.
 */
final class StatesPicture {

    private static final int WIDTH = 760;
    private static final int LEFT = 30;
    private static final int TOP = 26;
    private static final int FOOT = 26;
    private static final int MOST_SAMPLES = 32;
    private static final int MOST_COMPONENTS = 128;
    private static final double LARGEST_CELL = 30;
    private static final double HIGHEST_CELL = 20;

    private StatesPicture() {
    }

    /** The picture of states; none if they have a single component, or if all that are finite are zero. */
    static Optional<Picture> of(EquilibriumStates states) {
        int size = states.states().size();
        int count = states.states().count();
        int samples = Math.min(MOST_SAMPLES, count);
        int components = Math.min(MOST_COMPONENTS, size);
        Cells cells = new Cells(samples, components, samples, components);
        for (int sample = 0; sample < samples; sample++) {
            for (int k = 0; k < components; k++) {
                cells.put(sample, samples, k, components, states.states().values()[states.states().offset(sample) + k]);
            }
        }
        if (components < 2 || samples == 0 || !(cells.greatest() > 0)) {
            return Optional.empty();
        }
        double width = Math.min(LARGEST_CELL, (WIDTH - LEFT - 10.0) / components);
        double height = Math.min(HIGHEST_CELL, width * 2);
        double bottom = TOP + samples * height;
        return Optional.of(Picture.of("States", "States of samples", WIDTH, (int) Math.ceil(bottom) + FOOT, painter -> {
            painter.text(Ink.MUTED, Anchor.START, LEFT, 16, "components from left to right" + part(components, size)
                    + "; samples from above"
                    + part(samples, count));
            cells.paint(painter, LEFT, TOP, width, height);
            painter.text(Ink.MUTED, Anchor.START, LEFT, bottom + 18, "strongest colour: " + Figures.digits(cells.greatest(), 3)
                    + " in magnitude; blue positive, orange negative");
        }));
    }

    private static String part(int shown, int all) {
        return shown < all ? ", the first " + shown + " of " + all : "";
    }
}
