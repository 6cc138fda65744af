package org.stillpoint.recurrence.internal.cell;

/** A kernel of a cell whose drive is an affine map of the input. */
public abstract class ProjectedKernel implements CellKernel {

    private final InputProjection.Projector projector;

    /** A kernel for at most so many lanes. */
    protected ProjectedKernel(InputProjection projection, int lanes) {
        projector = projection.projector(lanes);
    }

    @Override
    public final void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
        projector.panel(input, inputOffset, inputStride, lanes, drive, driveOffset);
    }

    @Override
    public final void drives(double[] input, int inputOffset, int inputStride, int count, double[] drive, int driveOffset,
            int driveStride) {
        projector.vectors(input, inputOffset, inputStride, count, drive, driveOffset, driveStride);
    }
}
