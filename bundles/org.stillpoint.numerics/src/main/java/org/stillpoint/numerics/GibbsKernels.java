package org.stillpoint.numerics;

import java.util.Objects;
import org.stillpoint.numerics.internal.GibbsKernelSet;
import org.stillpoint.numerics.internal.KernelSelection;

/**
 * Kernels for the rows of matrices exp((f_i + g_j - C_ij) / epsilon), the plans of entropic transport. There are two implementations that
 * give the same bits, as of {@link VectorKernels}; ranges are given and checked as there. Sums are repeatable.
 *
 * <p>Arguments of the exponential below {@value #LOWEST} (in single precision {@value #LOWEST_SINGLE}) give 0, those above
 * {@value #HIGHEST} ({@value #HIGHEST_SINGLE}) what these do, so that subnormal results and infinities do not occur.
 */
public final class GibbsKernels {

    /** The exponential of lower arguments counts as 0. */
    public static final double LOWEST = GibbsKernelSet.LOWEST;
    /** Higher arguments are replaced by this one. */
    public static final double HIGHEST = GibbsKernelSet.HIGHEST;
    /** The exponential of lower arguments counts as 0 in single precision. */
    public static final float LOWEST_SINGLE = GibbsKernelSet.LOWEST_SINGLE;
    /** Higher arguments are replaced by this one in single precision. */
    public static final float HIGHEST_SINGLE = GibbsKernelSet.HIGHEST_SINGLE;

    private static final GibbsKernelSet KERNELS = KernelSelection.GIBBS;

    private GibbsKernels() {
    }

    /**
     * result_j = exp(scale (shift + g_j - c_j)).
     *
     * @return the sum of the results
     */
    public static double row(double[] g, int gOffset, double[] c, int cOffset, double shift, double scale, double[] result,
            int resultOffset, int length) {
        Objects.checkFromIndexSize(gOffset, length, g.length);
        Objects.checkFromIndexSize(cOffset, length, c.length);
        Objects.checkFromIndexSize(resultOffset, length, result.length);
        return KERNELS.row(g, gOffset, c, cOffset, shift, scale, result, resultOffset, length);
    }

    /**
     * result_j = exp(scale (shift + g_j - c_j)) in single precision.
     *
     * @return the sum of the results
     */
    public static float row(float[] g, int gOffset, float[] c, int cOffset, float shift, float scale, float[] result,
            int resultOffset, int length) {
        Objects.checkFromIndexSize(gOffset, length, g.length);
        Objects.checkFromIndexSize(cOffset, length, c.length);
        Objects.checkFromIndexSize(resultOffset, length, result.length);
        return KERNELS.row(g, gOffset, c, cOffset, shift, scale, result, resultOffset, length);
    }

    /**
     * Collects the elements above a threshold, in their order. The room after the last of them may be written to.
     *
     * @param x the elements
     * @param xOffset where they begin
     * @param length how many there are
     * @param threshold those greater than it are taken
     * @param factor what they are multiplied by
     * @param indices receives their indices, counted from xOffset
     * @param values receives their products with the factor
     * @param offset where to put the first; there must be room for all elements
     * @return how many were taken
     */
    public static int select(double[] x, int xOffset, int length, double threshold, double factor, int[] indices, double[] values,
            int offset) {
        Objects.checkFromIndexSize(xOffset, length, x.length);
        Objects.checkFromIndexSize(offset, length, indices.length);
        Objects.checkFromIndexSize(offset, length, values.length);
        return KERNELS.select(x, xOffset, length, threshold, factor, indices, values, offset);
    }
}
