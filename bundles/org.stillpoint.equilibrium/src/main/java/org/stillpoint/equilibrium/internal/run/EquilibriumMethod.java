package org.stillpoint.equilibrium.internal.run;

import org.stillpoint.api.SolverException;

/** An iteration for a group of samples. */
@FunctionalInterface
public interface EquilibriumMethod {

    /**
     * Iterates until {@link ActiveSamples#evaluate} says that no sample is left. Called by several threads at a time, each for samples of its
     * own.
     *
     * @throws SolverException if the method does not treat the layer
     */
    void solve(ActiveSamples samples) throws SolverException;
}
