package org.stillpoint.shell.internal.report;

import org.stillpoint.api.Problem;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.plot.model.StateSeries;

/** The pictures that suit a trajectory: output or states over the steps, and the path of few states that nothing is fed to. */
final class TrajectoryPictures {

    private TrajectoryPictures() {
    }

    /** Headings and {@code svg} elements; empty where the problem is another one, or there is nothing to be seen. */
    static String of(Problem problem, Recordable value) {
        return StateSeries.of(problem, value).map(series -> picture(series.caption(), SeriesDrawing.draw(series))).orElse("")
                + StateSeries.ofPath(problem, value).map(path -> picture("Phase portrait", PhaseDrawing.draw(path))).orElse("");
    }

    private static String picture(String title, String svg) {
        return svg.isEmpty() ? "" : "<h3>" + Markup.escape(title) + "</h3>\n<div class=\"scroll\">" + svg + "</div>\n";
    }
}
