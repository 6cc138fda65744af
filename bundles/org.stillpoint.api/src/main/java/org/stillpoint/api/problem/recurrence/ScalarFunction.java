package org.stillpoint.api.problem.recurrence;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.FunctionInfo;

/**
 * A differentiable real function of several variables, published as a service with {@link FunctionInfo}, or made by a
 * {@link org.stillpoint.api.FunctionFactory}. Thread-safe; the same arguments give the same bits.
 */
@ConsumerType
public interface ScalarFunction {

    /** The number of variables. */
    int dimension();

    /**
     * The value.
     *
     * @param x the point; not changed
     */
    double value(double[] x);

    /**
     * Computes the gradient.
     *
     * @param x the point; not changed
     * @param gradient receives the gradient; never the same array as {@code x}
     */
    void gradient(double[] x, double[] gradient);
}
