package org.stillpoint.api.problem.recurrence;

import org.stillpoint.api.data.DataException;

/**
 * Which entries of the Jacobian matrix of a cell can be nonzero.
 *
 * <p>The state is cut into {@code block} parts of equal length s / block, and component i of each part depends on the components i of all
 * parts only: the matrix is made of block x block parts that are diagonal. One part is a diagonal matrix, s parts a dense one. The
 * entries are kept part by part, row-major in the parts: the derivative of component i of part p by component i of part q is number
 * {@code (p * block + q) * (s / block) + i}. For a diagonal matrix that is its diagonal, for a dense one the row-major matrix.
 *
 * @param block the number of parts, from 1 (diagonal) to the size of the state (dense), which it divides
 */
public record JacobianStructure(int block) {

    /** Every component depends on itself alone. */
    public static final JacobianStructure DIAGONAL = new JacobianStructure(1);

    /** Checks the number of parts. */
    public JacobianStructure {
        if (block < 1) {
            throw new DataException("a Jacobian matrix of " + block + " parts; expected at least 1");
        }
    }

    /** Every component may depend on every other. */
    public static JacobianStructure dense(int stateSize) {
        return new JacobianStructure(stateSize);
    }

    /** The number of entries that are kept. */
    public int entries(int stateSize) {
        return stateSize * block;
    }
}
