package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.VectorKernels;

/** Steps of {@link GruCell} in single precision. */
final class FloatGruKernel extends FloatKernel {

    private static final int CANDIDATE = 2;

    private final float[] candidateBias;
    private final float[] candidate;

    FloatGruKernel(FloatDensePart part, int lanes) {
        super(part, lanes);
        candidateBias = part.hiddenBias(CANDIDATE);
        candidate = new float[size * lanes];
    }

    @Override
    public void step(float[] state, float[] drive, int driveOffset, int lanes, float[] next) {
        int count = size * lanes;
        System.arraycopy(drive, driveOffset, gates, 0, 2 * count);
        fill(candidateBias, lanes, gates, 2 * count);
        products.addPanel(gates, 0, part.hidden, state, 0, lanes);
        VectorKernels.sigmoid(gates, 0, gates, 0, 2 * count);
        reset(gates, count, drive, driveOffset + 2 * count, candidate);
        VectorKernels.tanh(candidate, 0, candidate, 0, count);
        blend(gates, count, candidate, state, next, part.range.from() * lanes);
    }

    private static void reset(float[] gates, int count, float[] drive, int driveOffset, float[] candidate) {
        for (int i = 0; i < count; i++) {
            candidate[i] = drive[driveOffset + i] + gates[i] * gates[2 * count + i];
        }
    }

    private static void blend(float[] gates, int count, float[] candidate, float[] state, float[] next, int offset) {
        for (int i = 0; i < count; i++) {
            float z = gates[count + i];
            next[offset + i] = (1 - z) * candidate[i] + z * state[offset + i];
        }
    }
}
