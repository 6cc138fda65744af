package org.stillpoint.equilibrium.internal.run;

import java.util.function.Supplier;
import org.stillpoint.equilibrium.internal.layer.Lanes;

/** An iteration of one sample with a history of its own, in vectors. */
public interface SampleIteration {

    /**
     * Replaces a state by the next one.
     *
     * @param state the state z
     * @param image f(z), which may be overwritten; not finite only where the last state was an attempt
     * @param residual the residual of z, not-a-number where the image is not finite
     * @return whether the next state is an attempt, see {@link ActiveSamples#attempt}
     */
    boolean advance(double[] state, double[] image, double residual);

    /** Iterates on all samples, each with an iteration of its own. */
    static void run(ActiveSamples samples, Supplier<? extends SampleIteration> iterations) {
        SampleIteration[] all = new SampleIteration[samples.capacity()];
        int first = samples.sample(0);
        for (int i = 0; i < all.length; i++) {
            all[i] = iterations.get();
        }
        double[][] states = new double[Lanes.BLOCK][samples.size()];
        double[][] images = new double[Lanes.BLOCK][samples.size()];
        while (samples.evaluate()) {
            int lanes = samples.lanes();
            for (int from = 0; from < lanes; from += Lanes.BLOCK) {
                int count = Math.min(Lanes.BLOCK, lanes - from);
                Lanes.gather(samples.states(), from, count, lanes, states);
                Lanes.gather(samples.images(), from, count, lanes, images);
                for (int i = 0; i < count; i++) {
                    int lane = from + i;
                    if (all[samples.sample(lane) - first].advance(states[i], images[i], samples.residuals()[lane])) {
                        samples.attempt(lane);
                    }
                }
                Lanes.scatter(states, samples.states(), from, count, lanes);
            }
        }
    }
}
