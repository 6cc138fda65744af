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
    void end(int count, int lanes, float[] drive, int driveOffset, float[] state, int stateOffset, float[] next, int nextOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            int gate = lane * BLOCK;
            int place = lane * stateSize;
            int memory = nextOffset + place + units;
            VectorKernels.sigmoid(gates, gate, gates, gate, 2 * count);
            VectorKernels.tanh(gates, gate + 2 * count, gates, gate + 2 * count, count);
            VectorKernels.sigmoid(gates, gate + 3 * count, gates, gate + 3 * count, count);
            remember(gates, gate, count, state, stateOffset + place + units, next, memory);
            VectorKernels.tanh(next, memory, squashed, 0, count);
            multiply(gates, gate + 3 * count, squashed, count, next, nextOffset + place);
        }
    }

    private static void remember(float[] gates, int gate, int count, float[] state, int stateOffset, float[] next, int nextOffset) {
        for (int i = 0; i < count; i++) {
            next[nextOffset + i] = gates[gate + count + i] * state[stateOffset + i] + gates[gate + i] * gates[gate + 2 * count + i];
        }
    }

    private static void multiply(float[] gates, int gate, float[] squashed, int count, float[] next, int nextOffset) {
        for (int i = 0; i < count; i++) {
            next[nextOffset + i] = gates[gate + i] * squashed[i];
        }
    }
}
