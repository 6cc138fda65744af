package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.VectorKernels;

/** Steps of {@link ElmanCell} in single precision. */
final class FloatElmanKernel extends FloatKernel {

    private final boolean rectified;

    FloatElmanKernel(FloatDensePart part, int lanes, boolean rectified) {
        super(part, part.weights.units, lanes);
        this.rectified = rectified;
    }

    @Override
    void begin(int first, int count, float[] drive, int driveOffset, int gate) {
        System.arraycopy(drive, driveOffset, gates, gate, count);
    }

    @Override
    void end(int count, float[] drive, int driveOffset, int gate, float[] state, int stateOffset, float[] next, int nextOffset) {
        if (rectified) {
            for (int i = 0; i < count; i++) {
                next[nextOffset + i] = Math.max(0, gates[gate + i]);
            }
        } else {
            VectorKernels.tanh(gates, gate, next, nextOffset, count);
        }
    }
}
