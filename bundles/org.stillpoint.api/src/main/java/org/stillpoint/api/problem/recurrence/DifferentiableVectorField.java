package org.stillpoint.api.problem.recurrence;

import org.osgi.annotation.versioning.ConsumerType;

/** A vector field with its Jacobian matrix. */
@ConsumerType
public interface DifferentiableVectorField extends VectorField {

    /**
     * Computes the Jacobian matrix of the derivative by y.
     *
     * @param y the state; not changed
     * @param input the input; not changed
     * @param jacobian receives the matrix, row-major
     */
    void jacobian(double[] y, double[] input, double[] jacobian);
}
