package org.stillpoint.api.problem.equilibrium;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A layer with products of its derivatives. All products are at the state z and the input x given, of which none is changed; the result is
 * never the same array as another.
 */
@ConsumerType
public interface DifferentiableLayer extends EquilibriumLayer {

    /**
     * A Jacobian-vector product.
     *
     * @param direction a direction v of states
     * @param result receives (df/dz) v
     */
    void stateProduct(double[] state, double[] input, double[] direction, double[] result);

    /**
     * A vector-Jacobian product.
     *
     * @param cotangent a cotangent u of states
     * @param result receives (df/dz)' u
     */
    void stateTransposedProduct(double[] state, double[] input, double[] cotangent, double[] result);

    /**
     * A vector-Jacobian product by the input.
     *
     * @param cotangent a cotangent u of states
     * @param result receives (df/dx)' u
     */
    void inputTransposedProduct(double[] state, double[] input, double[] cotangent, double[] result);

    /** The number of parameters by which the layer can be differentiated. */
    default int parameterSize() {
        return 0;
    }

    /**
     * A vector-Jacobian product by the parameters.
     *
     * @param cotangent a cotangent u of states
     * @param result receives (df/dtheta)' u, {@link #parameterSize()} values
     */
    default void parameterTransposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
    }
}
