package org.stillpoint.equilibrium.internal.layer;

import org.stillpoint.api.SolverException;

/** A user's layer threw something. */
public final class LayerFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A failure of the layer of that name. */
    public LayerFailure(String name, RuntimeException thrown) {
        super("the layer " + name + " failed: " + thrown, thrown);
    }

    /** How a solver tells of it. */
    public SolverException refusal() {
        return new SolverException(getMessage(), getCause());
    }
}
