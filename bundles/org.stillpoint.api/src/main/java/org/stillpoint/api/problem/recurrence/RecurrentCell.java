package org.stillpoint.api.problem.recurrence;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.FunctionInfo;

/**
 * The map h' = f(h, x) of a recurrence from a state and an input to the next state, published as a service with {@link FunctionInfo}, or
 * made by a {@link org.stillpoint.api.FunctionFactory}. Thread-safe; the same arguments give the same bits. Implementations of
 * {@link DifferentiableCell} are published under this interface.
 */
@ConsumerType
public interface RecurrentCell {

    /** The number of components of the state. */
    int stateSize();

    /** The number of components of the input; 0 for a cell that takes none. */
    int inputSize();

    /** How many of the first components of the state are its output, which the next layer and the readout see. */
    default int hiddenSize() {
        return stateSize();
    }

    /**
     * Computes the next state.
     *
     * @param state the state h; not changed
     * @param input the input x; not changed
     * @param next receives f(h, x); never the same array as one of the others
     */
    void step(double[] state, double[] input, double[] next);
}
