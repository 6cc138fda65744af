package org.stillpoint.api.problem.equilibrium;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.FunctionInfo;

/**
 * The map z' = f(z, x) of a fixed-point layer for one sample, published as a service with {@link FunctionInfo}, or made by a
 * {@link org.stillpoint.api.FunctionFactory}. Thread-safe; the same arguments give the same bits. Implementations of
 * {@link DifferentiableLayer} are published under this interface.
 */
@ConsumerType
public interface EquilibriumLayer {

    /** The number of components of the state, at least 1. */
    int stateSize();

    /** The number of components of the input; 0 for a layer that takes none. */
    int inputSize();

    /**
     * Evaluates the layer.
     *
     * @param state the state z; not changed
     * @param input the input x; not changed
     * @param result receives f(z, x); never the same array as one of the others
     */
    void apply(double[] state, double[] input, double[] result);
}
