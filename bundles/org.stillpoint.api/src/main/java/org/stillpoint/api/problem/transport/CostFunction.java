package org.stillpoint.api.problem.transport;

import org.osgi.annotation.versioning.ConsumerType;
import org.stillpoint.api.FunctionInfo;

/**
 * The cost of moving a unit of mass from one point to another, published as a service with {@link FunctionInfo}, or made by a
 * {@link org.stillpoint.api.FunctionFactory}. Thread-safe.
 */
@ConsumerType
public interface CostFunction {

    /**
     * The cost between two points, finite. The points are rows of two matrices, so that nothing is copied.
     *
     * @param x the array that holds the source point
     * @param offsetX where the source point begins
     * @param y the array that holds the target point
     * @param offsetY where the target point begins
     * @param dimension the number of coordinates of each
     */
    double cost(double[] x, int offsetX, double[] y, int offsetY, int dimension);
}
