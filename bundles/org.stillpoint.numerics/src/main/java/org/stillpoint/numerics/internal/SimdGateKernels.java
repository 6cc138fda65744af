package org.stillpoint.numerics.internal;

/**
 * The kernels of gated units on vector registers, each of which takes over from its scalar twin when it is compiled. Single steps of less
 * than a register stay with the twin. Loaded by name only, because linking it needs the module {@code jdk.incubator.vector}.
 */
public final class SimdGateKernels implements GateKernelSet {

    /** No register is longer. */
    private static final int LANES = ScalarReductions.LANES;

    private static final int GATES = 3;
    /** Where in the room of short runs things stand, behind the gates of a step. */
    private static final int FACTORS = 2 * LANES;
    private static final int STATE = FACTORS + GATES * LANES;
    private static final int DRIVES = STATE + LANES;
    private static final int STATES = DRIVES + SHORT_STEPS * GATES * LANES;

    private final ScalarGates scalar = new ScalarGates();
    private final Takeover gate;
    private final Takeover update;
    private final Takeover run;
    private final Takeover gatedStep;

    /** Kernels that take over one by one. */
    public SimdGateKernels() {
        this(false);
    }

    /** With true, kernels that work on vector registers from the start. */
    SimdGateKernels(boolean immediate) {
        gate = new Takeover(VectorKernel.GATE, immediate);
        update = new Takeover(VectorKernel.GATE_UPDATE, immediate);
        run = new Takeover(VectorKernel.PARA_GRU, immediate);
        gatedStep = new Takeover(VectorKernel.FLOAT_GATED_STEP, immediate);
    }

    @Override
    public void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] result, int resultOffset,
            int length) {
        boolean vector = length >= LANES && gate.ready(length);
        long started = gate.watch(length);
        if (vector) {
            SimdGates.gate(h, hOffset, u, uOffset, a, aOffset, result, resultOffset, length);
        } else {
            scalar.gate(h, hOffset, u, uOffset, a, aOffset, result, resultOffset, length);
        }
        gate.check(started, length, vector);
    }

    @Override
    public void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gates, int gateOffset,
            double[] next, int nextOffset, int length) {
        boolean vector = length >= LANES && update.ready(length);
        long started = update.watch(length);
        if (vector) {
            SimdGates.update(h, hOffset, u, uOffset, a, aOffset, gates, gateOffset, next, nextOffset, length);
        } else {
            scalar.update(h, hOffset, u, uOffset, a, aOffset, gates, gateOffset, next, nextOffset, length);
        }
        update.check(started, length, vector);
    }

    @Override
    public void run(double[] h, int hOffset, double[] u, int uOffset, int uStride, int uStep, double[] a, int aOffset, int aStride,
            int steps, int length, double[] room, double[] states, int statesOffset) {
        long elements = (long) steps * length;
        boolean vector = run.ready(elements);
        long started = run.watch(elements);
        if (!vector) {
            scalar.run(h, hOffset, u, uOffset, uStride, uStep, a, aOffset, aStride, steps, length, room, states, statesOffset);
        } else if (length >= LANES) {
            SimdParaGru.run(h, hOffset, u, uOffset, uStride, uStep, a, aOffset, aStride, steps, length, room, states, statesOffset);
        } else {
            runShort(h, hOffset, u, uOffset, uStride, uStep, a, aOffset, aStride, steps, length, room, states, statesOffset);
        }
        run.check(started, elements, vector);
    }

    @Override
    public void gatedStep(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset, float[] next,
            int nextOffset, int stateStride, int length, int lanes) {
        long elements = (long) lanes * length;
        boolean vector = gatedStep.ready(elements);
        long started = gatedStep.watch(elements);
        if (vector) {
            SimdFloatGates.gatedStep(gates, gateOffset, drive, driveOffset, stride, h, hOffset, next, nextOffset, stateStride, length,
                    lanes);
        } else {
            scalar.gatedStep(gates, gateOffset, drive, driveOffset, stride, h, hOffset, next, nextOffset, stateStride, length, lanes);
        }
        gatedStep.check(started, elements, vector);
    }

    /** Runs steps of less than a register of states: filled up to one, which takes as long as a single state does. */
    private static void runShort(double[] h, int hOffset, double[] u, int uOffset, int uStride, int uStep, double[] a, int aOffset,
            int aStride, int steps, int length, double[] room, double[] states, int statesOffset) {
        for (int gate = 0; gate < GATES; gate++) {
            fill(a, aOffset + gate * aStride, length, room, FACTORS + gate * LANES);
        }
        fill(h, hOffset, length, room, STATE);
        for (int first = 0; first < steps; first += SHORT_STEPS) {
            int count = Math.min(SHORT_STEPS, steps - first);
            for (int step = 0; step < count; step++) {
                for (int gate = 0; gate < GATES; gate++) {
                    fill(u, uOffset + gate * uStride + (first + step) * uStep, length, room, DRIVES + (step * GATES + gate) * LANES);
                }
            }
            SimdParaGru.run(room, STATE, room, DRIVES, LANES, GATES * LANES, room, FACTORS, LANES, count, LANES, room, room, STATES);
            for (int step = 0; step < count; step++) {
                for (int i = 0; i < length; i++) {
                    states[statesOffset + (first + step) * length + i] = room[STATES + step * LANES + i];
                }
            }
            System.arraycopy(room, STATES + (count - 1) * LANES, room, STATE, LANES);
        }
    }

    private static void fill(double[] values, int offset, int length, double[] register, int registerOffset) {
        for (int i = 0; i < length; i++) {
            register[registerOffset + i] = values[offset + i];
        }
        for (int i = length; i < LANES; i++) {
            register[registerOffset + i] = 0;
        }
    }
}
