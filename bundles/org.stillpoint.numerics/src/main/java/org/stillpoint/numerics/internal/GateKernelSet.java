package org.stillpoint.numerics.internal;

/**
 * One implementation of the kernels of {@link org.stillpoint.numerics.GateKernels}, which says what each computes. The factor of element i
 * stands at {@code aOffset + i * aStep}; with a step of 0 the block there repeats it.
 */
public interface GateKernelSet {

    /** The lanes of the longest registers. */
    int REPEATED = ScalarReductions.LANES;

    void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, int aStep, double[] gate, int gateOffset,
            int length);

    void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, int aStep, double[] gates, int gateOffset,
            int gateStride, double[] next, int nextOffset, int length);

    void run(double[] h, int hOffset, double[] u, int uOffset, int uStride, double[] a, int aOffset, int aStride, int steps, int lanes,
            double[] room, double[] states, int statesOffset);
}
