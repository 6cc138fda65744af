package org.stillpoint.shell.internal.report;

import java.util.List;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.plot.model.Movement;

/**
 * Transport between the colours of two pictures: both of them, and between them the first one in the colours of the second, every pixel in the
 * mean of the colours that the plan moves its own to.
 */
final class ColourDrawing {

    private static final int WIDTH = 760;
    private static final int GAP = 12;
    private static final int LEGEND = 22;
    private static final int COLOURS = 3;

    private ColourDrawing() {
    }

    /** Draws two pictures, and the first one recoloured where the plan is there. */
    static String draw(Measure source, Measure target, List<Movement> movements) {
        int pictures = movements.isEmpty() ? 2 : 3;
        double width = (WIDTH - (pictures - 1.0) * GAP) / pictures;
        double height = width * Math.max(ratio(source), ratio(target));
        Drawing drawing = new Drawing(WIDTH, (int) Math.ceil(height) + LEGEND, "Pictures whose colours are moved");
        picture(drawing, source, source.points().data, 0, width, "source");
        if (!movements.isEmpty()) {
            picture(drawing, source, moved(source, target, movements), width + GAP, width, "source in the colours of the target");
        }
        picture(drawing, target, target.points().data, (pictures - 1) * (width + GAP), width, "target");
        return drawing.end();
    }

    private static double ratio(Measure picture) {
        return picture.size() / (double) picture.pictureWidth() / picture.pictureWidth();
    }

    private static void picture(Drawing drawing, Measure picture, double[] colours, double left, double width, String caption) {
        double side = width / picture.pictureWidth();
        for (int i = 0; i < picture.size(); i++) {
            // A little overlap, so that nothing shines through between the pixels.
            drawing.pixel(colours, COLOURS * i, left + i % picture.pictureWidth() * side, i / picture.pictureWidth() * side, side + 0.3,
                    side + 0.3);
        }
        drawing.text(left, width * ratio(picture) + LEGEND - 6, "start", caption);
    }

    /** The means of the colours that each pixel's mass is moved to; a pixel without mass keeps its colour. */
    private static double[] moved(Measure source, Measure target, List<Movement> movements) {
        double[] colours = new double[COLOURS * source.size()];
        double[] masses = new double[source.size()];
        for (Movement movement : movements) {
            masses[movement.source()] += movement.mass();
            for (int k = 0; k < COLOURS; k++) {
                colours[COLOURS * movement.source() + k] += movement.mass() * target.points().get(movement.target(), k);
            }
        }
        for (int i = 0; i < masses.length; i++) {
            for (int k = 0; k < COLOURS; k++) {
                int at = COLOURS * i + k;
                colours[at] = masses[i] > 0 ? colours[at] / masses[i] : source.points().data[at];
            }
        }
        return colours;
    }
}
