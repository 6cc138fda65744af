package org.stillpoint.numerics;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.numerics.internal.KernelSelection;
import org.stillpoint.numerics.internal.ProductKernels;

/**
 * Products of matrices, laid out once, with one or many vectors: the inner loop of recurrent and fixed-point layers.
 *
 * <p>Every component of a result is one chain of fused multiply-adds over the columns in their order that starts from what the place holds:
 * c = c + w_1 h_1, c = c + w_2 h_2, ... So its bits depend neither on how many vectors there are nor on how they are laid out. Vector
 * registers and plain loops give the same bits on every processor that has a fused multiply-add.
 *
 * <p>Used by one thread; the matrices are shared. Multiplying allocates nothing; {@link #addOuterProducts} keeps the room of the largest
 * panel that it was given.
 */
public final class PanelProducts {

    private static final ProductKernels KERNELS = KernelSelection.PRODUCTS;

    private final double[] room = new double[ProductKernels.ROOM];
    private final float[] floatRoom = new float[ProductKernels.FLOAT_ROOM];
    private double[] layout = {};

    /** Products for one thread. */
    public PanelProducts() {
    }

    /** c = c + W h. */
    public void addTo(double[] c, int cOffset, PanelMatrix matrix, double[] h, int hOffset) {
        addVectors(c, cOffset, matrix.rows(), matrix, h, hOffset, matrix.columns(), 1);
    }

    /**
     * c_i = c_i + W h_i for vectors that stand one after the other, h_i at {@code hOffset + i hStride} and c_i at
     * {@code cOffset + i cStride}; results do not overlap the factors.
     */
    public void addVectors(double[] c, int cOffset, int cStride, PanelMatrix matrix, double[] h, int hOffset, int hStride, int count) {
        checkVectors(matrix.rows(), matrix.columns(), h.length, hOffset, hStride, count, c.length, cOffset, cStride);
        KERNELS.addVectors(matrix.values, matrix.rows(), matrix.columns(), h, hOffset, hStride, count, c, cOffset, cStride, room);
    }

    /**
     * C = C + W H for panels, which have a row for each component and a column for each of the lanes; C does not overlap H.
     */
    public void addPanel(double[] c, int cOffset, PanelMatrix matrix, double[] h, int hOffset, int lanes) {
        checkPanel(matrix.rows(), matrix.columns(), h.length, hOffset, lanes, c.length, cOffset);
        KERNELS.addPanel(matrix.values, matrix.rows(), matrix.columns(), h, hOffset, lanes, c, cOffset, room);
    }

    /**
     * Adds the sum over lanes of u v' for panels u of so many rows and v of so many columns, whose result stands row by row. Each entry is
     * one chain of fused multiply-adds over the lanes in their order, which further lanes go on with.
     */
    public void addOuterProducts(double[] u, int rows, double[] v, int columns, int lanes, double[] sums) {
        checkVectors(columns, lanes, u.length, 0, lanes, rows, sums.length, 0, columns);
        Objects.checkFromIndexSize(0, Math.multiplyExact(columns, lanes), v.length);
        int length = Math.multiplyExact(PanelMatrix.padded(columns), lanes);
        if (layout.length < length) {
            layout = new double[length];
        } else {
            Arrays.fill(layout, 0, length, 0);
        }
        PanelMatrix.layOut(v, 0, columns, lanes, layout);
        KERNELS.addVectors(layout, columns, lanes, u, 0, lanes, rows, sums, 0, columns, room);
    }

    /** c = c + W h. */
    public void addTo(float[] c, int cOffset, FloatPanelMatrix matrix, float[] h, int hOffset) {
        addVectors(c, cOffset, matrix.rows(), matrix, h, hOffset, matrix.columns(), 1);
    }

    /**
     * c_i = c_i + W h_i for vectors that stand one after the other, h_i at {@code hOffset + i hStride} and c_i at
     * {@code cOffset + i cStride}; results do not overlap the factors.
     */
    public void addVectors(float[] c, int cOffset, int cStride, FloatPanelMatrix matrix, float[] h, int hOffset, int hStride, int count) {
        checkVectors(matrix.rows(), matrix.columns(), h.length, hOffset, hStride, count, c.length, cOffset, cStride);
        KERNELS.addVectors(matrix.values, 0, matrix.rows(), matrix.columns(), h, hOffset, hStride, count, c, cOffset, cStride, floatRoom);
    }

    /**
     * c_i = c_i + V h_i as {@link #addVectors(float[], int, int, FloatPanelMatrix, float[], int, int, int)} has it, for one block V of
     * {@link FloatPanelMatrix#BLOCK} rows of the matrix, or of those that are left.
     *
     * @param block the number of the block
     */
    public void addBlock(float[] c, int cOffset, int cStride, FloatPanelMatrix matrix, int block, float[] h, int hOffset, int hStride,
            int count) {
        int blocks = (matrix.rows() + FloatPanelMatrix.BLOCK - 1) / FloatPanelMatrix.BLOCK;
        int first = Objects.checkIndex(block, blocks) * FloatPanelMatrix.BLOCK;
        int rows = Math.min(FloatPanelMatrix.BLOCK, matrix.rows() - first);
        checkVectors(rows, matrix.columns(), h.length, hOffset, hStride, count, c.length, cOffset, cStride);
        KERNELS.addVectors(matrix.values, first * matrix.columns(), rows, matrix.columns(), h, hOffset, hStride, count, c, cOffset, cStride,
                floatRoom);
    }

    /**
     * C = C + W H for panels, which have a row for each component and a column for each of the lanes; C does not overlap H.
     */
    public void addPanel(float[] c, int cOffset, FloatPanelMatrix matrix, float[] h, int hOffset, int lanes) {
        checkPanel(matrix.rows(), matrix.columns(), h.length, hOffset, lanes, c.length, cOffset);
        KERNELS.addPanel(matrix.values, matrix.rows(), matrix.columns(), h, hOffset, lanes, c, cOffset, floatRoom);
    }

    private static void checkVectors(int rows, int columns, int hLength, int hOffset, int hStride, int count, int cLength, int cOffset,
            int cStride) {
        if (count < 0 || hStride < columns && count > 1 || cStride < rows && count > 1) {
            throw new IllegalArgumentException(count + " vectors at distances " + hStride + " and " + cStride + "; expected at least "
                    + columns + " and " + rows);
        }
        if (count > 0) {
            Objects.checkFromIndexSize(hOffset, Math.addExact(Math.multiplyExact(count - 1, hStride), columns), hLength);
            Objects.checkFromIndexSize(cOffset, Math.addExact(Math.multiplyExact(count - 1, cStride), rows), cLength);
        }
    }

    private static void checkPanel(int rows, int columns, int hLength, int hOffset, int lanes, int cLength, int cOffset) {
        Objects.checkFromIndexSize(hOffset, Math.multiplyExact(columns, lanes), hLength);
        Objects.checkFromIndexSize(cOffset, Math.multiplyExact(rows, lanes), cLength);
    }
}
