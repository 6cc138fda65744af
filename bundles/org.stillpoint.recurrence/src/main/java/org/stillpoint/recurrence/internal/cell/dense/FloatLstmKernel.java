package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.VectorKernels;

/** Steps of {@link LstmCell} in single precision. */
final class FloatLstmKernel extends FloatKernel {

    private final float[] squashed;

    FloatLstmKernel(FloatDensePart part, int lanes) {
        super(part, 2 * part.weights.units, lanes);
        squashed = new float[part.unitsOfBlock];
    }

    @Override
    void begin(int first, int count, float[] drive, int driveOffset, int gate) {
        System.arraycopy(drive, driveOffset, gates, gate, 4 * count);
    }

    @Override
    void end(int count, float[] drive, int driveOffset, int gate, float[] state, int stateOffset, float[] next, int nextOffset) {
        VectorKernels.sigmoid(gates, gate, gates, gate, 2 * count);
        VectorKernels.tanh(gates, gate + 2 * count, gates, gate + 2 * count, count);
        VectorKernels.sigmoid(gates, gate + 3 * count, gates, gate + 3 * count, count);
        int memory = nextOffset + units;
        for (int i = 0; i < count; i++) {
            next[memory + i] = gates[gate + count + i] * state[stateOffset + units + i] + gates[gate + i] * gates[gate + 2 * count + i];
        }
        VectorKernels.tanh(next, memory, squashed, 0, count);
        for (int i = 0; i < count; i++) {
            next[nextOffset + i] = gates[gate + 3 * count + i] * squashed[i];
        }
    }
}
