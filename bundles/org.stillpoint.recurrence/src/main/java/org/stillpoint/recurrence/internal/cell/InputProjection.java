package org.stillpoint.recurrence.internal.cell;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/** The drives W x + b of cells on which the input acts by a matrix. Immutable; each thread has its own projector. */
public final class InputProjection {

    private final PanelMatrix weight;
    private final double[] bias;

    /**
     * A projection.
     *
     * @param parameters the cell's parameters {@code weight_ih} W (rows x inputs) and {@code bias_ih} b, both of zeros if left out
     * @param rows the number of components of the drive
     * @param inputs the number of components of the input
     */
    public InputProjection(DataRecord parameters, int rows, int inputs) {
        this(parameters.has("weight_ih") ? parameters.numbers("weight_ih") : new double[rows * inputs],
                parameters.has("bias_ih") ? parameters.numbers("bias_ih") : new double[rows], inputs);
    }

    /**
     * A projection.
     *
     * @param weight W, row by row
     * @param bias b
     * @param inputs the number of columns of W
     */
    public InputProjection(double[] weight, double[] bias, int inputs) {
        this.weight = PanelMatrix.of(weight, 0, bias.length, inputs);
        this.bias = bias;
    }

    /** The number of components of the drive. */
    public int rows() {
        return bias.length;
    }

    /** A projector for one thread and at most so many lanes. */
    public Projector projector(int lanes) {
        return new Projector(weight, bias, lanes);
    }

    /** Computes drives. Used by one thread; allocates nothing. */
    public static final class Projector {

        private final PanelMatrix weight;
        private final double[] bias;
        private final double[] columns;
        private final PanelProducts products = new PanelProducts();

        private Projector(PanelMatrix weight, double[] bias, int lanes) {
            this.weight = weight;
            this.bias = bias;
            columns = new double[weight.columns() * lanes];
        }

        /** Computes a panel of drives as {@link CellKernel#drive} says. */
        public void panel(double[] input, int inputOffset, int inputStride, int lanes, double[] drive, int driveOffset) {
            for (int row = 0; row < bias.length; row++) {
                Arrays.fill(drive, driveOffset + row * lanes, driveOffset + (row + 1) * lanes, bias[row]);
            }
            int inputs = weight.columns();
            if (lanes == 1 || inputs == 1 && inputStride == 1) {
                products.addPanel(drive, driveOffset, weight, input, inputOffset, lanes);
            } else {
                Lanes.transpose(input, inputOffset, inputStride, inputs, lanes, columns, 0);
                products.addPanel(drive, driveOffset, weight, columns, 0, lanes);
            }
        }

        /** Computes drives one after the other as {@link CellKernel#drives} says. */
        public void vectors(double[] input, int inputOffset, int inputStride, int count, double[] drive, int driveOffset,
                int driveStride) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(bias, 0, drive, driveOffset + i * driveStride, bias.length);
            }
            products.addVectors(drive, driveOffset, driveStride, weight, input, inputOffset, inputStride, count);
        }
    }
}
