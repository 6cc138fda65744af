package org.stillpoint.shell.internal.report;

import java.util.Optional;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;

/** The pictures that suit the states of a batch: how many evaluations each sample took to which residual, and the states. */
final class EquilibriumPictures {

    private EquilibriumPictures() {
    }

    /** Headings and {@code svg} elements; empty where the value is another one, or there is nothing to be seen. */
    static String of(Recordable value) {
        Optional<EquilibriumStates> states = value instanceof EquilibriumStates found ? Optional.of(found)
                : value instanceof EquilibriumGradient gradient ? Optional.of(gradient.states()) : Optional.empty();
        return states.map(found -> picture("Samples", SampleDrawing.draw(found)) + picture("States", StatesDrawing.draw(found))).orElse("");
    }

    private static String picture(String title, String svg) {
        return svg.isEmpty() ? "" : "<h3>" + title + "</h3>\n<div class=\"scroll\">" + svg + "</div>\n";
    }
}
