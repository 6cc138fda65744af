package org.stillpoint.equilibrium.internal.picard;

import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;

/**
 * Picard iteration, see {@link PicardSolver}.
 *
 * @param damping the part of the way to f(z) that an iteration goes
 */
public record PicardIteration(double damping) implements EquilibriumMethod {

    @Override
    public void solve(ActiveSamples samples) {
        while (samples.evaluate()) {
            step(samples.states(), samples.images(), samples.size() * samples.lanes());
        }
    }

    /** Goes from states towards their images. */
    public void step(double[] states, double[] images, int length) {
        if (damping == 1) {
            System.arraycopy(images, 0, states, 0, length);
        } else {
            for (int i = 0; i < length; i++) {
                states[i] += damping * (images[i] - states[i]);
            }
        }
    }
}
