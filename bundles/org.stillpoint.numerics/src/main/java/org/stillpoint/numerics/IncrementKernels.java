package org.stillpoint.numerics;

import java.util.Objects;
import org.stillpoint.numerics.internal.IncrementKernelSet;
import org.stillpoint.numerics.internal.KernelSelection;

/**
 * Kernels for what an activation adds where its argument moves a little, in single precision. There are two implementations that give the
 * same bits, as of {@link VectorKernels}; ranges are given and checked as there, and the results of an element do not depend on its
 * neighbours. Results do not overlap the arguments.
 */
public final class IncrementKernels {

    private static final IncrementKernelSet KERNELS = KernelSelection.INCREMENTS;

    private IncrementKernels() {
    }

    /**
     * result = f (tanh(a + f v) - t) with t = tanh a. With T = tanh(f v) that is f (1 - t^2) T / (1 + t T), to single precision relative
     * to v where f v is small, however small. f = 1/2 is for the logistic function, which is (1 + tanh(x / 2)) / 2.
     *
     * @param t tanh a, of size below 1
     */
    public static void tanh(float f, float[] v, int vOffset, float[] t, int tOffset, float[] result, int resultOffset, int length) {
        Objects.checkFromIndexSize(vOffset, length, v.length);
        Objects.checkFromIndexSize(tOffset, length, t.length);
        Objects.checkFromIndexSize(resultOffset, length, result.length);
        KERNELS.tanh(f, v, vOffset, t, tOffset, result, resultOffset, length);
    }

    /**
     * w = w + p, p = increment - w - slope v, and largest = max(largest, |p|), for some rows of panels with a column for each of the lanes.
     *
     * @param increments these rows of a panel alone
     * @param slopes one number for each row of the whole panels
     * @param firstRow the first of the rows, in the panels v, w and p
     * @param largest one number for each lane, not negative; not a number once a p was not
     */
    public static void advance(float[] increments, float[] slopes, float[] v, float[] w, float[] p, int firstRow, int rows, int lanes,
            float[] largest) {
        int length = Math.multiplyExact(rows, lanes);
        int offset = Math.multiplyExact(firstRow, lanes);
        Objects.checkFromIndexSize(0, length, increments.length);
        Objects.checkFromIndexSize(firstRow, rows, slopes.length);
        Objects.checkFromIndexSize(offset, length, v.length);
        Objects.checkFromIndexSize(offset, length, w.length);
        Objects.checkFromIndexSize(offset, length, p.length);
        Objects.checkFromIndexSize(0, lanes, largest.length);
        KERNELS.advance(increments, slopes, v, w, p, firstRow, rows, lanes, largest);
    }
}
