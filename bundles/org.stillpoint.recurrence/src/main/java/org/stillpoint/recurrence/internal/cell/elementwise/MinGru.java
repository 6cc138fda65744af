package org.stillpoint.recurrence.internal.cell.elementwise;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.InputProjection;

/** The cell {@link StandardCell#MIN_GRU}: a = s(-u_z), which is 1 - z without cancellation, and b = s(u_z) u_m. */
public final class MinGru extends InputGated {

    private static final int GATES = 2;

    /** The cell with its parameters. */
    public MinGru(DataRecord parameters) {
        this(parameters, StandardCell.MIN_GRU.shape(parameters));
    }

    private MinGru(DataRecord parameters, CellShape shape) {
        super(shape, new InputProjection(parameters, GATES * shape.state(), shape.input()));
    }

    @Override
    void coefficients(double[] gates, int count, double[] drive, int driveOffset) {
        int b = driveOffset + count;
        VectorKernels.scale(-1, gates, 0, drive, driveOffset, count);
        VectorKernels.sigmoid(drive, driveOffset, drive, driveOffset, count);
        VectorKernels.sigmoid(gates, 0, drive, b, count);
        for (int i = 0; i < count; i++) {
            drive[b + i] *= gates[count + i];
        }
    }
}
