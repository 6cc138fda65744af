package org.stillpoint.equilibrium.internal.broyden;

import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.SampleIteration;

/**
 * Broyden's method for all samples, see {@link BroydenSolver}.
 *
 * @param memory how many updates are remembered
 * @param lineSearch whether steps that do not reduce |f(z) - z| are shortened
 */
public record BroydenMethod(int memory, boolean lineSearch) implements EquilibriumMethod {

    @Override
    public void solve(ActiveSamples samples) {
        SampleIteration.run(samples, () -> new BroydenIteration(samples.size(), memory, lineSearch));
    }
}
