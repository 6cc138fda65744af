package org.stillpoint.shell.internal.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.plot.model.Movement;

/**
 * Transport in the plane: circles whose areas are the weights of the points, and wedges from one point to another, at their broad ends
 * as wide as the mass that moves.
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
    /** The width of a letter and the height of a line, about. */
    private static final double LETTER = 6.6;
    private static final double LINE = 11;
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
        List<Movement> away = Movement.elsewhere(movements, source, target);
        List<Movement> shown = Movement.largest(away, MOST_LINES);
        double most = shown.isEmpty() ? 1 : shown.get(0).mass();
        circles(drawing, source, "source");
        circles(drawing, target, "target");
        for (int k = shown.size() - 1; k >= 0; k--) {
            Movement movement = shown.get(k);
            double share = movement.mass() / most;
            drawing.wedge("flow wedge", Math.max(WIDEST * share * Math.min(1, 20.0 / Math.sqrt(shown.size())), LEAST_WIDTH),
                    LEAST_OPACITY + (1 - LEAST_OPACITY) * share, x(source, movement.source()), y(source, movement.source()),
                    x(target, movement.target()), y(target, movement.target()));
        }
        names(drawing);
        drawing.circle("source", MARGIN, height + LEGEND / 2.0, 5, "");
        drawing.text(MARGIN + 10, height + LEGEND / 2.0 + 4, "start", "source");
        drawing.circle("target", MARGIN + 80, height + LEGEND / 2.0, 5, "");
        drawing.text(MARGIN + 90, height + LEGEND / 2.0 + 4, "start", "target");
        if (!movements.isEmpty()) {
            drawing.text(WIDTH - MARGIN, height + LEGEND / 2.0 + 4, "end", (shown.size() < away.size() ? "the " + shown.size() + " largest of "
                    : "") + away.size() + " movements, from the point to the broad end");
        }
        return drawing.end();
    }

    private void circles(Drawing drawing, Measure measure, String style) {
        for (int i = 0; i < measure.size(); i++) {
            if (measure.weights()[i] > 0) {
                drawing.circle(style, x(measure, i), y(measure, i), radius(measure, i), name(measure, i));
            }
        }
    }

    private double radius(Measure measure, int point) {
        double largest = Math.min(LARGEST_RADIUS, 70 / Math.sqrt(measure.size()));
        return Math.max(largest * Math.sqrt(measure.weights()[point] / Arrays.stream(measure.weights()).max().orElse(1)), LEAST_RADIUS);
    }

    private static String name(Measure measure, int point) {
        return measure.names().isEmpty() ? "" : measure.names().get(point);
    }

    /** The names of the heaviest points first, and of no point whose name would cover another's. */
    private void names(Drawing drawing) {
        List<double[]> taken = new ArrayList<>();
        for (Measure measure : List.of(target, source)) {
            if (measure.names().isEmpty() || measure.size() > MOST_NAMES) {
                continue;
            }
            for (int i : IntStream.range(0, measure.size()).boxed().sorted(Comparator.comparingDouble(k -> -measure.weights()[k])).toList()) {
                double length = LETTER * name(measure, i).length();
                double gap = radius(measure, i) + 3;
                boolean atRight = x(measure, i) + gap + length > WIDTH;
                double left = atRight ? x(measure, i) - gap - length : x(measure, i) + gap;
                double[] box = {left, y(measure, i) - LINE / 2, left + length, y(measure, i) + LINE / 2};
                if (taken.stream().noneMatch(other -> box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) {
                    taken.add(box);
                    drawing.text(atRight ? box[2] : box[0], y(measure, i) + 4, atRight ? "end" : "start", name(measure, i));
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
