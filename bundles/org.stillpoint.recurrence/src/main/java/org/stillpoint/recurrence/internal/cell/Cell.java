package org.stillpoint.recurrence.internal.cell;

import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;

/**
 * A cell h' = f(h, x) with its parameters, made ready for many evaluations. What the input contributes to a step, the drive, is computed
 * apart, for many steps at once: f(h, x) = F(h, drive(x)). Immutable and shared between threads; the work is done by kernels, of which
 * each thread has its own.
 */
public interface Cell {

    /** The sizes. */
    CellShape shape();

    /** The number of components of the drive. */
    int driveSize();

    /** Which entries of the Jacobian matrix of F by h can be nonzero. */
    JacobianStructure jacobianStructure();

    /** Whether the Jacobian matrices are exact; otherwise they are central differences. */
    default boolean exactJacobian() {
        return true;
    }

    /** About how many floating-point operations a step takes, its drive not counted; for choices between methods. */
    double operations();

    /**
     * A kernel for one thread.
     *
     * @param lanes the most lanes that it will be asked for in one call
     */
    CellKernel kernel(int lanes);
}
