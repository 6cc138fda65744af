package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.VectorKernels;

/** Steps of {@link GruCell} in single precision. */
final class FloatGruKernel extends FloatKernel {

    private static final int CANDIDATE = 2;

    private final float[] candidateBias;
    private final float[] candidate;

    FloatGruKernel(FloatDensePart part, int lanes) {
        super(part, part.weights.units, lanes);
        candidateBias = part.hiddenBias(CANDIDATE);
        candidate = new float[part.unitsOfBlock];
    }

    @Override
    void begin(int first, int count, float[] drive, int driveOffset, int gate) {
        System.arraycopy(drive, driveOffset, gates, gate, 2 * count);
        System.arraycopy(candidateBias, first, gates, gate + 2 * count, count);
    }

    @Override
    void end(int count, float[] drive, int driveOffset, int gate, float[] state, int stateOffset, float[] next, int nextOffset) {
        VectorKernels.sigmoid(gates, gate, gates, gate, 2 * count);
        for (int i = 0; i < count; i++) {
            candidate[i] = drive[driveOffset + 2 * count + i] + gates[gate + i] * gates[gate + 2 * count + i];
        }
        VectorKernels.tanh(candidate, 0, candidate, 0, count);
        for (int i = 0; i < count; i++) {
            float z = gates[gate + count + i];
            next[nextOffset + i] = (1 - z) * candidate[i] + z * state[stateOffset + i];
        }
    }
}
