package org.stillpoint.equilibrium.internal.layer.dense;

import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.equilibrium.internal.layer.Layer;

/** A layer f(z, x) = s(W z + drive) with a full matrix W, whose drive has as many components as the state. */
public interface ActivatedLayer extends Layer {

    /** The entries of W, row by row; not to be changed. */
    double[] weight();

    /** The activation s. */
    Activation activation();
}
