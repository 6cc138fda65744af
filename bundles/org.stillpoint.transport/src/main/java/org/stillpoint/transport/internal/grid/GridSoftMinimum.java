package org.stillpoint.transport.internal.grid;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.instance.UsablePoints;
import org.stillpoint.transport.internal.kernel.SoftMinimum;
import org.stillpoint.transport.internal.kernel.Watch;

/**
 * Soft minima on a grid, one axis after the other: as the cost is a sum over the axes,
 *
 * <pre>
 *   log(sum over y of exp(h(y) - c(x, y))) = log(sum over y_1 of exp(-c_1(x_1, y_1)) (sum over y_2 of exp(-c_2(x_2, y_2)) ... exp(h(y)))),
 * </pre>
 *
 * and a grid of n points with axes of length L takes n L operations for each axis instead of n^2 in all. {@link AxisSum} does one axis. For
 * one thread at a time, which its team may help.
 */
public final class GridSoftMinimum implements SoftMinimum {

    /** Part of the largest cost or potential below which an epsilon makes no difference. */
    private static final double LEAST_EPSILON = 1e-200;

    private final GridInstance instance;
    private final List<double[]> axes;
    private final ThreadTeam team;
    private final Watch watch;
    private final AxisSum[] sums;
    private double[] heights;
    private double[] rotated;

    /**
     * Soft minima of a problem.
     *
     * @param team the threads to use
     * @param watch asked again and again whether to go on; if not, results are NaN
     */
    public GridSoftMinimum(GridInstance instance, ThreadTeam team, Watch watch) {
        this.instance = instance;
        this.team = team;
        this.watch = watch;
        axes = instance.grid().axes();
        int size = instance.grid().size();
        heights = new double[size];
        rotated = new double[size];
        sums = new AxisSum[axes.size()];
        for (int axis = 0; axis < sums.length; axis++) {
            sums[axis] = new AxisSum(axes.get(axis), instance.grid().exponent(), size / axes.get(axis).length);
        }
    }

    @Override
    public int sources() {
        return instance.source().size();
    }

    @Override
    public int targets() {
        return instance.target().size();
    }

    @Override
    public void overTargets(double[] g, double epsilon, double[] result) {
        run(g, instance.target(), epsilon, result, instance.source());
    }

    @Override
    public void overSources(double[] f, double epsilon, double[] result) {
        run(f, instance.source(), epsilon, result, instance.target());
    }

    private void run(double[] potentials, UsablePoints from, double epsilon, double[] result, UsablePoints to) {
        double magnitude = instance.largestCost();
        for (double potential : potentials) {
            magnitude = Math.max(magnitude, Double.isInfinite(potential) ? 0 : Math.abs(potential));
        }
        double used = Math.max(epsilon, LEAST_EPSILON * magnitude);
        Arrays.fill(heights, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < potentials.length; k++) {
            heights[from.indices()[k]] = potentials[k] / used;
        }
        // Each axis is summed while it is the last; that puts it first, so that in the end all are where they were.
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            if (!sums[axis].run(heights, rotated, instance.costFactor() / used, team, watch)) {
                Arrays.fill(result, Double.NaN);
                return;
            }
            double[] free = heights;
            heights = rotated;
            rotated = free;
        }
        for (int k = 0; k < result.length; k++) {
            result[k] = -used * heights[to.indices()[k]];
        }
    }
}
