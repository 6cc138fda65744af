package org.stillpoint.numerics.internal;

/**
 * The kernels of plans on vector registers, each of which takes over from its scalar twin when it is compiled. Loaded by name only, because
 * linking it needs the module {@code jdk.incubator.vector}.
 */
public final class SimdGibbsKernels implements GibbsKernelSet {

    private final ScalarGibbs scalar = new ScalarGibbs();
    private final Takeover row;
    private final Takeover floatRow;
    private final Takeover select;

    /** Kernels that take over one by one. */
    public SimdGibbsKernels() {
        this(false);
    }

    /** With true, kernels that work on vector registers from the start. */
    SimdGibbsKernels(boolean immediate) {
        row = new Takeover(VectorKernel.GIBBS_ROW, immediate);
        floatRow = new Takeover(VectorKernel.FLOAT_GIBBS_ROW, immediate);
        select = new Takeover(VectorKernel.GIBBS_SELECT, immediate);
    }

    @Override
    public double row(double[] g, int gOffset, double[] c, int cOffset, double shift, double scale, double[] result, int resultOffset,
            int length) {
        return row.ready(length) ? SimdGibbs.row(g, gOffset, c, cOffset, shift, scale, result, resultOffset, length)
                : scalar.row(g, gOffset, c, cOffset, shift, scale, result, resultOffset, length);
    }

    @Override
    public float row(float[] g, int gOffset, float[] c, int cOffset, float shift, float scale, float[] result, int resultOffset,
            int length) {
        return floatRow.ready(length) ? SimdGibbs.row(g, gOffset, c, cOffset, shift, scale, result, resultOffset, length)
                : scalar.row(g, gOffset, c, cOffset, shift, scale, result, resultOffset, length);
    }

    @Override
    public int select(double[] x, int xOffset, int length, double threshold, double factor, int[] indices, double[] values, int offset) {
        return select.ready(length) ? SimdGibbs.select(x, xOffset, length, threshold, factor, indices, values, offset)
                : scalar.select(x, xOffset, length, threshold, factor, indices, values, offset);
    }
}
