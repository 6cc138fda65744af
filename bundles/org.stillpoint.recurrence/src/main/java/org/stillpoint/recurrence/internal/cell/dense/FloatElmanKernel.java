package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.VectorKernels;

/** Steps of {@link ElmanCell} in single precision. */
final class FloatElmanKernel extends FloatKernel {

    private final boolean rectified;

    FloatElmanKernel(FloatDensePart part, int lanes, boolean rectified) {
        super(part, lanes);
        this.rectified = rectified;
    }

    @Override
    public void step(float[] state, float[] drive, int driveOffset, int lanes, float[] next) {
        int count = size * lanes;
        int first = part.range.from() * lanes;
        System.arraycopy(drive, driveOffset, next, first, count);
        products.addPanel(next, first, part.hidden, state, 0, lanes);
        if (rectified) {
            rectify(next, first, count);
        } else {
            VectorKernels.tanh(next, first, next, first, count);
        }
    }

    private static void rectify(float[] x, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            x[i] = Math.max(0, x[i]);
        }
    }
}
