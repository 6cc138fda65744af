package org.stillpoint.equilibrium.internal.layer.dense;

import org.stillpoint.api.problem.equilibrium.Activation;

/** A layer f(z, x) = s(W z + drive) that has W as a full matrix, with an activation s of each component. */
public interface ActivatedLayer extends SplittableLayer {

    /** The activation s. */
    Activation activation();

    @Override
    default boolean projects() {
        return ActivationProximal.projects(activation());
    }
}
