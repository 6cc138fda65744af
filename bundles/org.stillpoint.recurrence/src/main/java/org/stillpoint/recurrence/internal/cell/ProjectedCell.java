package org.stillpoint.recurrence.internal.cell;

import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.JacobianStructure;

/** A cell whose drive is an affine map of the input. */
public abstract class ProjectedCell implements Cell {

    /** The sizes. */
    protected final CellShape shape;
    /** The map from the input to the drive. */
    protected final InputProjection projection;

    private final JacobianStructure structure;
    private final double operations;

    /** A cell of those sizes, which takes about so many operations a step. */
    protected ProjectedCell(CellShape shape, JacobianStructure structure, InputProjection projection, double operations) {
        this.shape = shape;
        this.structure = structure;
        this.projection = projection;
        this.operations = operations;
    }

    @Override
    public final CellShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return projection.rows();
    }

    @Override
    public final JacobianStructure jacobianStructure() {
        return structure;
    }

    @Override
    public final double operations() {
        return operations;
    }
}
