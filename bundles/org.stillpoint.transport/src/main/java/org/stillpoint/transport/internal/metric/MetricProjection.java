package org.stillpoint.transport.internal.metric;

import java.util.Arrays;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.problem.CycleInequalities;

/**
 * Project and forget (Sonthalia and Gilbert, JMLR 23, 2022): the projection of d onto the metrics, optionally with values in [0, 1], in the
 * norm of positive weights w,
 *
 * <pre>
 *   minimise  1/2 sum over i &lt; j of w_ij (x_ij - d_ij)^2   subject to   x_ij &lt;= sum of x along every path from i to j.
 * </pre>
 *
 * One round finds the shortest path between each pair, remembers the inequalities of those shorter than the direct distance, projects
 * onto all remembered inequalities a'x &lt;= 0 one after the other, several times over (Hildreth 1957),
 *
 * <pre>
 *   theta = max(a'x / (a'W^-1 a), -z),   x &lt;- x - theta W^-1 a,   z &lt;- z + theta,
 * </pre>
 *
 * and forgets those whose multiplier z is 0. x = d - W^-1 A'z holds throughout, so that x is the projection as soon as it is a metric and
 * inequalities of positive multiplier are tight.
 */
final class MetricProjection {

    private final int points;
    private final double[] inverseWeights;
    private final boolean box;
    private final double[] distances;
    private final ShortestPaths paths;
    private final RememberedInequalities inequalities = new RememberedInequalities();
    /** Multipliers of x &lt;= 1 where positive, of x &gt;= 0 where negative. */
    private final double[] bounds;
    private double violation;

    /**
     * Prepares projections.
     *
     * @param points the number n of points
     * @param inverseWeights 1 / w, n x n, symmetric
     * @param box whether values are held to [0, 1]
     */
    MetricProjection(int points, double[] inverseWeights, boolean box) {
        this.points = points;
        this.inverseWeights = inverseWeights;
        this.box = box;
        distances = new double[points * points];
        bounds = new double[box ? points * points : 0];
        paths = new ShortestPaths(points);
    }

    /** The point x, n x n, symmetric. */
    double[] distances() {
        return distances;
    }

    /** The remembered inequalities. */
    CycleInequalities inequalities(double scale) {
        return inequalities.toInequalities(scale);
    }

    /** The number of remembered inequalities. */
    int remembered() {
        return inequalities.count();
    }

    /** Sets what is projected; the multipliers are kept. */
    void project(double[] target) {
        System.arraycopy(target, 0, distances, 0, target.length);
        for (int inequality = 0; inequality < inequalities.count(); inequality++) {
            move(inequality, inequalities.multipliers()[inequality]);
        }
        for (int k = 0; k < bounds.length; k++) {
            distances[k] -= inverseWeights[k] * bounds[k];
        }
    }

    /** Finds the shortest paths; answers false if it was interrupted. */
    boolean search(long round, double residual, SolveContext context) {
        paths.begin(distances);
        for (int middle = 0; middle < points; middle++) {
            paths.pass(middle);
            if (!context.proceed(round, residual)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Remembers the inequalities of the paths that the last search found shorter than the direct distance.
     *
     * @param least what is not to be remembered: shorter by no more than this, which is most likely a tight inequality seen again
     */
    void remember(double least) {
        violation = 0;
        for (int i = 0; i < points; i++) {
            for (int j = i + 1; j < points; j++) {
                double excess = distances[i * points + j] - paths.length(i, j);
                violation = Math.max(violation, excess);
                if (excess > least) {
                    int length = paths.trace(i, j);
                    if (length > 2) {
                        inequalities.add(paths.path(), length, 0);
                    }
                }
                if (box) {
                    double value = distances[i * points + j];
                    violation = Math.max(violation, Math.max(value - 1, -value));
                }
            }
        }
    }

    /** By how much x missed a metric, or its bounds, in the last search. */
    double violation() {
        return violation;
    }

    /** What x misses of a metric, by the last search, or what multipliers hold that is not tight: the largest of either. */
    double residual() {
        double residual = violation;
        double[] multipliers = inequalities.multipliers();
        for (int inequality = 0; inequality < inequalities.count(); inequality++) {
            if (multipliers[inequality] > 0) {
                residual = Math.max(residual, -excess(inequality));
            }
        }
        for (int k = 0; k < bounds.length; k++) {
            residual = Math.max(residual, bounds[k] > 0 ? 1 - distances[k] : bounds[k] < 0 ? distances[k] : 0);
        }
        return residual;
    }

    /** Projects onto every remembered inequality, several times over, and forgets those that do not hold x. */
    void sweep(int sweeps) {
        double[] multipliers = inequalities.multipliers();
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int inequality = 0; inequality < inequalities.count(); inequality++) {
                double theta = Math.max(excess(inequality) / normal(inequality), -multipliers[inequality]);
                if (theta != 0) {
                    multipliers[inequality] += theta;
                    move(inequality, theta);
                }
            }
            if (box) {
                holdBounds();
            }
        }
        inequalities.forget();
    }

    private void holdBounds() {
        for (int i = 0; i < points; i++) {
            for (int j = i + 1; j < points; j++) {
                int k = i * points + j;
                double free = distances[k] + inverseWeights[k] * bounds[k];
                double held = Math.min(Math.max(free, 0), 1);
                bounds[k] = (free - held) / inverseWeights[k];
                distances[k] = held;
                bounds[j * points + i] = bounds[k];
                distances[j * points + i] = held;
            }
        }
    }

    /** a'x: by how much the direct distance exceeds the path. */
    private double excess(int inequality) {
        int[] vertices = inequalities.vertices();
        int from = inequalities.start(inequality);
        int last = inequalities.start(inequality + 1) - 1;
        double excess = distances[vertices[from] * points + vertices[last]];
        for (int k = from; k < last; k++) {
            excess -= distances[vertices[k] * points + vertices[k + 1]];
        }
        return excess;
    }

    /** a'W^-1 a. */
    private double normal(int inequality) {
        int[] vertices = inequalities.vertices();
        int from = inequalities.start(inequality);
        int last = inequalities.start(inequality + 1) - 1;
        double normal = inverseWeights[vertices[from] * points + vertices[last]];
        for (int k = from; k < last; k++) {
            normal += inverseWeights[vertices[k] * points + vertices[k + 1]];
        }
        return normal;
    }

    /** x &lt;- x - theta W^-1 a. */
    private void move(int inequality, double theta) {
        int[] vertices = inequalities.vertices();
        int from = inequalities.start(inequality);
        int last = inequalities.start(inequality + 1) - 1;
        add(vertices[from], vertices[last], -theta);
        for (int k = from; k < last; k++) {
            add(vertices[k], vertices[k + 1], theta);
        }
    }

    private void add(int i, int j, double theta) {
        double value = distances[i * points + j] + theta * inverseWeights[i * points + j];
        distances[i * points + j] = value;
        distances[j * points + i] = value;
    }

    /** 1 / w for given weights, or 1 for all pairs. */
    static double[] inverse(double[] weights, int points) {
        double[] inverse = new double[points * points];
        Arrays.fill(inverse, 1);
        for (int k = 0; k < weights.length; k++) {
            inverse[k] = 1 / weights[k];
        }
        return inverse;
    }
}
