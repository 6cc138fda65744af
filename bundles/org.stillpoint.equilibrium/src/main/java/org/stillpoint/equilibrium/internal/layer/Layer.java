package org.stillpoint.equilibrium.internal.layer;

import java.util.List;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.LayerShape;

/**
 * A layer f(z, x) with its parameters, made ready for many evaluations. What the input contributes, the drive, is computed once for each
 * sample: f(z, x) = F(z, drive(x)). Immutable and shared between threads; the work is done by kernels, of which each thread has its own.
 */
public interface Layer {

    /** The sizes. */
    LayerShape shape();

    /** The number of components of the drive of a sample. */
    int driveSize();

    /** About how many floating-point operations an evaluation takes for one sample, its drive not counted. */
    double operations();

    /** Whether kernels have the products of derivatives. */
    default boolean differentiable() {
        return true;
    }

    /**
     * Refuses a layer whose kernels have no products of derivatives.
     *
     * @throws SolverException naming the layer, and the option that would approximate them
     */
    default void requireDerivatives() throws SolverException {
    }

    /** The number of values that a linearisation at the state of one sample takes. */
    int tangentSize();

    /** The arrays by which the layer can be differentiated, by name and in a fixed order, each with its shape and value. */
    List<Parameter> parameters();

    /** A kernel for one thread, for up to so many lanes. */
    LayerKernel kernel(int lanes);

    /**
     * An array of parameters.
     *
     * @param name its name in problems
     * @param value its value and shape
     */
    record Parameter(String name, NamedArray value) {
    }
}
