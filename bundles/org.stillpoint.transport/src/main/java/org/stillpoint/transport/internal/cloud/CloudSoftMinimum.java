package org.stillpoint.transport.internal.cloud;

import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.kernel.SoftMinimum;

/** Soft minima over clouds of points, computed from the coordinates each time. For one thread at a time, which its team may help. */
public final class CloudSoftMinimum implements SoftMinimum {

    private final CloudInstance instance;
    private final HalfStep forward;
    private final HalfStep backward;

    /**
     * Soft minima of a problem.
     *
     * @param team the threads to use
     */
    public CloudSoftMinimum(CloudInstance instance, ThreadTeam team) {
        this.instance = instance;
        forward = new HalfStep(instance.sourceCloud(), instance.targetCloud(), instance.cost(), instance.costFactor(),
                instance.largestCost(), team);
        backward = new HalfStep(instance.targetCloud(), instance.sourceCloud(), instance.cost().transposed(),
                instance.costFactor(), instance.largestCost(), team);
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
        forward.run(g, epsilon, result);
    }

    @Override
    public void overSources(double[] f, double epsilon, double[] result) {
        backward.run(f, epsilon, result);
    }
}
