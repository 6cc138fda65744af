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
        double[] state = new double[samples.size()];
        double[] image = new double[samples.size()];
        while (samples.evaluate()) {
            int lanes = samples.lanes();
            for (int lane = 0; lane < lanes; lane++) {
                Lanes.gather(samples.states(), lane, lanes, state);
                Lanes.gather(samples.images(), lane, lanes, image);
                if (all[samples.sample(lane) - first].advance(state, image, samples.residuals()[lane])) {
                    samples.attempt(lane);
                }
                Lanes.scatter(state, samples.states(), lane, lanes);
            }
        }
    }
}
