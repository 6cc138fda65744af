package org.stillpoint.equilibrium.internal.layer.dense;

import org.stillpoint.api.problem.equilibrium.Activation;

/** A layer f(z, x) = s(W z + drive) with a full matrix W and an activation s of each component. */
public interface ActivatedLayer extends SplittableLayer {

    /** The activation s. */
    Activation activation();
}
