package org.stillpoint.recurrence.internal.cell.elementwise;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.recurrence.internal.cell.InputProjection;

/**
 * The cell {@link StandardCell#MIN_LSTM}: a = f / (f + i) = (1 + e^-u_i) / (2 + e^-u_i + e^-u_f) and b = (1 - a) u_m, with numerator and
 * denominator divided by the largest term, so that nothing overflows, and closed gates share as the limit says.
 */
public final class MinLstm extends InputGated {

    private static final int GATES = 3;

    /** The cell with its parameters. */
    public MinLstm(DataRecord parameters) {
        this(parameters, StandardCell.MIN_LSTM.shape(parameters));
    }

    private MinLstm(DataRecord parameters, CellShape shape) {
        super(shape, new InputProjection(parameters, GATES * shape.state(), shape.input()));
    }

    @Override
    void coefficients(double[] gates, int count, double[] drive, int driveOffset) {
        int b = driveOffset + count;
        for (int i = 0; i < count; i++) {
            double forget = gates[i];
            double take = gates[count + i];
            double least = Math.min(Math.min(forget, take), 0);
            gates[i] = least - forget;
            gates[count + i] = least - take;
            drive[driveOffset + i] = least;
        }
        VectorKernels.exp(gates, 0, gates, 0, 2 * count);
        VectorKernels.exp(drive, driveOffset, drive, driveOffset, count);
        for (int i = 0; i < count; i++) {
            double one = drive[driveOffset + i];
            double keep = one + gates[count + i];
            double take = one + gates[i];
            double sum = keep + take;
            drive[driveOffset + i] = keep / sum;
            drive[b + i] = take / sum * gates[2 * count + i];
        }
    }
}
