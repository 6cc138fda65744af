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
        candidate = new float[part.unitsOfBlock * lanes];
    }

    @Override
    void begin(int first, int count, float[] drive, int driveOffset, int gate) {
        System.arraycopy(drive, driveOffset, gates, gate, 2 * count);
        System.arraycopy(candidateBias, first, gates, gate + 2 * count, count);
    }

    @Override
    void end(int count, int lanes, float[] drive, int driveOffset, float[] state, int stateOffset, float[] next, int nextOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            int gate = lane * BLOCK;
            VectorKernels.sigmoid(gates, gate, gates, gate, 2 * count);
            reset(gates, gate, count, drive, driveOffset + gate + 2 * count, candidate, lane * count);
        }
        VectorKernels.tanh(candidate, 0, candidate, 0, lanes * count);
        for (int lane = 0; lane < lanes; lane++) {
            int place = lane * stateSize;
            blend(gates, lane * BLOCK + count, candidate, lane * count, count, state, stateOffset + place, next, nextOffset + place);
        }
    }

    /** Loops of their own, small enough for the compiler to put them into registers. */
    private static void reset(float[] gates, int gate, int count, float[] drive, int driveOffset, float[] candidate, int offset) {
        for (int i = 0; i < count; i++) {
            candidate[offset + i] = drive[driveOffset + i] + gates[gate + i] * gates[gate + 2 * count + i];
        }
    }

    private static void blend(float[] gates, int gate, float[] candidate, int offset, int count, float[] state, int stateOffset,
            float[] next, int nextOffset) {
        for (int i = 0; i < count; i++) {
            float z = gates[gate + i];
            next[nextOffset + i] = (1 - z) * candidate[offset + i] + z * state[stateOffset + i];
        }
    }
}
