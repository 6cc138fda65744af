package org.stillpoint.api.problem.equilibrium;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.FunctionInfo;

/**
 * Conditions F(x, theta) = 0 that a solution x has to meet, as many as x has components: vanishing gradients, optimality conditions with
 * multipliers, fixed points as x - T(x, theta). Published as a service with {@link FunctionInfo}, or made by a
 * {@link org.stillpoint.api.FunctionFactory}. Thread-safe; the same arguments give the same bits. No argument is changed, and the result is
 * never the same array as another.
 */
@ConsumerType
public interface OptimalityMap {

    /** The number of components of x and of F, at least 1. */
    int solutionSize();

    /** The number of components of theta, at least 1. */
    int parameterSize();

    /**
     * Evaluates the conditions.
     *
     * @param x the solution
     * @param theta the parameters
     * @param result receives F(x, theta)
     */
    void apply(double[] x, double[] theta, double[] result);

    /**
     * A Jacobian-vector product by the solution.
     *
     * @param direction a direction w of solutions
     * @param result receives (dF/dx) w
     */
    void solutionProduct(double[] x, double[] theta, double[] direction, double[] result);

    /**
     * A vector-Jacobian product by the solution.
     *
     * @param cotangent a cotangent u of the conditions
     * @param result receives (dF/dx)' u
     */
    void solutionTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result);

    /**
     * A Jacobian-vector product by the parameters.
     *
     * @param direction a direction t of parameters
     * @param result receives (dF/dtheta) t
     */
    void parameterProduct(double[] x, double[] theta, double[] direction, double[] result);

    /**
     * A vector-Jacobian product by the parameters.
     *
     * @param cotangent a cotangent u of the conditions
     * @param result receives (dF/dtheta)' u
     */
    void parameterTransposedProduct(double[] x, double[] theta, double[] cotangent, double[] result);

    /** Whether dF/dx is symmetric everywhere, as it is where F is a gradient by x. */
    default boolean symmetric() {
        return false;
    }

    /**
     * How far x is from where F has no derivative, in a measure of the map's own; infinite where F has one everywhere. Where it is 0, or no
     * more than rounding, there may be no derivative of the solution.
     */
    default double distanceFromKinks(double[] x, double[] theta) {
        return Double.POSITIVE_INFINITY;
    }
}
