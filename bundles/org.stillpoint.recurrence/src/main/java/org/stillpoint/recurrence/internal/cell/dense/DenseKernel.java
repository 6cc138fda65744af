package org.stillpoint.recurrence.internal.cell.dense;

import java.util.Arrays;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.Lanes;

/** What the kernels of dense cells have in common: drives, and Jacobian matrices as sums of scaled rows of the weights. */
abstract class DenseKernel implements CellKernel {

    final DensePart part;
    final int units;
    final int size;
    final PanelProducts products = new PanelProducts();
    /** Panels of the gates, one after the other. */
    final double[] gates;
    private final double[] inputs;

    DenseKernel(DensePart part, int lanes) {
        this.part = part;
        units = part.weights.units;
        size = part.range.size();
        gates = new double[part.weights.gates * size * lanes];
        inputs = new double[lanes > 1 ? part.weights.inputs * lanes : 0];
    }

    @Override
    public final void drive(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
        if (lanes == 1) {
            drives(input, inputOffset, inputStride, 1, drive, driveOffset, part.driveBias.length);
            return;
        }
        fill(part.driveBias, lanes, drive, driveOffset);
        Lanes.transpose(input, inputOffset, inputStride, part.weights.inputs, lanes, inputs, 0);
        products.addPanel(drive, driveOffset, part.input, inputs, 0, lanes);
    }

    @Override
    public final void drives(double[] input, int inputOffset, int inputStride, int count, double[] drive, int driveOffset,
            int driveStride) {
        for (int step = 0; step < count; step++) {
            System.arraycopy(part.driveBias, 0, drive, driveOffset + step * driveStride, part.driveBias.length);
        }
        products.addVectors(drive, driveOffset, driveStride, part.input, input, inputOffset, inputStride, count);
    }

    /** Fills each row of a panel with its value. */
    static void fill(double[] values, int lanes, double[] panel, int offset) {
        if (lanes == 1) {
            System.arraycopy(values, 0, panel, offset, values.length);
            return;
        }
        for (int row = 0; row < values.length; row++) {
            Arrays.fill(panel, offset + row * lanes, offset + (row + 1) * lanes, values[row]);
        }
    }

    /**
     * Writes some rows of the Jacobian matrices by the output: row i of the range is the sum over the gates of U's row i of the gate
     * times the gate's coefficient.
     *
     * @param coefficients panels of a coefficient for each unit of the range, gate after gate
     * @param columns the number of columns of the Jacobian matrices
     * @param first the row of the Jacobian matrices in which unit 0 of the cell stands
     */
    final void rows(double[] coefficients, int lanes, double[] jacobian, int jacobianOffset, int columns, int first) {
        double[] hidden = part.weights.hidden;
        for (int i = 0; i < size; i++) {
            int unit = part.range.from() + i;
            int target = jacobianOffset + (first + unit) * columns * lanes;
            Arrays.fill(jacobian, target, target + columns * lanes, 0);
            for (int gate = 0; gate < part.weights.gates; gate++) {
                int source = (gate * units + unit) * units;
                int coefficient = (gate * size + i) * lanes;
                if (lanes == 1) {
                    addScaled(coefficients[coefficient], hidden, source, jacobian, target, units);
                } else {
                    for (int j = 0; j < units; j++) {
                        addScaled(hidden[source + j], coefficients, coefficient, jacobian, target + j * lanes, lanes);
                    }
                }
            }
        }
    }

    private static void addScaled(double factor, double[] x, int xOffset, double[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] += factor * x[xOffset + i];
        }
    }
}
