package org.stillpoint.numerics.internal;

/** One implementation of the kernels of {@link org.stillpoint.numerics.GateKernels}, which says what each computes. */
public interface GateKernelSet {

    /** Two of the longest registers. */
    int ROOM = 2 * ScalarReductions.LANES;

    void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gate, int gateOffset, int length);

    void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gates, int gateOffset, double[] next,
            int nextOffset, int length);

    void run(double[] h, int hOffset, double[] u, int uOffset, int uStride, double[] a, int aOffset, int aStride, int steps, int lanes,
            double[] room, double[] states, int statesOffset);
}
