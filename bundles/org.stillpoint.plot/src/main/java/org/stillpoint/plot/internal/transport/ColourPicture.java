package org.stillpoint.plot.internal.transport;

import java.util.List;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.model.Movement;

/**
 * Transport between the colours of two pictures: both of them, and between them the first one in the colours of the second, every pixel
 * in the mean of the colours that the plan moves its own to.
 */
final class ColourPicture {

    private static final int WIDTH = 760;
    private static final int GAP = 12;
    private static final int LEGEND = 22;
    private static final int COLOURS = 3;
    /** A little overlap, so that nothing shines through between the pixels. */
    private static final double OVERLAP = 0.3;

    private ColourPicture() {
    }

    /** A picture of two pictures, and of the first one recoloured where the plan is there. */
    static Picture of(String title, Measure source, Measure target, List<Movement> movements) {
        int pictures = movements.isEmpty() ? 2 : 3;
        double width = (WIDTH - (pictures - 1.0) * GAP) / pictures;
        double height = width * Math.max(ratio(source), ratio(target));
        double[] moved = movements.isEmpty() ? new double[0] : moved(source, target, movements);
        return Picture.of(title, "Pictures whose colours are moved", WIDTH, (int) Math.ceil(height) + LEGEND, painter -> {
            pixels(painter, source, source.points().data, 0, width, "source");
            if (moved.length > 0) {
                pixels(painter, source, moved, width + GAP, width, "source in the colours of the target");
            }
            pixels(painter, target, target.points().data, (pictures - 1) * (width + GAP), width, "target");
        });
    }

    private static double ratio(Measure picture) {
        return picture.size() / (double) picture.pictureWidth() / picture.pictureWidth();
    }

    private static void pixels(Painter painter, Measure picture, double[] colours, double left, double width, String caption) {
        double side = width / picture.pictureWidth();
        for (int i = 0; i < picture.size(); i++) {
            int at = COLOURS * i;
            painter.pixel(level(colours[at]), level(colours[at + 1]), level(colours[at + 2]), left + i % picture.pictureWidth() * side,
                    i / picture.pictureWidth() * side, side + OVERLAP, side + OVERLAP);
        }
        painter.text(Ink.MUTED, Anchor.START, left, width * ratio(picture) + LEGEND - 6, caption);
    }

    private static double level(double value) {
        return value > 0 ? Math.min(value, 1) : 0;
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
