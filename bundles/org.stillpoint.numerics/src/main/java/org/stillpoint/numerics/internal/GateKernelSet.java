package org.stillpoint.numerics.internal;

/** One implementation of the kernels of {@link org.stillpoint.numerics.GateKernels}, which says what each computes. */
public interface GateKernelSet {

    /** The steps that states of less than a register are taken at a time. */
    int SHORT_STEPS = 32;
    /** The gates of a step, the factors, and the drives and states of those steps, in registers of the longest kind. */
    int ROOM = (2 + 3 + 1 + 4 * SHORT_STEPS) * ScalarReductions.LANES;

    void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gate, int gateOffset, int length);

    void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gates, int gateOffset, double[] next,
            int nextOffset, int length);

    void run(double[] h, int hOffset, double[] u, int uOffset, int uStride, int uStep, double[] a, int aOffset, int aStride, int steps,
            int length, double[] room, double[] states, int statesOffset);

    void gatedStep(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset, float[] next,
            int nextOffset, int stateStride, int length, int lanes);
}
