package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.GateKernels;

/** Steps of {@link GruCell} in single precision. */
final class FloatGruKernel extends FloatKernel {

    private static final int CANDIDATE = 2;

    private final float[] candidateBias;

    FloatGruKernel(FloatDensePart part, int lanes) {
        super(part, part.weights.units, lanes);
        candidateBias = part.hiddenBias(CANDIDATE);
    }

    @Override
    void begin(int first, int count, float[] drive, int driveOffset, int gate) {
        System.arraycopy(drive, driveOffset, gates, gate, 2 * count);
        System.arraycopy(candidateBias, first, gates, gate + 2 * count, count);
    }

    @Override
    void end(int count, int lanes, float[] drive, int driveOffset, float[] state, int stateOffset, float[] next, int nextOffset) {
        GateKernels.gatedStep(gates, 0, drive, driveOffset + 2 * count, BLOCK, state, stateOffset, next, nextOffset, stateSize, count,
                lanes);
    }
}
