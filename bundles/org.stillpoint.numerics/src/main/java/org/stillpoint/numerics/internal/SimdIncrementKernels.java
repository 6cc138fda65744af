package org.stillpoint.numerics.internal;

/**
 * The kernels of increments on vector registers, each of which takes over from its scalar twin when it is compiled; what does not fill
 * registers stays with the twin. Loaded by name only, because linking it needs the module {@code jdk.incubator.vector}.
 */
public final class SimdIncrementKernels implements IncrementKernelSet {

    /** No register is longer. */
    private static final int LANES = ProductKernels.FLOAT_MULTIPLE;

    private final ScalarIncrements scalar = new ScalarIncrements();
    private final Takeover tanh;
    private final Takeover advance;

    /** Kernels that take over one by one. */
    public SimdIncrementKernels() {
        this(false);
    }

    /** With true, kernels that work on vector registers from the start. */
    SimdIncrementKernels(boolean immediate) {
        tanh = new Takeover(VectorKernel.TANH_INCREMENTS, immediate);
        advance = new Takeover(VectorKernel.ADVANCE, immediate);
    }

    @Override
    public void tanh(float f, float[] v, int vOffset, float[] t, int tOffset, float[] result, int resultOffset, int length) {
        boolean vector = length >= LANES && tanh.ready(length);
        long started = tanh.watch(length);
        if (vector) {
            SimdIncrements.tanh(f, v, vOffset, t, tOffset, result, resultOffset, length);
        } else {
            scalar.tanh(f, v, vOffset, t, tOffset, result, resultOffset, length);
        }
        tanh.check(started, length, vector);
    }

    @Override
    public void advance(float[] increments, float[] slopes, float[] v, float[] w, float[] p, int firstRow, int rows, int lanes,
            float[] largest) {
        int elements = rows * lanes;
        boolean vector = lanes % LANES == 0 && advance.ready(elements);
        long started = advance.watch(elements);
        if (vector) {
            SimdIncrements.advance(increments, slopes, v, w, p, firstRow, rows, lanes, largest);
        } else {
            scalar.advance(increments, slopes, v, w, p, firstRow, rows, lanes, largest);
        }
        advance.check(started, elements, vector);
    }
}
