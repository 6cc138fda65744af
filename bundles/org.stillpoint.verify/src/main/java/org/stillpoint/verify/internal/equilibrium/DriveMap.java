package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.verify.internal.MatrixRows;

/** The drive U x + b of layers; without U it is x + b, or b where there is no x. */
final class DriveMap {

    private final int size;
    private final int inputs;
    private final double[] bias;
    private final MatrixRows weight;

    DriveMap(DataRecord parameters, int size, int inputs) {
        this.size = size;
        this.inputs = inputs;
        bias = parameters.has("bias") ? parameters.numbers("bias") : new double[size];
        weight = parameters.has("input_weight") ? new MatrixRows(parameters.numbers("input_weight"), bias, size, inputs) : null;
    }

    /** Writes the drives of rows of inputs one after the other. */
    void apply(double[] x, int offset, int rows, double[] drives) {
        if (weight != null) {
            weight.apply(x, offset, inputs, rows, drives);
            return;
        }
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < size; k++) {
                drives[row * size + k] = bias[k] + (inputs == 0 ? 0 : x[offset + row * inputs + k]);
            }
        }
    }
}
