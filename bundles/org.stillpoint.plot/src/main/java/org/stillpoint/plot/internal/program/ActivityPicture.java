package org.stillpoint.plot.internal.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.Stroke;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.drawing.Names;

/**
 * How far the rows of a program are used: for each a line from its least to its most, and a circle where the solution is. Each row has a
 * scale of its own. Rows with the largest prices come first, for they are what holds the objective back.
 */
final class ActivityPicture {

    private static final int WIDTH = 760;
    private static final int MOST_ROWS = 24;
    private static final int LINE = 20;
    private static final double TOP = 30;
    private static final double RIGHT = 120;
    private static final double NEGLIGIBLE = 1e-8;
    private static final double BEYOND = 1.08;

    private final List<Row> rows;
    private final double left;
    private final boolean negative;

    /** A row: its bounds and what it reaches in parts of its largest number. */
    private record Row(String name, double least, double reached, double most, double price) {
    }

    private ActivityPicture(List<Row> rows) {
        this.rows = rows;
        left = Math.max(40, Names.room(rows.stream().map(Row::name).toList()));
        negative = rows.stream().anyMatch(row -> row.least < 0 && !Double.isInfinite(row.least) || row.reached < -NEGLIGIBLE
                || row.most < 0);
    }

    static Optional<Picture> of(LinearProgram program, LinearProgramSolution solution) {
        double[] activity = ProgramTables.activity(program.matrix(), solution.x());
        double[] prices = new double[activity.length];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = Math.abs(solution.y()[i]);
        }
        double largest = 0;
        for (double reached : activity) {
            largest = Double.isFinite(reached) ? Math.max(largest, Math.abs(reached)) : largest;
        }
        double highest = Order.greatest(prices);
        int[] order = Order.descending(prices, i -> Double.isFinite(activity[i]));
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < order.length && rows.size() < MOST_ROWS; k++) {
            int i = order[k];
            double least = program.rowLower()[i];
            double most = program.rowUpper()[i];
            double unit = Math.max(Math.abs(activity[i]), Math.max(finite(least), finite(most)));
            if (!(Double.isInfinite(least) && Double.isInfinite(most))) {
                // What is nothing beside other rows is not enlarged.
                double scale = unit > NEGLIGIBLE * largest ? unit : Math.max(largest, 1);
                rows.add(new Row(ProgramTables.name(program.rowNames(), i), least / scale, activity[i] / scale, most / scale,
                        prices[i] > NEGLIGIBLE * highest ? solution.y()[i] : 0));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String part = rows.size() < activity.length ? ", " + rows.size() + " of " + Figures.count(activity.length) : "";
        ActivityPicture picture = new ActivityPicture(rows);
        return Optional.of(Picture.of("Rows between their bounds" + part, "Rows between their bounds, by price" + part, WIDTH,
                (int) (TOP + LINE * rows.size() + 10), picture::paint));
    }

    private static double finite(double bound) {
        return Double.isInfinite(bound) ? 0 : Math.abs(bound);
    }

    private void paint(Painter painter) {
        double right = WIDTH - RIGHT;
        painter.text(Ink.MUTED, Anchor.START, left, 14, "from the least to the most that is allowed; the circle is what is reached");
        painter.text(Ink.MUTED, Anchor.END, WIDTH - 8, 14, "price");
        for (int k = 0; k < rows.size(); k++) {
            Row row = rows.get(k);
            double y = TOP + LINE * (k + 0.5);
            double from = x(Double.isInfinite(row.least) ? negative ? -BEYOND : 0 : row.least, right);
            double to = x(Double.isInfinite(row.most) ? BEYOND : row.most, right);
            painter.text(Ink.MUTED, Anchor.END, left - 10, y + 4, Names.shortened(row.name));
            painter.line(Stroke.of(Ink.GRID, 1), left, y, right, y);
            painter.line(Stroke.of(Ink.SOURCE, 3).opacity(0.45), from, y, to, y);
            bound(painter, row.least, from, y);
            bound(painter, row.most, to, y);
            boolean priced = row.price != 0;
            painter.circle(priced ? Ink.TARGET : Ink.SOURCE, 1, x(row.reached, right), y, 4.5, row.name + (priced ? ": price "
                    + Figures.digits(row.price, 4) : ": no price"));
            painter.text(Ink.MUTED, Anchor.END, WIDTH - 8, y + 4, priced && Double.isFinite(row.price) ? Figures.digits(row.price, 4) : "");
        }
        if (negative) {
            painter.line(Stroke.of(Ink.AXIS, 1), x(0, right), TOP, x(0, right), TOP + LINE * rows.size());
        }
    }

    private static void bound(Painter painter, double bound, double x, double y) {
        if (!Double.isInfinite(bound)) {
            painter.line(Stroke.of(Ink.SOURCE, 1.5), x, y - 5, x, y + 5);
        }
    }

    private double x(double part, double right) {
        double from = negative ? -BEYOND : 0;
        return left + Math.min(Math.max((part - from) / (BEYOND - from), 0), 1) * (right - left);
    }
}
