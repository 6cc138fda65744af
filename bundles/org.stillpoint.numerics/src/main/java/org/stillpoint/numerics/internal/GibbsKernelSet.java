package org.stillpoint.numerics.internal;

/** One implementation of the kernels of {@link org.stillpoint.numerics.GibbsKernels}, which says what each computes. */
public interface GibbsKernelSet {

    /** Below, exp is a subnormal number or nearly so. */
    double LOWEST = -708;
    /** Above, exp is infinite. */
    double HIGHEST = 709;
    /** Below, exp is a subnormal number in single precision or nearly so. */
    float LOWEST_SINGLE = -87;
    /** Above, exp is infinite in single precision. */
    float HIGHEST_SINGLE = 88;

    double row(double[] g, int gOffset, double[] c, int cOffset, double shift, double scale, double[] result, int resultOffset, int length);

    float row(float[] g, int gOffset, float[] c, int cOffset, float shift, float scale, float[] result, int resultOffset, int length);

    int select(double[] x, int xOffset, int length, double threshold, double factor, int[] indices, double[] values, int offset);
}
