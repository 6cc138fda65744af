package org.stillpoint.api.problem.recurrence;

import org.osgi.annotation.versioning.ConsumerType;

/** A cell with the Jacobian matrix of its next state by its state. */
@ConsumerType
public interface DifferentiableCell extends RecurrentCell {

    /** Which entries of the Jacobian matrix can be nonzero. */
    JacobianStructure jacobianStructure();

    /**
     * Computes the Jacobian matrix df/dh.
     *
     * @param state the state h; not changed
     * @param input the input x; not changed
     * @param jacobian receives the entries in the order of {@link JacobianStructure}
     */
    void jacobian(double[] state, double[] input, double[] jacobian);
}
