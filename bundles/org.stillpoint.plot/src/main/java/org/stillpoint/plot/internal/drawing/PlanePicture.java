package org.stillpoint.plot.internal.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.model.Movement;

/**
 * Measures in the plane: circles whose areas are the weights of the points, and of transport between two of them wedges from one point to
 * another, at their broad ends as wide as the mass that moves. The second coordinate points upwards; both have the same scale.
 */
public final class PlanePicture {

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
    private static final double LINE = 11;
    /** Points of so few get their names. */
    private static final int MOST_NAMES = 60;

    /**
     * A measure of the picture.
     *
     * @param measure the measure, at points with two coordinates
     * @param name what it is
     * @param ink how its points are painted
     */
    public record Points(Measure measure, String name, Ink ink) {

        /** Places of equal weights, of those with two finite coordinates; none if there is none. */
        public static Optional<Points> of(String name, DMatrixRMaj places, Ink ink) {
            int[] finite = IntStream.range(0, places.numRows).filter(i -> places.numCols == 2 && Double.isFinite(places.get(i, 0))
                    && Double.isFinite(places.get(i, 1))).toArray();
            if (finite.length == 0) {
                return Optional.empty();
            }
            DMatrixRMaj kept = new DMatrixRMaj(finite.length, 2);
            for (int i = 0; i < finite.length; i++) {
                kept.set(i, 0, places.get(finite[i], 0));
                kept.set(i, 1, places.get(finite[i], 1));
            }
            return Optional.of(new Points(Measure.uniform(kept), name, ink));
        }
    }

    private final List<Points> all;
    private final List<Movement> away;
    private final List<Movement> shown;
    private final double[] heaviest;
    private final double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    private final double[] greatest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private final double scale;
    private final int height;

    /** Movements lead from the first measure to the second. */
    private PlanePicture(List<Points> all, List<Movement> movements) {
        this.all = all;
        away = movements.isEmpty() ? movements : Movement.elsewhere(movements, all.get(0).measure, all.get(1).measure);
        shown = Movement.largest(away, MOST_LINES);
        heaviest = all.stream().mapToDouble(points -> Order.greatest(points.measure.weights())).toArray();
        all.forEach(points -> extend(points.measure));
        double across = Math.max(0, greatest[0] - least[0]);
        double up = Math.max(0, greatest[1] - least[1]);
        double fit = Math.max(across / (WIDTH - 2 * MARGIN), up / (MOST_HEIGHT - 2 * MARGIN));
        scale = fit > 0 ? 1 / fit : 1;
        height = (int) Math.max(LEAST_HEIGHT, Math.ceil(up * scale) + 2 * MARGIN);
    }

    private void extend(Measure measure) {
        for (int i = 0; i < measure.size(); i++) {
            for (int k = 0; k < 2 && isDrawn(measure, i); k++) {
                least[k] = Math.min(least[k], measure.points().get(i, k));
                greatest[k] = Math.max(greatest[k], measure.points().get(i, k));
            }
        }
    }

    private static boolean isDrawn(Measure measure, int i) {
        return measure.weights()[i] > 0 && Double.isFinite(measure.points().get(i, 0)) && Double.isFinite(measure.points().get(i, 1));
    }

    /** A picture of transport from one measure to another; without movements of the measures alone. */
    public static Picture of(String title, Measure source, Measure target, List<Movement> movements) {
        return of(title, "Movements between points of the plane", List.of(new Points(source, "source", Ink.SOURCE),
                new Points(target, "target", Ink.TARGET)), movements);
    }

    /** A picture of several measures. */
    public static Picture of(String title, String description, List<Points> measures, List<Movement> movements) {
        PlanePicture picture = new PlanePicture(List.copyOf(measures), movements);
        return Picture.of(title, description, WIDTH, picture.height + LEGEND, picture::paint);
    }

    private void paint(Painter painter) {
        double most = shown.isEmpty() ? 1 : shown.get(0).mass();
        for (int m = 0; m < all.size(); m++) {
            circles(painter, m);
        }
        for (int k = shown.size() - 1; k >= 0; k--) {
            Movement movement = shown.get(k);
            double share = movement.mass() / most;
            wedge(painter, Math.max(WIDEST * share * Math.min(1, 20.0 / Math.sqrt(shown.size())), LEAST_WIDTH),
                    LEAST_OPACITY + (1 - LEAST_OPACITY) * share, movement);
        }
        names(painter);
        double x = MARGIN;
        for (Points points : all) {
            painter.circle(points.ink, 1, x, height + LEGEND / 2.0, 5, "");
            painter.text(Ink.MUTED, Anchor.START, x + 10, height + LEGEND / 2.0 + 4, points.name);
            x += painter.width(points.name) + 34;
        }
        if (!away.isEmpty()) {
            painter.text(Ink.MUTED, Anchor.END, WIDTH - MARGIN, height + LEGEND / 2.0 + 4, (shown.size() < away.size() ? "the "
                    + shown.size()
                    + " largest of " : "") + away.size() + " movements, from the point to the broad end");
        }
    }

    /** A triangle that begins as a point and ends broad. */
    private void wedge(Painter painter, double width, double opacity, Movement movement) {
        Measure source = all.get(0).measure;
        Measure target = all.get(1).measure;
        if (!isDrawn(source, movement.source()) || !isDrawn(target, movement.target())) {
            return;
        }
        double x1 = x(source, movement.source());
        double y1 = y(source, movement.source());
        double x2 = x(target, movement.target());
        double y2 = y(target, movement.target());
        double length = Math.max(Math.hypot(x2 - x1, y2 - y1), Double.MIN_NORMAL);
        double across = width / 2 * (y1 - y2) / length;
        double along = width / 2 * (x2 - x1) / length;
        painter.polygon(Ink.FLOW, opacity, new double[] {x1, x2 + across, x2 - across}, new double[] {y1, y2 + along, y2 - along});
    }

    private void circles(Painter painter, int m) {
        Measure measure = all.get(m).measure;
        for (int i = 0; i < measure.size(); i++) {
            if (isDrawn(measure, i)) {
                painter.circle(all.get(m).ink, 1, x(measure, i), y(measure, i), radius(m, i), name(measure, i));
            }
        }
    }

    private double radius(int m, int point) {
        Measure measure = all.get(m).measure;
        double largest = Math.min(LARGEST_RADIUS, 70 / Math.sqrt(measure.size()));
        return Math.max(largest * Math.sqrt(measure.weights()[point] / heaviest[m]), LEAST_RADIUS);
    }

    private static String name(Measure measure, int point) {
        return measure.names().isEmpty() ? "" : measure.names().get(point);
    }

    /** The names of the heaviest points first, and of no point whose name would cover another's. */
    private void names(Painter painter) {
        List<double[]> taken = new ArrayList<>();
        for (int m = Math.min(2, all.size()) - 1; m >= 0; m--) {
            Measure measure = all.get(m).measure;
            if (measure.names().isEmpty() || measure.size() > MOST_NAMES) {
                continue;
            }
            for (int i : Order.descending(measure.weights(), k -> isDrawn(measure, k))) {
                double length = painter.width(name(measure, i));
                double gap = radius(m, i) + 3;
                boolean atRight = x(measure, i) + gap + length > WIDTH;
                double left = atRight ? x(measure, i) - gap - length : x(measure, i) + gap;
                double[] box = {left, y(measure, i) - LINE / 2, left + length, y(measure, i) + LINE / 2};
                if (left >= 0 && taken.stream().noneMatch(other -> covers(box, other))) {
                    taken.add(box);
                    painter.text(Ink.MUTED, atRight ? Anchor.END : Anchor.START, atRight ? box[2] : box[0], y(measure, i) + 4,
                            name(measure, i));
                }
            }
        }
    }

    private static boolean covers(double[] box, double[] other) {
        return box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];
    }

    private double x(Measure measure, int point) {
        return WIDTH / 2.0 + (measure.points().get(point, 0) - (least[0] + greatest[0]) / 2) * scale;
    }

    private double y(Measure measure, int point) {
        return height / 2.0 - (measure.points().get(point, 1) - (least[1] + greatest[1]) / 2) * scale;
    }
}
