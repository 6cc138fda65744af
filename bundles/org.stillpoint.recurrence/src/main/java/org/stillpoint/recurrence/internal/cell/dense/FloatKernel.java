package org.stillpoint.recurrence.internal.cell.dense;

import java.util.Arrays;
import org.stillpoint.numerics.PanelProducts;

/**
 * Steps of a dense cell in single precision for a range of its units, as a {@link org.stillpoint.recurrence.internal.cell.CellKernel} does
 * in double precision: panels have a row for each component and a column for each lane. Used by one thread; allocates nothing.
 */
public abstract class FloatKernel {

    final FloatDensePart part;
    final int units;
    final int size;
    final PanelProducts products = new PanelProducts();
    /** Panels of the gates, one after the other. */
    final float[] gates;

    FloatKernel(FloatDensePart part, int lanes) {
        this.part = part;
        units = part.weights.units;
        size = part.range.size();
        gates = new float[part.weights.gates * size * lanes];
    }

    /** The number of components of the drive of the units of the range. */
    public final int driveSize() {
        return part.driveBias.length;
    }

    /** Computes drives of inputs; both stand one after the other. */
    public final void drives(float[] input, int count, float[] drive) {
        int rows = part.driveBias.length;
        for (int step = 0; step < count; step++) {
            System.arraycopy(part.driveBias, 0, drive, step * rows, rows);
        }
        products.addVectors(drive, 0, rows, part.input, input, 0, part.weights.inputs, count);
    }

    /** Computes the panel of drives from a panel of inputs. */
    public final void drive(float[] input, int lanes, float[] drive, int driveOffset) {
        fill(part.driveBias, lanes, drive, driveOffset);
        products.addPanel(drive, driveOffset, part.input, input, 0, lanes);
    }

    /** Fills each row of a panel with its value. */
    static void fill(float[] values, int lanes, float[] panel, int offset) {
        if (lanes == 1) {
            System.arraycopy(values, 0, panel, offset, values.length);
            return;
        }
        for (int row = 0; row < values.length; row++) {
            Arrays.fill(panel, offset + row * lanes, offset + (row + 1) * lanes, values[row]);
        }
    }

    /** Computes the components of the next states that belong to the units, at their places in the panel of all. */
    public abstract void step(float[] state, float[] drive, int driveOffset, int lanes, float[] next);
}
