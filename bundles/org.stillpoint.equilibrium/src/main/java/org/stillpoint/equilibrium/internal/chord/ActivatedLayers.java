package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.api.SolverException;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;

/** Asks for layers whose matrix is known. */
final class ActivatedLayers {

    private ActivatedLayers() {
    }

    /** The layer as one of the form s(W z + drive). */
    static ActivatedLayer require(Layer layer, String what) throws SolverException {
        if (layer instanceof ActivatedLayer activated) {
            return activated;
        }
        throw new SolverException(what + " needs a layer of the form s(W z + drive) with a full matrix W: a dense or a monotone one");
    }
}
