package org.stillpoint.recurrence.internal.cell.dense;

import java.util.Arrays;
import org.stillpoint.numerics.PanelProducts;

/**
 * Steps of a dense cell in single precision for a range of its units, for one or many lanes: inputs and states of lanes stand one after the
 * other. Drives come in columns, one for each input, block after block as the matrices have them: what a block has of column i of n stands
 * at {@code (block * n + i) * FloatDensePart.BLOCK}. Used by one thread; allocates nothing.
 */
public abstract class FloatKernel {

    static final int BLOCK = FloatDensePart.BLOCK;

    final FloatDensePart part;
    final int units;
    /** The gates of the units of a block, or what they are made of, lane after lane. */
    final float[] gates;
    final int stateSize;
    private final PanelProducts products = new PanelProducts();

    FloatKernel(FloatDensePart part, int stateSize, int lanes) {
        this.part = part;
        this.stateSize = stateSize;
        units = part.weights.units;
        gates = new float[BLOCK * lanes];
    }

    /** The number of values of a column of drives. */
    public final int driveSize() {
        return part.blocks * BLOCK;
    }

    /** Computes drives, as many columns as there are inputs. */
    public final void drive(float[] input, int count, float[] drive) {
        for (int block = 0; block < part.blocks; block++) {
            int rows = part.weights.gates * part.count(block);
            int first = block * count * BLOCK;
            for (int i = 0; i < count; i++) {
                System.arraycopy(part.driveBias, block * BLOCK, drive, first + i * BLOCK, rows);
                Arrays.fill(drive, first + i * BLOCK + rows, first + (i + 1) * BLOCK, 0);
            }
            products.addBlock(drive, first, BLOCK, part.input, block, input, 0, part.weights.inputs, count);
        }
    }

    /** Copies a column of drives of so many to another place among so many others. */
    public final void copyDrive(float[] drive, int columns, int column, float[] target, int targetColumns, int targetColumn) {
        for (int block = 0; block < part.blocks; block++) {
            System.arraycopy(drive, (block * columns + column) * BLOCK, target, (block * targetColumns + targetColumn) * BLOCK, BLOCK);
        }
    }

    /**
     * Computes the components of the next states that belong to the units, at their places among all.
     *
     * @param columns of how many columns the drives are
     * @param column which of them belongs to the first lane; those of the others follow it
     */
    public final void step(float[] state, int stateOffset, float[] drive, int columns, int column, int lanes, float[] next,
            int nextOffset) {
        for (int block = 0; block < part.blocks; block++) {
            int first = part.first(block);
            int count = part.count(block);
            int drives = (block * columns + column) * BLOCK;
            for (int lane = 0; lane < lanes; lane++) {
                begin(first, count, drive, drives + lane * BLOCK, lane * BLOCK);
            }
            products.addBlock(gates, 0, BLOCK, part.hidden, block, state, stateOffset, stateSize, lanes);
            int unit = part.range.from() + first;
            end(count, lanes, drive, drives, state, stateOffset + unit, next, nextOffset + unit);
        }
    }

    /**
     * Sets what the products with a state are added to, for some units and one lane.
     *
     * @param first the first of the units, counted from the beginning of the range
     * @param gate where the rows of the units stand in {@link #gates}, those of one gate after those of another, as in the drive
     */
    abstract void begin(int first, int count, float[] drive, int driveOffset, int gate);

    /**
     * Computes the next states of some units and all lanes from the sums; offsets are those of the first unit and lane. What belongs to
     * another lane follows at the distance {@link #BLOCK} in drives and gates, at {@link #stateSize} in states.
     */
    abstract void end(int count, int lanes, float[] drive, int driveOffset, float[] state, int stateOffset, float[] next, int nextOffset);
}
