package org.stillpoint.numerics.internal;

/**
 * The kernels of gated units on vector registers, each of which takes over from its scalar twin when it is compiled. Ranges shorter than
 * one register stay with the twin. Loaded by name only, because linking it needs the module {@code jdk.incubator.vector}.
 */
public final class SimdGateKernels implements GateKernelSet {

    /** No register is longer. */
    private static final int LANES = ScalarReductions.LANES;

    private final ScalarGates scalar = new ScalarGates();
    private final Takeover gate;
    private final Takeover update;
    private final Takeover run;

    /** Kernels that take over one by one. */
    public SimdGateKernels() {
        this(false);
    }

    /** With true, kernels that work on vector registers from the start. */
    SimdGateKernels(boolean immediate) {
        gate = new Takeover(VectorKernel.GATE, immediate);
        update = new Takeover(VectorKernel.GATE_UPDATE, immediate);
        run = new Takeover(VectorKernel.PARA_GRU, immediate);
    }

    @Override
    public void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] result, int resultOffset,
            int length) {
        if (length >= LANES && gate.ready(length)) {
            SimdGates.gate(h, hOffset, u, uOffset, a, aOffset, result, resultOffset, length);
        } else {
            scalar.gate(h, hOffset, u, uOffset, a, aOffset, result, resultOffset, length);
        }
    }

    @Override
    public void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gates, int gateOffset,
            double[] next, int nextOffset, int length) {
        if (length >= LANES && update.ready(length)) {
            SimdGates.update(h, hOffset, u, uOffset, a, aOffset, gates, gateOffset, next, nextOffset, length);
        } else {
            scalar.update(h, hOffset, u, uOffset, a, aOffset, gates, gateOffset, next, nextOffset, length);
        }
    }

    @Override
    public void run(double[] h, int hOffset, double[] u, int uOffset, int uStride, double[] a, int aOffset, int aStride, int steps,
            int lanes, double[] room, double[] states, int statesOffset) {
        if (lanes >= LANES && run.ready((long) steps * lanes)) {
            SimdParaGru.run(h, hOffset, u, uOffset, uStride, a, aOffset, aStride, steps, lanes, room, states, statesOffset);
        } else {
            scalar.run(h, hOffset, u, uOffset, uStride, a, aOffset, aStride, steps, lanes, room, states, statesOffset);
        }
    }
}
