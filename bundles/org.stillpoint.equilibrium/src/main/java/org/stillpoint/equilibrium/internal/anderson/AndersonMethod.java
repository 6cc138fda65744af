package org.stillpoint.equilibrium.internal.anderson;

import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.SampleIteration;

/**
 * Anderson acceleration of all samples, see {@link AndersonSolver}.
 *
 * @param memory how many differences of states are remembered
 * @param mixing the part of the way to the image that a step goes beside the weighted differences
 */
public record AndersonMethod(int memory, double mixing) implements EquilibriumMethod {

    @Override
    public void solve(ActiveSamples samples) {
        SampleIteration.run(samples, () -> iteration(samples.size()));
    }

    /** The iteration of one sample with a state of that many components. */
    public SampleIteration iteration(int size) {
        return new AndersonIteration(size, memory, mixing);
    }
}
