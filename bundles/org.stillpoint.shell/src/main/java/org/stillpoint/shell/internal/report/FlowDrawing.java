package org.stillpoint.shell.internal.report;

import java.util.List;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.shell.internal.plot.Movement;

/**
 * Transport in the plane: circles whose areas are the weights of the points, and lines whose widths are the masses that move between them.
 * The second coordinate points upwards; both have the same scale.
 */
final class FlowDrawing {

    private static final int WIDTH = 760;
    private static final int MOST_HEIGHT = 620;
    private static final int LEAST_HEIGHT = 180;
    private static final int MARGIN = 26;
    private static final int LEGEND = 28;
    private static final int MOST_LINES = 800;
    private static final double LARGEST_RADIUS = 13;
    private static final double LEAST_RADIUS = 1.3;
    private static final double WIDEST = 7;
    private static final double LEAST_WIDTH = 0.4;
    private static final double LEAST_OPACITY = 0.25;
    /** Points of so few get their names. */
    private static final int MOST_NAMES = 60;

    private final Measure source;
    private final Measure target;
    private final double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[] greatest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private final double scale;
    private final int height;

    private FlowDrawing(Measure source, Measure target) {
        this.source = source;
        this.target = target;
        extend(source);
        extend(target);
        double across = greatest[0] - least[0];
        double up = greatest[1] - least[1];
        double fit = Math.max(across / (WIDTH - 2 * MARGIN), up / (MOST_HEIGHT - 2 * MARGIN));
        scale = fit > 0 ? 1 / fit : 1;
        height = (int) Math.max(LEAST_HEIGHT, Math.ceil(up * scale) + 2 * MARGIN);
    }

    private void extend(Measure measure) {
        for (int i = 0; i < measure.size(); i++) {
            for (int k = 0; k < 2 && measure.weights()[i] > 0; k++) {
                least[k] = Math.min(least[k], measure.points().get(i, k));
                greatest[k] = Math.max(greatest[k], measure.points().get(i, k));
            }
        }
    }

    /** Draws movements between measures with points in the plane. */
    static String draw(Measure source, Measure target, List<Movement> movements) {
        return new FlowDrawing(source, target).draw(movements);
    }

    private String draw(List<Movement> movements) {
        Drawing drawing = new Drawing(WIDTH, height + LEGEND, "Movements between points of the plane");
        List<Movement> shown = Movement.largest(movements, MOST_LINES);
        double most = shown.isEmpty() ? 1 : shown.get(0).mass();
        for (int k = shown.size() - 1; k >= 0; k--) {
            Movement movement = shown.get(k);
            double share = movement.mass() / most;
            drawing.line("flow", Math.max(WIDEST * share * Math.min(1, 20.0 / Math.sqrt(shown.size())), LEAST_WIDTH),
                    LEAST_OPACITY + (1 - LEAST_OPACITY) * share * share, x(source, movement.source()), y(source, movement.source()),
                    x(target, movement.target()), y(target, movement.target()));
        }
        circles(drawing, source, "source");
        circles(drawing, target, "target");
        drawing.circle("source", MARGIN, height + LEGEND / 2.0, 5, "");
        drawing.text(MARGIN + 10, height + LEGEND / 2.0 + 4, "start", "source");
        drawing.circle("target", MARGIN + 80, height + LEGEND / 2.0, 5, "");
        drawing.text(MARGIN + 90, height + LEGEND / 2.0 + 4, "start", "target");
        if (!movements.isEmpty()) {
            drawing.text(WIDTH - MARGIN, height + LEGEND / 2.0 + 4, "end", shown.size() < movements.size()
                    ? "the " + shown.size() + " largest of " + movements.size() + " movements" : movements.size() + " movements");
        }
        return drawing.end();
    }

    private void circles(Drawing drawing, Measure measure, String style) {
        double heaviest = 0;
        for (double weight : measure.weights()) {
            heaviest = Math.max(heaviest, weight);
        }
        double largest = Math.min(LARGEST_RADIUS, 70 / Math.sqrt(measure.size()));
        for (int i = 0; i < measure.size(); i++) {
            if (measure.weights()[i] > 0) {
                String name = measure.names().isEmpty() ? "" : measure.names().get(i);
                double radius = Math.max(largest * Math.sqrt(measure.weights()[i] / heaviest), LEAST_RADIUS);
                drawing.circle(style, x(measure, i), y(measure, i), radius, name);
                if (!name.isEmpty() && measure.size() <= MOST_NAMES) {
                    boolean atRight = x(measure, i) > WIDTH - 100;
                    drawing.text(x(measure, i) + (atRight ? -radius - 3 : radius + 3), y(measure, i) + 4, atRight ? "end" : "start", name);
                }
            }
        }
    }

    private double x(Measure measure, int point) {
        return WIDTH / 2.0 + (measure.points().get(point, 0) - (least[0] + greatest[0]) / 2) * scale;
    }

    private double y(Measure measure, int point) {
        return height / 2.0 - (measure.points().get(point, 1) - (least[1] + greatest[1]) / 2) * scale;
    }
}
