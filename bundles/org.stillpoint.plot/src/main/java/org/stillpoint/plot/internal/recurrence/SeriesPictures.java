package org.stillpoint.plot.internal.recurrence;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.internal.drawing.LinesPicture;
import org.stillpoint.plot.internal.drawing.LinesPicture.Line;
import org.stillpoint.plot.model.StateSeries;

/** Series over their steps: components of one scale in one picture, others in pictures of their own. */
public final class SeriesPictures {

    private SeriesPictures() {
    }

    /** The pictures of a series; none if no value is finite. */
    public static List<Picture> of(StateSeries series) {
        List<Line> lines = new ArrayList<>();
        double[] steps = new double[series.points()];
        for (int point = 0; point < steps.length; point++) {
            steps[point] = series.step(point);
        }
        for (int k = 0; k < series.shown(); k++) {
            double[] values = new double[steps.length];
            for (int point = 0; point < steps.length; point++) {
                values[point] = series.value(k, point);
            }
            lines.add(new Line(series.name(k), k, steps, values));
        }
        if (series.ofOneScale()) {
            return LinesPicture.of(series.caption(), series.caption() + " over " + series.axis() + "s", lines, series.axis(),
                    LinesPicture.HIGH,
                    lines.size() > 1).stream().toList();
        }
        return lines.stream().flatMap(line -> LinesPicture.of(series.caption(), line.name() + " over " + series.axis() + "s", List.of(line),
                series.axis(), LinesPicture.LOW, true).stream()).toList();
    }
}
