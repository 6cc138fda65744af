package org.stillpoint.equilibrium.internal.run;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Layer;

/** An iteration for a group of samples. */
@FunctionalInterface
public interface EquilibriumMethod {

    /**
     * Makes what the iterations of all samples share, before they begin. Called once for a batch, by the solving thread.
     *
     * @param inputs the inputs, one row for each sample
     * @param starts the states to start from, one row for each sample; not to be changed
     * @throws SolverException if the method does not treat the layer
     */
    default void prepare(Layer layer, Samples inputs, double[] starts, Session session) throws SolverException {
    }

    /**
     * Iterates until {@link ActiveSamples#evaluate} says that no sample is left. Called by several threads at a time, each for samples of
     * its own.
     *
     * @throws SolverException if the method does not treat the layer
     */
    void solve(ActiveSamples samples) throws SolverException;
}
