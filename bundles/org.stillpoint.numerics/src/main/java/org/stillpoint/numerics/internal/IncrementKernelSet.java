package org.stillpoint.numerics.internal;

/** One implementation of the kernels of {@link org.stillpoint.numerics.IncrementKernels}, which says what each computes. */
public interface IncrementKernelSet {

    /** From here on tanh is 1 in single precision. */
    float SATURATION = 9;
    /** tanh v = v P(v^2) / Q(v^2) with a relative error below 2.1e-8 up to the saturation; P(0) = Q(0) = 1. */
    float P1 = 0.1338105f;
    float P2 = 0.0034956173f;
    float P3 = 2.0609527e-5f;
    float P4 = 1.3355206e-8f;
    float Q1 = 0.46714365f;
    float Q2 = 0.025877096f;
    float Q3 = 0.0003285681f;
    float Q4 = 7.7767965e-7f;

    void tanh(float f, float[] v, int vOffset, float[] t, int tOffset, float[] result, int resultOffset, int length);

    void advance(float[] increments, float[] slopes, float[] v, float[] w, float[] p, int firstRow, int rows, int lanes, float[] largest);
}
