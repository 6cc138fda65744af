package org.stillpoint.api.problem.recurrence;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.FunctionInfo;

/**
 * The right-hand side of an ordinary differential equation dy/dt = f(y, x), published as a service with {@link FunctionInfo}, or made by a
 * {@link org.stillpoint.api.FunctionFactory}. A field that depends on the time takes the time as a component of its input. Thread-safe.
 * Implementations of {@link DifferentiableVectorField} are published under this interface.
 */
@ConsumerType
public interface VectorField {

    /** The number of components of y. */
    int dimension();

    /** The number of components of the input x, which is constant over a step; 0 for a field that takes none. */
    default int inputSize() {
        return 0;
    }

    /**
     * Computes the derivative.
     *
     * @param y the state; not changed
     * @param input the input; not changed
     * @param derivative receives dy/dt; never the same array as one of the others
     */
    void derivative(double[] y, double[] input, double[] derivative);
}
