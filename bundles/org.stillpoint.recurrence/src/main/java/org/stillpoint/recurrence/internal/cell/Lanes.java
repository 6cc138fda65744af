package org.stillpoint.recurrence.internal.cell;

/** Moves vectors in and out of panels, in which the components of a lane are one row apart. */
public final class Lanes {

    private Lanes() {
    }

    /** Copies the components of a lane, from the first one on, into a vector. */
    public static void gather(double[] panel, int offset, int lanes, double[] vector) {
        for (int k = 0; k < vector.length; k++) {
            vector[k] = panel[offset + k * lanes];
        }
    }

    /** Copies a vector into a lane, from its first component on. */
    public static void scatter(double[] vector, double[] panel, int offset, int lanes) {
        for (int k = 0; k < vector.length; k++) {
            panel[offset + k * lanes] = vector[k];
        }
    }

    /** Copies rows of inputs, as {@link CellKernel#drive} has them, into a panel. */
    public static void transpose(double[] input, int inputOffset, int inputStride, int size, int lanes, double[] panel, int panelOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            for (int j = 0; j < size; j++) {
                panel[panelOffset + j * lanes + lane] = input[inputOffset + lane * inputStride + j];
            }
        }
    }
}
