package org.stillpoint.recurrence.internal.cell;

import org.stillpoint.api.data.DataRecord;

/** The drives W x + b of cells on which the input acts by a matrix. */
public final class InputProjection {

    private final double[] weight;
    private final double[] bias;
    private final int inputs;

    /**
     * A projection.
     *
     * @param parameters the cell's parameters {@code weight_ih} W (rows x inputs) and {@code bias_ih} b, both of zeros if left out
     * @param rows the number of components of the drive
     * @param inputs the number of components of the input
     */
    public InputProjection(DataRecord parameters, int rows, int inputs) {
        this.inputs = inputs;
        weight = parameters.has("weight_ih") ? parameters.numbers("weight_ih") : new double[0];
        bias = parameters.has("bias_ih") ? parameters.numbers("bias_ih") : new double[rows];
    }

    /** The number of components of the drive. */
    public int rows() {
        return bias.length;
    }

    /** Computes a panel of drives as {@link CellKernel#drive} says. */
    public void apply(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
        for (int row = 0; row < bias.length; row++) {
            for (int lane = 0; lane < lanes; lane++) {
                int from = inputOffset + lane * inputStride;
                double sum = bias[row];
                for (int j = 0; j < inputs; j++) {
                    sum += weight[row * inputs + j] * input[from + j];
                }
                drive[driveOffset + row * lanes + lane] = sum;
            }
        }
    }
}
