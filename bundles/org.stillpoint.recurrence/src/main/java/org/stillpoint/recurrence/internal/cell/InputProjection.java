package org.stillpoint.recurrence.internal.cell;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/**
 * The drives W x + b of cells on which the input acts by a matrix. Immutable; each thread has its own projector. A drive has the same bits
 * however many are computed at once.
 */
public final class InputProjection {

    /** Up to this many inputs, plain loops are faster than products that are blocked for the registers. */
    private static final int FEW_INPUTS = 3;

    private final double[] weight;
    private final double[] bias;
    private final int inputs;
    private final PanelMatrix matrix;

    /**
     * A projection.
     *
     * @param parameters the cell's parameters {@code weight_ih} W (rows x inputs) and {@code bias_ih} b, both of zeros if left out
     * @param rows the number of components of the drive
     * @param inputs the number of components of the input
     */
    public InputProjection(DataRecord parameters, int rows, int inputs) {
        this.inputs = inputs;
        weight = parameters.has("weight_ih") ? parameters.numbers("weight_ih") : new double[rows * inputs];
        bias = parameters.has("bias_ih") ? parameters.numbers("bias_ih") : new double[rows];
        matrix = inputs <= FEW_INPUTS ? null : PanelMatrix.of(weight, 0, rows, inputs);
    }

    /** The number of components of the drive. */
    public int rows() {
        return bias.length;
    }

    /** A projector for one thread and at most so many lanes. */
    public Projector projector(int lanes) {
        return new Projector(this, lanes);
    }

    /** Computes drives. Used by one thread; allocates nothing. */
    public static final class Projector {

        private final InputProjection projection;
        private final double[] columns;
        private final PanelProducts products = new PanelProducts();

        private Projector(InputProjection projection, int lanes) {
            this.projection = projection;
            columns = new double[projection.inputs * lanes];
        }

        /** Computes a panel of drives as {@link CellKernel#drive} says. */
        public void panel(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
            double[] bias = projection.bias;
            for (int row = 0; row < bias.length; row++) {
                Arrays.fill(drive, driveOffset + row * lanes, driveOffset + (row + 1) * lanes, bias[row]);
            }
            int inputs = projection.inputs;
            if (lanes == 1 || inputs == 1 && inputStride == 1) {
                add(input, inputOffset, lanes, drive, driveOffset);
            } else if (inputs > 0) {
                Lanes.transpose(input, inputOffset, inputStride, inputs, lanes, columns, 0);
                add(columns, 0, lanes, drive, driveOffset);
            }
        }

        /** Adds W X to a panel of drives, with the panel X of inputs. */
        private void add(double[] x, int offset, int lanes, double[] drive, int driveOffset) {
            int inputs = projection.inputs;
            if (inputs > FEW_INPUTS) {
                products.addPanel(drive, driveOffset, projection.matrix, x, offset, lanes);
                return;
            }
            for (int entry = 0; entry < projection.weight.length; entry++) {
                double factor = projection.weight[entry];
                int from = offset + entry % inputs * lanes;
                int to = driveOffset + entry / inputs * lanes;
                for (int lane = 0; lane < lanes; lane++) {
                    drive[to + lane] += factor * x[from + lane];
                }
            }
        }

        /** Computes drives one after the other as {@link CellKernel#drives} says. */
        public void vectors(double[] input, int inputOffset, int inputStride, int count, double[] drive, int driveOffset,
                int driveStride) {
            double[] bias = projection.bias;
            int inputs = projection.inputs;
            if (inputs > FEW_INPUTS) {
                for (int i = 0; i < count; i++) {
                    System.arraycopy(bias, 0, drive, driveOffset + i * driveStride, bias.length);
                }
                products.addVectors(drive, driveOffset, driveStride, projection.matrix, input, inputOffset, inputStride, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                int from = inputOffset + i * inputStride;
                int to = driveOffset + i * driveStride;
                for (int row = 0; row < bias.length; row++) {
                    double sum = bias[row];
                    for (int j = 0; j < inputs; j++) {
                        sum += projection.weight[row * inputs + j] * input[from + j];
                    }
                    drive[to + row] = sum;
                }
            }
        }
    }
}
