package org.stillpoint.plot;

import java.util.Optional;

/** Ways from point to point of a plot for whoever does not point at places: along a curve, and from one curve to another. */
public final class PointWalk {

    /** Points that are nearer to each other than this cannot be told apart: they are passed. */
    private static final double STEP = 3;

    private final ConvergencePicture picture;
    private final ConvergencePlot plot;

    /** The ways through a picture. */
    public PointWalk(ConvergencePicture picture) {
        this.picture = picture;
        this.plot = picture.plot();
    }

    /** The last point of the first curve of which points are shown. */
    public Optional<ConvergencePoint> begin() {
        for (int curve = 0; curve < plot.curves().size(); curve++) {
            for (int point = plot.across(curve).length - 1; point >= 0; point--) {
                if (isShown(curve, point)) {
                    return Optional.of(plot.point(curve, point));
                }
            }
        }
        return Optional.empty();
    }

    /** The next point of the same curve that lies elsewhere, or the last one; the point itself where there is no other. */
    public ConvergencePoint along(ConvergencePoint from, boolean forwards) {
        ConvergencePoint reached = from;
        int step = forwards ? 1 : -1;
        for (int point = from.point() + step; point >= 0 && point < plot.across(from.curve()).length; point += step) {
            if (isShown(from.curve(), point)) {
                reached = plot.point(from.curve(), point);
                if (Math.hypot(picture.x(reached) - picture.x(from), picture.y(reached) - picture.y(from)) >= STEP) {
                    return reached;
                }
            }
        }
        return reached;
    }

    /** The point above or below it on the next curve of which points are shown; the point itself where there is no other curve. */
    public ConvergencePoint across(ConvergencePoint from, boolean forwards) {
        int curves = plot.curves().size();
        for (int k = 1; k < curves; k++) {
            Optional<ConvergencePoint> found = near(Math.floorMod(from.curve() + (forwards ? k : -k), curves), from.across());
            if (found.isPresent()) {
                return found.get();
            }
        }
        return from;
    }

    /** The same point after the plot has changed: the one of its curve that is nearest along the horizontal axis. */
    public Optional<ConvergencePoint> again(ConvergencePoint before) {
        return before.curve() < plot.curves().size() ? near(before.curve(), before.across()) : Optional.empty();
    }

    private Optional<ConvergencePoint> near(int curve, double across) {
        double place = plot.isEmpty() ? Double.NaN : plot.horizontal().position(across);
        double nearest = Double.POSITIVE_INFINITY;
        int found = -1;
        for (int point = 0; point < plot.across(curve).length; point++) {
            double distance = Math.abs(plot.across(curve)[point] - place);
            if (distance < nearest && isShown(curve, point)) {
                nearest = distance;
                found = point;
            }
        }
        return found < 0 ? Optional.empty() : Optional.of(plot.point(curve, found));
    }

    private boolean isShown(int curve, int point) {
        return ConvergencePlot.shows(plot.across(curve)[point], plot.up(curve)[point]);
    }
}
