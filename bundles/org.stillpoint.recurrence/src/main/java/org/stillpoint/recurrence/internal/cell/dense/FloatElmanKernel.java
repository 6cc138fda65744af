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
    void end(int count, int lanes, float[] drive, int driveOffset, float[] state, int stateOffset, float[] next, int nextOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            int target = nextOffset + lane * stateSize;
            if (rectified) {
                rectify(gates, lane * BLOCK, count, next, target);
            } else {
                VectorKernels.tanh(gates, lane * BLOCK, next, target, count);
            }
        }
    }

    private static void rectify(float[] gates, int gate, int count, float[] next, int nextOffset) {
        for (int i = 0; i < count; i++) {
            next[nextOffset + i] = Math.max(0, gates[gate + i]);
        }
    }
}
