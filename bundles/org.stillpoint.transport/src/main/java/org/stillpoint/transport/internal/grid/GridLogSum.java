package org.stillpoint.transport.internal.grid;

import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.kernel.Watch;

/**
 * Log-sum-exp over all points of a grid, one axis after the other: as the cost is a sum over the axes,
 *
 * <pre>
 *   log(sum over y of exp(h(y) - c(x, y))) = log(sum over y_1 of exp(-c_1(x_1, y_1)) (sum over y_2 of exp(-c_2(x_2, y_2)) ... exp(h(y)))),
 * </pre>
 *
 * and a grid of n points with axes of length L takes n L operations for each axis instead of n^2 in all. {@link AxisSum} does one axis. For
 * one thread at a time, which its team may help.
 */
public final class GridLogSum {

    private final ThreadTeam team;
    private final Watch watch;
    private final AxisSum[] sums;
    private final double[] rotated;

    /**
     * Sums over a grid.
     *
     * @param team the threads to use
     * @param watch asked again and again whether to go on
     */
    public GridLogSum(GroundCost.Grid grid, ThreadTeam team, Watch watch) {
        this.team = team;
        this.watch = watch;
        rotated = new double[grid.size()];
        sums = new AxisSum[grid.axes().size()];
        for (int axis = 0; axis < sums.length; axis++) {
            double[] places = grid.axes().get(axis);
            sums[axis] = new AxisSum(places, grid.exponent(), rotated.length / places.length);
        }
    }

    /**
     * Replaces the values h(y) of all points by log(sum over y of exp(h(y) - factor c(x, y))).
     *
     * @param values the numbers h, none of them positive infinity or NaN; in no order after an interruption
     * @param factor what costs are multiplied by, positive
     * @return whether the work was done
     */
    public boolean replace(double[] values, double factor) {
        double[] from = values;
        double[] to = rotated;
        // Each axis is summed while it is the last; that puts it first, so that in the end all are where they were.
        for (int axis = sums.length - 1; axis >= 0; axis--) {
            if (!sums[axis].run(from, to, factor, team, watch)) {
                return false;
            }
            double[] free = from;
            from = to;
            to = free;
        }
        if (from != values) {
            System.arraycopy(from, 0, values, 0, values.length);
        }
        return true;
    }
}
