package org.stillpoint.transport.internal.grid;

import java.util.Arrays;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.instance.UsablePoints;
import org.stillpoint.transport.internal.kernel.SoftMinimum;
import org.stillpoint.transport.internal.kernel.Watch;

/** Soft minima on a grid, one axis after the other ({@link GridLogSum}). For one thread at a time, which its team may help. */
public final class GridSoftMinimum implements SoftMinimum {

    /** Part of the largest cost or potential below which an epsilon makes no difference. */
    private static final double LEAST_EPSILON = 1e-200;

    private final GridInstance instance;
    private final GridLogSum sums;
    private final double[] heights;

    /**
     * Soft minima of a problem.
     *
     * @param team the threads to use
     * @param watch asked again and again whether to go on; if not, results are NaN
     */
    public GridSoftMinimum(GridInstance instance, ThreadTeam team, Watch watch) {
        this.instance = instance;
        sums = new GridLogSum(instance.grid(), team, watch);
        heights = new double[instance.grid().size()];
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
        if (!sums.replace(heights, instance.costFactor() / used)) {
            Arrays.fill(result, Double.NaN);
            return;
        }
        for (int k = 0; k < result.length; k++) {
            result[k] = -used * heights[to.indices()[k]];
        }
    }
}
