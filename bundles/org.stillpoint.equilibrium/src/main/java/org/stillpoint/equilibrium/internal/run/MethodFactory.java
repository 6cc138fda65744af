package org.stillpoint.equilibrium.internal.run;

import org.stillpoint.api.SolverException;
import org.stillpoint.equilibrium.internal.layer.Layer;

/** Makes a method for a layer, with what it needs to know of it; all groups of samples share it. */
@FunctionalInterface
public interface MethodFactory {

    /**
     * The method for a layer.
     *
     * @throws SolverException if the method does not treat the layer
     */
    EquilibriumMethod method(Layer layer, Session session) throws SolverException;
}
