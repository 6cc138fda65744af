package org.stillpoint.transport.internal.line;

import java.util.Arrays;
import org.stillpoint.api.SolveContext;
import org.stillpoint.transport.internal.plan.PlanEntries;

/**
 * The plan that keeps the order of the points, with its potentials: from the leftmost pair on, the point whose weight is used up makes way
 * for its right neighbour, and the next pair (i, j) has f_i + g_j = C_ij. Costs that are convex in x - y have the Monge property
 * C_ij + C_kl &lt;= C_il + C_kj for x_i &lt;= x_k, y_j &lt;= y_l, so that f + g is at most C elsewhere.
 */
final class MonotonePlan {

    private static final int REPORT_AFTER = 1 << 12;

    final PlanEntries entries;
    final double[] f;
    final double[] g;
    private final SortedPoints source;
    private final SortedPoints target;
    private final PowerCost cost;
    private final double[] rows;
    private final double[] columns;
    private long steps;
    private double primal;

    MonotonePlan(SortedPoints source, SortedPoints target, PowerCost cost, int sources, int targets) {
        this.source = source;
        this.target = target;
        this.cost = cost;
        entries = new PlanEntries(source.count() + target.count());
        f = new double[sources];
        g = new double[targets];
        rows = new double[source.count()];
        columns = new double[target.count()];
        Arrays.fill(f, Double.NEGATIVE_INFINITY);
        Arrays.fill(g, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < source.count(); i++) {
            f[source.place(i)] = 0;
        }
        for (int j = 0; j < target.count(); j++) {
            g[target.place(j)] = 0;
        }
    }

    /** Joins pair after pair; answers whether all are joined. */
    boolean join(long maxSteps, SolveContext context) {
        double ratio = source.mass() / target.mass();
        int i = 0;
        int j = 0;
        double left = source.weight(0);
        double right = target.weight(0) * ratio;
        boolean ofSource = true;
        while (true) {
            double pair = cost.at(source.coordinate(i), target.coordinate(j));
            if (ofSource) {
                f[source.place(i)] = pair - g[target.place(j)];
            } else {
                g[target.place(j)] = pair - f[source.place(i)];
            }
            boolean lastSource = i == source.count() - 1;
            boolean lastTarget = j == target.count() - 1;
            ofSource = !lastSource && (lastTarget || left <= right);
            double mass = Math.max(ofSource || lastSource && lastTarget && left <= right ? left : right, 0);
            entries.add(source.place(i), target.place(j), mass);
            rows[i] += mass;
            columns[j] += mass;
            primal += mass * pair;
            steps++;
            if (lastSource && lastTarget) {
                return true;
            }
            if (ofSource) {
                right -= mass;
                left = source.weight(++i);
            } else {
                left -= mass;
                right = target.weight(++j) * ratio;
            }
            if (steps >= maxSteps || steps % REPORT_AFTER == 0 && !context.proceed(steps, marginalError())) {
                return false;
            }
        }
    }

    /** The distance of the marginals from the weights, in the 1-norm and in parts of the mass. */
    double marginalError() {
        double error = 0;
        double from = 0;
        double to = 0;
        for (int i = 0; i < rows.length; i++) {
            error += Math.abs(rows[i] - source.weight(i));
            from += source.weight(i);
        }
        for (int j = 0; j < columns.length; j++) {
            error += Math.abs(columns[j] - target.weight(j));
            to += target.weight(j);
        }
        return error / Math.max(from, to);
    }

    /** The duality gap in parts of the magnitudes that make up both values. */
    double relativeGap() {
        double dual = 0;
        double magnitude = primal;
        for (int i = 0; i < rows.length; i++) {
            double value = source.weight(i) * f[source.place(i)];
            dual += value;
            magnitude += Math.abs(value);
        }
        for (int j = 0; j < columns.length; j++) {
            double value = target.weight(j) * g[target.place(j)];
            dual += value;
            magnitude += Math.abs(value);
        }
        double gap = Math.abs(primal - dual);
        return gap == 0 ? 0 : gap / magnitude;
    }

    long steps() {
        return steps;
    }
}
