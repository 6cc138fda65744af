package org.stillpoint.plot;

import java.util.Arrays;

/** Points that are joined by straight lines, one after the other, with gaps where there is nothing to join. */
public final class Polyline {

    private static final int FIRST_CAPACITY = 64;

    private double[] x = new double[FIRST_CAPACITY];
    private double[] y = new double[FIRST_CAPACITY];
    private int size;

    /** Adds a point; a gap where it is not finite. */
    public Polyline add(double pointX, double pointY) {
        if (!Double.isFinite(pointX) || !Double.isFinite(pointY)) {
            return gap();
        }
        append(pointX, pointY);
        return this;
    }

    /** Does not join the points before and after. */
    public Polyline gap() {
        if (size > 0 && !Double.isNaN(x[size - 1])) {
            append(Double.NaN, Double.NaN);
        }
        return this;
    }

    private void append(double pointX, double pointY) {
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
        }
        x[size] = pointX;
        y[size++] = pointY;
    }

    /** The number of points and gaps. */
    public int size() {
        return size;
    }

    /** A place of a point to the right; NaN of a gap. */
    public double x(int point) {
        return x[point];
    }

    /** A place of a point downwards; NaN of a gap. */
    public double y(int point) {
        return y[point];
    }

    /** Paints the lines, if there are any. */
    public void paint(Painter painter, Stroke stroke) {
        if (size > 0) {
            painter.polyline(stroke, Arrays.copyOf(x, size), Arrays.copyOf(y, size));
        }
    }

    /**
     * The same lines with few points where many lie side by side in a column one unit wide: the first, the least, the greatest and the last
     * of them, in their order. What is drawn is the same to within a unit.
     */
    public Polyline thinned() {
        Polyline thinned = new Polyline();
        int end;
        for (int start = 0; start < size; start = end) {
            end = start + 1;
            if (Double.isNaN(x[start])) {
                thinned.gap();
                continue;
            }
            double column = Math.floor(x[start]);
            int least = start;
            int greatest = start;
            while (end < size && Math.floor(x[end]) == column) {
                least = y[end] < y[least] ? end : least;
                greatest = y[end] > y[greatest] ? end : greatest;
                end++;
            }
            int[] kept = {start, Math.min(least, greatest), Math.max(least, greatest), end - 1};
            for (int k = 0; k < kept.length; k++) {
                if (k == 0 || kept[k] != kept[k - 1]) {
                    thinned.append(x[kept[k]], y[kept[k]]);
                }
            }
        }
        return thinned;
    }

    /** The parts of the lines that lie inside a rectangle. */
    public Polyline clipped(Area area) {
        Polyline clipped = new Polyline();
        for (int k = 0; k < size; k++) {
            boolean begins = k == 0 || Double.isNaN(x[k - 1]);
            if (Double.isNaN(x[k])) {
                clipped.gap();
            } else if (begins) {
                boolean single = k + 1 == size || Double.isNaN(x[k + 1]);
                if (single && area.contains(x[k], y[k])) {
                    clipped.append(x[k], y[k]);
                }
            } else {
                clip(clipped, area, k);
            }
        }
        return clipped;
    }

    /** Liang and Barsky: the part of the line from the point before that lies between the sides. */
    private void clip(Polyline clipped, Area area, int k) {
        double dx = x[k] - x[k - 1];
        double dy = y[k] - y[k - 1];
        double[] towards = {-dx, dx, -dy, dy};
        double[] room = {x[k - 1] - area.x(), area.right() - x[k - 1], y[k - 1] - area.y(), area.bottom() - y[k - 1]};
        double from = 0;
        double to = 1;
        for (int side = 0; side < towards.length; side++) {
            if (towards[side] == 0) {
                to = room[side] < 0 ? -1 : to;
            } else if (towards[side] < 0) {
                from = Math.max(from, room[side] / towards[side]);
            } else {
                to = Math.min(to, room[side] / towards[side]);
            }
        }
        if (from > to) {
            clipped.gap();
            return;
        }
        boolean joins = from == 0 && clipped.size > 0 && !Double.isNaN(clipped.x[clipped.size - 1]);
        if (!joins) {
            clipped.gap();
            clipped.append(within(x[k - 1] + from * dx, area.x(), area.right()), within(y[k - 1] + from * dy, area.y(), area.bottom()));
        }
        clipped.append(within(x[k - 1] + to * dx, area.x(), area.right()), within(y[k - 1] + to * dy, area.y(), area.bottom()));
        if (to < 1) {
            clipped.gap();
        }
    }

    private static double within(double value, double least, double greatest) {
        return Math.min(Math.max(value, least), greatest);
    }
}
