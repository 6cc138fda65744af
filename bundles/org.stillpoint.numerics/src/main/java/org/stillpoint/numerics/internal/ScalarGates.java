package org.stillpoint.numerics.internal;

/** The kernels of gated units as plain loops. They give the bits of the vector forms. */
final class ScalarGates implements GateKernelSet {

    @Override
    public void gate(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gate, int gateOffset,
            int length) {
        for (int i = 0; i < length; i++) {
            gate[gateOffset + i] = ScalarFunctions.sigmoid(a[aOffset + i] * h[hOffset + i] + u[uOffset + i]);
        }
    }

    @Override
    public void update(double[] h, int hOffset, double[] u, int uOffset, double[] a, int aOffset, double[] gates, int gateOffset,
            double[] next, int nextOffset, int length) {
        for (int i = 0; i < length; i++) {
            double state = h[hOffset + i];
            double reset = state * gates[gateOffset + length + i];
            double candidate = ScalarFunctions.tanh(a[aOffset + i] * reset + u[uOffset + i]);
            gates[gateOffset + 2 * length + i] = candidate;
            next[nextOffset + i] = state + gates[gateOffset + i] * (candidate - state);
        }
    }

    @Override
    public void run(double[] h, int hOffset, double[] u, int uOffset, int uStride, int uStep, double[] a, int aOffset, int aStride,
            int steps, int length, double[] room, double[] states, int statesOffset) {
        for (int i = 0; i < length; i++) {
            double state = h[hOffset + i];
            double update = a[aOffset + i];
            double reset = a[aOffset + aStride + i];
            double recurrent = a[aOffset + 2 * aStride + i];
            for (int step = 0; step < steps; step++) {
                int drive = uOffset + step * uStep + i;
                double z = ScalarFunctions.sigmoid(update * state + u[drive]);
                double r = ScalarFunctions.sigmoid(reset * state + u[drive + uStride]);
                double candidate = ScalarFunctions.tanh(recurrent * (state * r) + u[drive + 2 * uStride]);
                state = state + z * (candidate - state);
                states[statesOffset + step * length + i] = state;
            }
        }
    }

    @Override
    public void gatedStep(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset, float[] next,
            int nextOffset, int stateStride, int length, int lanes) {
        gatedStep(gates, gateOffset, drive, driveOffset, stride, h, hOffset, next, nextOffset, stateStride, 0, length, lanes);
    }

    /** The units from one on. */
    static void gatedStep(float[] gates, int gateOffset, float[] drive, int driveOffset, int stride, float[] h, int hOffset, float[] next,
            int nextOffset, int stateStride, int first, int length, int lanes) {
        for (int lane = 0; lane < lanes; lane++) {
            int gate = gateOffset + lane * stride;
            int place = lane * stateStride;
            for (int i = first; i < length; i++) {
                float r = ScalarFloatFunctions.sigmoid(gates[gate + i]);
                float z = ScalarFloatFunctions.sigmoid(gates[gate + length + i]);
                float m = ScalarFloatFunctions.tanh(drive[driveOffset + lane * stride + i] + r * gates[gate + 2 * length + i]);
                next[nextOffset + place + i] = (1 - z) * m + z * h[hOffset + place + i];
            }
        }
    }
}
