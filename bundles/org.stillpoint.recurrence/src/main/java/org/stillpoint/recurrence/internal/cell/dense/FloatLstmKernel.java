package org.stillpoint.recurrence.internal.cell.dense;

import org.stillpoint.numerics.VectorKernels;

/** Steps of {@link LstmCell} in single precision. */
final class FloatLstmKernel extends FloatKernel {

    private final float[] squashed;

    FloatLstmKernel(FloatDensePart part, int lanes) {
        super(part, lanes);
        squashed = new float[size * lanes];
    }

    @Override
    public void step(float[] state, float[] drive, int driveOffset, int lanes, float[] next) {
        int count = size * lanes;
        System.arraycopy(drive, driveOffset, gates, 0, part.weights.gates * count);
        products.addPanel(gates, 0, part.hidden, state, 0, lanes);
        VectorKernels.sigmoid(gates, 0, gates, 0, 2 * count);
        VectorKernels.tanh(gates, 2 * count, gates, 2 * count, count);
        VectorKernels.sigmoid(gates, 3 * count, gates, 3 * count, count);
        int memory = (units + part.range.from()) * lanes;
        remember(gates, count, state, next, memory);
        VectorKernels.tanh(next, memory, squashed, 0, count);
        multiply(gates, 3 * count, squashed, count, next, part.range.from() * lanes);
    }

    private static void remember(float[] gates, int count, float[] state, float[] next, int memory) {
        for (int i = 0; i < count; i++) {
            next[memory + i] = gates[count + i] * state[memory + i] + gates[i] * gates[2 * count + i];
        }
    }

    private static void multiply(float[] gates, int gate, float[] squashed, int count, float[] next, int offset) {
        for (int i = 0; i < count; i++) {
            next[offset + i] = gates[gate + i] * squashed[i];
        }
    }
}
