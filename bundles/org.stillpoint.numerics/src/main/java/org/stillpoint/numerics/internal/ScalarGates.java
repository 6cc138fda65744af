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
    public void run(double[] h, int hOffset, double[] u, int uOffset, int uStride, double[] a, int aOffset, int aStride, int steps,
            int lanes, double[] room, double[] states, int statesOffset) {
        for (int lane = 0; lane < lanes; lane++) {
            double state = h[hOffset + lane];
            for (int i = lane; i < steps * lanes; i += lanes) {
                double z = ScalarFunctions.sigmoid(a[aOffset] * state + u[uOffset + i]);
                double r = ScalarFunctions.sigmoid(a[aOffset + aStride] * state + u[uOffset + uStride + i]);
                double candidate = ScalarFunctions.tanh(a[aOffset + 2 * aStride] * (state * r) + u[uOffset + 2 * uStride + i]);
                state = state + z * (candidate - state);
                states[statesOffset + i] = state;
            }
        }
    }
}
